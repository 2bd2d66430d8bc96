import { ATR, EMA, RSI, SMA } from 'trading-signals';
import { indicatorConfig } from '../electron/engine/indicators/config.ts';
import { IndicatorManager } from '../electron/engine/indicators/indicator-manager.ts';
import { BarStore } from '../electron/engine/session-data/bar-store.ts';
import { SessionFrames } from '../electron/ipc/session-frames.ts';
import { BAR_CLOSE, BAR_START, BAR_STRIDE, BAR_VOLUME } from '../shared/domain/bar.ts';
import { intervalIndex } from '../shared/domain/interval.ts';
import type { SymbolColumnFrame } from '../shared/session/snapshot.ts';
import { BenchedRule } from './benched-rule.ts';
import { BoardSession } from './board-session.ts';
import { candleAt } from './g2-trading-signals.ts';
import { agree, type Contender, type GoalResult, interleave, timed } from './harness.ts';
import { marketBars } from './market-bars.ts';

const SYMBOLS = 10_000;
/** Minutes of a round; each is ingested, indicated, scanned and turned into a delta. */
const STEPS = 4;
/** Bars kept of each symbol: what screening asks for. */
const KEPT = 64;
/** Rounds before the first that is timed: by then the library's averages, which are seeded in another way, say the same. */
const WARM_ROUNDS = 110;
const MINUTE = intervalIndex('1m');
const MINUTE_MILLISECONDS = 300_000;
/** One of each usual kind: a mean, an exponential mean, an oscillator, a range. */
const CONFIGS = [
  { name: 'sma', period: 20 },
  { name: 'ema', period: 9 },
  { name: 'rsi', period: 14 },
  { name: 'atr', period: 14 },
].map((request) => indicatorConfig({ ...request, interval: '1m' }));
/** As a trader writes it; its fields of closed bars are provisioned beside the four indicators. */
const RULE = `close > sma(20)
  and close > ema(9)
  and rsi(14) < 70
  and atr(14) * 10 < close
  and volume > 50_000`;
const FIELDS = [
  indicatorConfig({ name: 'value_ago', period: 0, interval: '1m' }),
  indicatorConfig({ name: 'value_ago', period: 0, interval: '1m', input: 'volume' }),
];

/** The product's own parts, one after the other as a session calls them. */
class ProductSide implements Contender {
  readonly name = 'tapedeck';
  readonly #indicators = new IndicatorManager({
    sessionOf: () => 1,
    endOf: (_interval, start) => start + MINUTE_MILLISECONDS,
  });
  readonly #bars = new BarStore(
    { spanStart: () => Number.NaN, spanEnd: () => Number.NaN },
    this.#indicators,
    {
      onQuarantined: () => undefined,
      onRevised: () => undefined,
    },
  );
  readonly #session = new BoardSession(SYMBOLS);
  readonly #frames = new SessionFrames(this.#session);
  readonly #rule = new BenchedRule(RULE, '1m', {
    count: SYMBOLS,
    latest: (interval) => this.#bars.latest(interval),
    indicator: (key, output) => this.#indicators.column(key, output),
  });
  found: number[] = [];
  sent: SymbolColumnFrame | undefined;
  sentRows = 0;

  constructor(private readonly records: Float64Array) {
    this.#bars.ensureSize(SYMBOLS);
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
      this.#bars.openSeries(symbol, '1m', KEPT);
      for (const config of [...CONFIGS, ...FIELDS]) this.#indicators.add(symbol, config);
    }
    this.#frames.snapshot();
  }

  round(): number {
    return timed(STEPS * SYMBOLS, () => {
      for (let step = 0; step < STEPS; step += 1) this.#minute(step);
    });
  }

  #minute(step: number): void {
    const { board } = this.#session;
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
      const at = (step * SYMBOLS + symbol) * BAR_STRIDE;
      this.#bars.ingest(symbol, MINUTE, this.records, at);
      const close = this.records[at + BAR_CLOSE] ?? 0;
      const start = this.records[at + BAR_START] ?? 0;
      board.takeStreamBar(symbol, close, this.records[at + BAR_VOLUME] ?? 0, start + MINUTE_MILLISECONDS);
    }
    this.found = Array.from(this.#rule.find().rows);
    const delta = this.#frames.delta();
    this.sent = delta?.columns;
    this.sentRows = delta?.rows.length ?? 0;
  }

  column(key: string): Float64Array {
    return this.#indicators.column(key) ?? new Float64Array(SYMBOLS);
  }
}

/** The limit: the bytes that such a minute touches, copied once and nothing else. */
class CopySide implements Contender {
  readonly name = 'memcpy';
  readonly #ring = new Float64Array(SYMBOLS * KEPT * BAR_STRIDE);
  /** Latest columns, columns of indicators, columns that are scanned, columns of the delta. */
  readonly #from = Array.from({ length: 6 + 4 + 6 + 9 }, () => new Float64Array(SYMBOLS));
  readonly #to = this.#from.map((values) => new Float64Array(values.length));
  #step = 0;

  constructor(private readonly records: Float64Array) {}

  round(): number {
    return timed(STEPS * SYMBOLS, () => {
      for (let step = 0; step < STEPS; step += 1) {
        const from = step * SYMBOLS * BAR_STRIDE;
        const bars = this.records.subarray(from, from + SYMBOLS * BAR_STRIDE);
        this.#ring.set(bars, (this.#step++ % KEPT) * SYMBOLS * BAR_STRIDE);
        for (const [position, values] of this.#from.entries()) this.#to[position]?.set(values);
      }
    });
  }
}

/** What the plain way keeps of a symbol. */
interface PlainSymbol {
  readonly bars: ReturnType<typeof candleAt>[];
  readonly mean: SMA;
  readonly exponential: EMA;
  readonly rsi: RSI;
  readonly range: ATR;
}

interface PlainRow {
  readonly symbol: string;
  readonly last: number;
  readonly volume: number;
}

/** Objects in Maps by ticker, indicators of trading-signals, a filter over objects, a row object for each change. */
class PlainSide implements Contender {
  readonly name = 'objects, Maps, trading-signals';
  readonly #symbols = new Map<string, PlainSymbol>();
  readonly #shown = new Map<string, PlainRow>();
  readonly #names = Array.from({ length: SYMBOLS }, (_unused, symbol) => `S${symbol}`);
  found: number[] = [];
  sent: PlainRow[] = [];

  constructor(private readonly records: Float64Array) {
    for (const name of this.#names)
      this.#symbols.set(name, {
        bars: [],
        mean: new SMA(20),
        exponential: new EMA(9),
        rsi: new RSI(14),
        range: new ATR(14),
      });
  }

  round(): number {
    return timed(STEPS * SYMBOLS, () => {
      for (let step = 0; step < STEPS; step += 1) this.#minute(step);
    });
  }

  #minute(step: number): void {
    for (const [symbol, name] of this.#names.entries()) this.#ingest(name, step * SYMBOLS + symbol);
    this.found = [];
    this.sent = [];
    for (const [symbol, name] of this.#names.entries()) {
      const held = this.#symbols.get(name);
      const bar = held?.bars.at(-1);
      if (held === undefined || bar === undefined) continue;
      if (matches(held, bar.close, bar.volume)) this.found.push(symbol);
      const before = this.#shown.get(name);
      const row = { symbol: name, last: bar.close, volume: (before?.volume ?? 0) + bar.volume };
      if (before?.last !== row.last || before.volume !== row.volume) this.sent.push(row);
      this.#shown.set(name, row);
    }
  }

  #ingest(name: string, record: number): void {
    const held = this.#symbols.get(name);
    if (held === undefined) return;
    const bar = candleAt(this.records, record);
    held.bars.push(bar);
    if (held.bars.length > KEPT) held.bars.shift();
    held.mean.update(bar.close, false);
    held.exponential.update(bar.close, false);
    held.rsi.update(bar.close, false);
    held.range.update(bar, false);
  }

  values(read: (symbol: PlainSymbol) => number): number[] {
    return [...this.#symbols.values()].map(read);
  }
}

function matches({ mean, exponential, rsi, range }: PlainSymbol, close: number, volume: number): boolean {
  const [slow, fast, strength, reach] = [mean, exponential, rsi, range].map((each) => each.getResult());
  if (slow == null || fast == null || strength == null || reach == null) return false;
  return close > slow && close > fast && strength < 70 && reach * 10 < close && volume > 50_000;
}

/** Both sides saw the same minutes: their indicators, matches and rows agree. */
function sameOutcome(product: ProductSide, plain: PlainSide): boolean {
  const columns = CONFIGS.map(({ key }) => [...product.column(key).subarray(0, SYMBOLS)]);
  const reads: readonly ((symbol: PlainSymbol) => number)[] = [
    ({ mean }) => mean.getResultOrThrow(),
    ({ exponential }) => exponential.getResultOrThrow(),
    ({ rsi }) => rsi.getResultOrThrow(),
    ({ range }) => range.getResultOrThrow(),
  ];
  return (
    reads.every((read, position) => agree(columns[position] ?? [], plain.values(read))) &&
    plain.found.length > 0 &&
    product.found.join() === plain.found.join() &&
    product.sentRows === plain.sent.length &&
    agree(
      [...(product.sent?.last ?? [])],
      plain.sent.map(({ last }) => last),
    ) &&
    agree(
      [...(product.sent?.volume ?? [])],
      plain.sent.map(({ volume }) => volume),
    )
  );
}

/** Bars of all rounds follow one another in time. */
class Advancing implements Contender {
  readonly name = 'clock';
  #round = 0;

  constructor(private readonly records: Float64Array) {}

  round(): number {
    if (this.#round++ > 0) {
      for (let at = 0; at < this.records.length; at += BAR_STRIDE)
        this.records[at] = (this.records[at] ?? 0) + STEPS * MINUTE_MILLISECONDS;
    }
    return 1;
  }
}

/** G5: a minute of the whole market, end to end. */
export async function benchMinute(): Promise<GoalResult> {
  const records = marketBars(STEPS, SYMBOLS);
  const [product, copy, plain] = [new ProductSide(records), new CopySide(records), new PlainSide(records)];
  const clock = new Advancing(records);
  // Until an indicator of the library has its bars it throws at every question: that is not what is compared.
  for (let round = 0; round < WARM_ROUNDS; round += 1)
    for (const side of [clock, product, plain]) side.round();
  const measured = await interleave([clock, product, copy, plain], 11);
  const time = (name: string): number => measured[name] ?? Number.NaN;
  const [ours, memcpy, objects] = [time(product.name), time(copy.name), time(plain.name)];
  const ratio = { memcpy: ours / memcpy, [plain.name]: objects / ours };
  const least = ratio[plain.name] ?? Number.NaN;
  return {
    id: 'G5',
    title: `a market minute: ingest, SMA(20), EMA(9), RSI(14) and ATR(14), scan, outgoing delta, ${SYMBOLS.toLocaleString('en-US')} symbols`,
    ratio,
    limit: { 'at_most:memcpy': 12, [`at_least:${plain.name}`]: 80 },
    pass: ratio.memcpy <= 12 && least >= 80,
    equal: sameOutcome(product, plain),
    detail: `${((ours * SYMBOLS) / 1e6).toFixed(2)} ms a minute; memcpy ${((memcpy * SYMBOLS) / 1e6).toFixed(2)} ms; objects ${((objects * SYMBOLS) / 1e6).toFixed(0)} ms; ${product.found.length} matches`,
  };
}
