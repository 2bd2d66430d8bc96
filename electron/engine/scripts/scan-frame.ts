import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import type { ScannerContext } from '../scanners/contract.ts';
import type { BarView } from '../session-data/bar-view.ts';
import { inTurns } from '../turns.ts';
import type { ScanFrame } from './contract.ts';
import { BAR_COLUMNS, checkFrameLength, frameLength, type ScriptInput } from './script-inputs.ts';

/** Symbols whose bars are copied before others have their turn. */
const SYMBOLS_PER_TURN = 100;

type BarsInput = Extract<ScriptInput, { kind: 'bars' }>;

/** Gathers what a script sees of the market: the rows of its universe, closed up. */
export class ScanFrames {
  readonly #inputs: readonly ScriptInput[];
  /** Symbol index of each row, at this scan and at the one before. */
  #rows = new Int32Array(0);
  #symbols: readonly SymbolId[] = [];

  constructor(inputs: readonly ScriptInput[]) {
    this.#inputs = inputs;
  }

  /** The symbol of each row of the newest frame. */
  get symbols(): readonly SymbolId[] {
    return this.#symbols;
  }

  /** Throws InvalidArgumentError where the universe has grown too large for what the script asked for. */
  async take(context: ScannerContext): Promise<ScanFrame> {
    const { market, now } = context;
    const changed = this.#takeRows(context);
    const count = this.#rows.length;
    checkFrameLength(this.#inputs, count);
    const columns = new Float64Array(frameLength(this.#inputs, count));
    const promoted = new Set(context.data.getConfigSymbols());
    for (const [row, symbol] of this.#symbols.entries()) columns[row] = promoted.has(symbol) ? 1 : 0;
    let at = count;
    for (const input of this.#inputs) at = await this.#take(input, context, columns, at);
    const { close, open } = market.session;
    return {
      now,
      minutesSinceOpen: (now - open) / MILLISECONDS_PER_MINUTE,
      minutesToClose: (close - now) / MILLISECONDS_PER_MINUTE,
      symbols: changed
        ? this.#symbols.map((symbol) => ({ symbol, sector: market.facts.sectorOf(symbol) ?? '' }))
        : undefined,
      count,
      columns,
    };
  }

  /** True where they are others than at the scan before. */
  #takeRows({ market }: ScannerContext): boolean {
    const before = this.#rows;
    let count = 0;
    for (let index = 0; index < market.count; index += 1) count += market.members[index] === 1 ? 1 : 0;
    const rows = new Int32Array(count);
    let row = 0;
    for (let index = 0; index < market.count; index += 1) {
      if (market.members[index] !== 1) continue;
      rows[row] = index;
      row += 1;
    }
    if (rows.length === before.length && rows.every((index, place) => index === before[place])) return false;
    this.#rows = rows;
    this.#symbols = Array.from(rows, (index) => market.symbolAt(index));
    return true;
  }

  /** Answers where the next input begins. */
  async #take(
    input: ScriptInput,
    context: ScannerContext,
    columns: Float64Array,
    at: number,
  ): Promise<number> {
    const { market } = context;
    if (input.kind === 'bars') return this.#takeBars(input, context, columns, at);
    if (input.kind === 'indicator') {
      this.#copy(market.indicator(input.key, input.output), columns, at);
      return at + this.#rows.length;
    }
    const { close, fresh, high, low, open, start, volume } = market.latest(input.interval);
    let place = at;
    for (const column of [start, open, high, low, close, volume, fresh]) {
      this.#copy(column, columns, place);
      place += this.#rows.length;
    }
    return place;
  }

  #copy(from: Float64Array | Uint8Array | undefined, columns: Float64Array, at: number): void {
    for (let row = 0; row < this.#rows.length; row += 1) {
      columns[at + row] = from?.[this.#rows[row] ?? -1] ?? Number.NaN;
    }
  }

  /** Closed bars, oldest first; places that none fills are NaN. */
  async #takeBars(
    { interval, last }: BarsInput,
    { data }: ScannerContext,
    columns: Float64Array,
    at: number,
  ): Promise<number> {
    const count = this.#rows.length;
    const end = at + count + BAR_COLUMNS * count * last;
    columns.fill(Number.NaN, at + count, end);
    let row = 0;
    await inTurns(this.#symbols, SYMBOLS_PER_TURN, (symbol) => {
      const bars = data.getBars(symbol, interval, { last });
      columns[at + row] = bars.length;
      writeBars(bars, columns, at + count + row * last, count * last);
      row += 1;
    });
    return end;
  }
}

/** Fields of a symbol's bars, `stride` numbers apart. */
function writeBars(bars: BarView, columns: Float64Array, at: number, stride: number): void {
  for (let place = 0; place < bars.length; place += 1) {
    columns[at + place] = bars.start(place);
    columns[at + place + stride] = bars.open(place);
    columns[at + place + 2 * stride] = bars.high(place);
    columns[at + place + 3 * stride] = bars.low(place);
    columns[at + place + 4 * stride] = bars.close(place);
    columns[at + place + 5 * stride] = bars.volume(place);
  }
}
