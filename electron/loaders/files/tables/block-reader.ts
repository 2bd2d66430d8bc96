import { BAR_START, BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs, toIsoTime } from '../../../../shared/domain/time.ts';
import type { Calendar } from '../../../engine/calendar/contract.ts';
import type { BarRequest, RejectedRow } from '../../contract.ts';
import { barFault } from '../bar-fault.ts';
import { BarRows } from '../bar-rows.ts';
import { ByteCache } from '../byte-cache.ts';
import { firstAbove, type SessionTable } from '../session-table.ts';
import { type BarTable, ROW_FILE, ROW_NUMBER, ROW_ORDINAL, ROW_START, ROW_STRIDE } from './bar-table.ts';

/** Sessions that are read together: a month or three of days and minutes, a few days of seconds. */
const SESSIONS_PER_BLOCK = 64;
const SESSIONS_PER_BLOCK_OF_SECONDS = 2;
const CACHE_BYTES = 128 * 1024 * 1024;

/** Sound bars of one symbol and interval whose start lies in one block of sessions. */
interface Block {
  readonly records: Float64Array;
  readonly ends: Float64Array;
  readonly byteLength: number;
}

/** A row that did not become a bar, but for the name of the source. */
export type RefusedRow = Omit<RejectedRow, 'source'>;
type RefuseRow = (row: RefusedRow) => void;

/** Reads bars by blocks of sessions, and keeps the blocks: windows that follow each other cost one read. */
export class BlockReader {
  readonly #table: BarTable;
  readonly #calendar: Calendar;
  readonly #sessions: SessionTable;
  readonly #refuse: RefuseRow;
  readonly #blocks = new ByteCache<Block>(CACHE_BYTES);
  /** Blocks whose refused rows were told. */
  readonly #told = new Set<string>();

  constructor(table: BarTable, calendar: Calendar, sessions: SessionTable, refuse: RefuseRow) {
    this.#table = table;
    this.#calendar = calendar;
    this.#sessions = sessions;
    this.#refuse = refuse;
  }

  /** The bars of each request, all of whose series the table has. */
  async read(requests: readonly BarRequest[]): Promise<Map<BarRequest, Float64Array>> {
    const blocks = new Map<string, Block>();
    for (const [interval, own] of byInterval(requests)) await this.#load(interval, own, blocks);
    const answers = new Map<BarRequest, Float64Array>();
    for (const request of requests) answers.set(request, this.#cut(request, blocks));
    return answers;
  }

  clear(): void {
    this.#blocks.clear();
  }

  /** Brings every block of the requests into `blocks`: what lacks is read by one question for each run of blocks. */
  async #load(
    interval: Interval,
    requests: readonly BarRequest[],
    blocks: Map<string, Block>,
  ): Promise<void> {
    const lacking = new Map<number, Set<SymbolId>>();
    for (const request of requests) {
      for (const number of this.#numbersOf(request)) {
        const key = keyOf(interval, request.symbol, number);
        const known = this.#blocks.peek(key);
        if (known !== undefined) blocks.set(key, known);
        else if (!blocks.has(key)) {
          lacking.set(number, (lacking.get(number) ?? new Set()).add(request.symbol));
        }
      }
    }
    for (const { first, last, symbols } of runsOf(lacking)) {
      const [from, before] = [this.#begin(interval, first), this.#begin(interval, last + 1)];
      const rows = await this.#table.rows(interval, symbols, from, before);
      this.#keep(interval, symbols, first, last, rows, blocks);
    }
  }

  #keep(
    interval: Interval,
    symbols: readonly SymbolId[],
    first: number,
    last: number,
    rows: Float64Array,
    blocks: Map<string, Block>,
  ): void {
    let at = 0;
    for (const [ordinal, symbol] of symbols.entries()) {
      for (let number = first; number <= last; number += 1) {
        const before = number === last ? Number.POSITIVE_INFINITY : this.#begin(interval, number + 1);
        const begin = at;
        while (
          at < rows.length &&
          rows[at + ROW_ORDINAL] === ordinal &&
          !((rows[at + ROW_START] ?? 0) >= before)
        ) {
          at += ROW_STRIDE;
        }
        const key = keyOf(interval, symbol, number);
        const block = this.#blockOf(interval, key, symbol, rows.subarray(begin, at));
        this.#blocks.get(key, () => block);
        blocks.set(key, block);
      }
    }
  }

  #blockOf(interval: Interval, key: string, symbol: SymbolId, rows: Float64Array): Block {
    const index = intervalIndex(interval);
    const bars = new BarRows(rows.length / ROW_STRIDE, toIsoTime);
    const tell = !this.#told.has(key);
    this.#told.add(key);
    for (let at = 0; at < rows.length; at += ROW_STRIDE) {
      const row = rows.subarray(at, at + ROW_STRIDE);
      const fault = this.#addRow(bars, index, row);
      if (fault !== undefined && tell) this.#refuse(this.#refusal(symbol, interval, row, fault));
    }
    const records = bars.records();
    const ends = new Float64Array(records.length / BAR_STRIDE);
    for (let bar = 0; bar < ends.length; bar += 1) {
      ends[bar] = this.#calendar.spanEnd(index, records[bar * BAR_STRIDE + BAR_START] ?? 0);
    }
    return { records, ends, byteLength: records.byteLength + ends.byteLength };
  }

  #addRow(bars: BarRows, interval: number, row: Float64Array): string | undefined {
    const [, start = Number.NaN, open = Number.NaN, high = Number.NaN, low = Number.NaN] = row;
    const [close = Number.NaN, volume = Number.NaN] = row.subarray(5, 7);
    if (Number.isNaN(start)) return 'its time cannot be read, or the exchange has no session then';
    if (this.#calendar.spanStart(interval, start) !== start) {
      return `no bar of the interval begins at ${toIsoTime(start)}`;
    }
    return (
      barFault(open, high, low, close, volume) ??
      bars.add(start, open, high, low, close, volume, row[ROW_NUMBER] ?? 0)
    );
  }

  #refusal(symbol: SymbolId, interval: Interval, row: Float64Array, reason: string): RefusedRow {
    const [, start = Number.NaN, ...figures] = row.subarray(0, ROW_FILE);
    const instant = Number.isSafeInteger(start) ? epochMs(start) : undefined;
    const when = instant === undefined ? '?' : toIsoTime(instant);
    return {
      file: this.#table.fileName(row[ROW_FILE] ?? 0),
      line: row[ROW_NUMBER] ?? 1,
      reason,
      text: [symbol, when, ...figures].join(),
      symbol,
      interval,
      ...(instant !== undefined && { date: this.#calendar.dateOf(instant) }),
    };
  }

  /** The bars of a request out of its blocks: those that end in (from, to]. */
  #cut({ symbol, interval, from, to, hours }: BarRequest, blocks: ReadonlyMap<string, Block>): Float64Array {
    const parts = this.#numbersOf({ interval, from, to }).flatMap((number) => {
      const block = blocks.get(keyOf(interval, symbol, number));
      if (block === undefined) return [];
      const begin = firstAbove(block.ends, from);
      const end = Math.max(begin, firstAbove(block.ends, to));
      return [block.records.subarray(begin * BAR_STRIDE, end * BAR_STRIDE)];
    });
    return joined(hours === 'regular' ? parts.map((part) => this.#regular(part)) : parts);
  }

  #regular(records: Float64Array): Float64Array {
    let kept = 0;
    const regular = new Float64Array(records.length);
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      const start = records[at + BAR_START] ?? 0;
      if (this.#calendar.phaseAt(epochMs(start)) !== 'regular') continue;
      regular.set(records.subarray(at, at + BAR_STRIDE), kept);
      kept += BAR_STRIDE;
    }
    return kept === records.length ? records : regular.subarray(0, kept);
  }

  /** Numbers of the blocks in which a bar that ends in (from, to] can begin: a week's bar begins before its last session. */
  #numbersOf({ interval, from, to }: Pick<BarRequest, 'interval' | 'from' | 'to'>): number[] {
    const size = blockSize(interval);
    const count = this.#sessions.sessions.length;
    const reach = interval === '1w' ? 5 : 0;
    const first = Math.max(0, this.#sessionAt(from) - reach);
    const last = Math.min(count - 1, Math.max(first, this.#sessionAt(to)));
    const begin = Math.floor(first / size);
    return Array.from({ length: Math.floor(last / size) - begin + 1 }, (_unused, place) => begin + place);
  }

  /** The last session whose pre-market has begun at the instant. */
  #sessionAt(instant: number): number {
    const next = this.#sessions.firstClosingAfter(instant);
    const session = this.#sessions.sessions[next];
    return session !== undefined && session.preOpen <= instant ? next : Math.max(0, next - 1);
  }

  /** Where a block begins; the first one at the beginning of time, the one after the last at its end. */
  #begin(interval: Interval, number: number): EpochMs {
    if (number === 0) return epochMs(-8e15);
    return this.#sessions.sessions[number * blockSize(interval)]?.preOpen ?? epochMs(8e15);
  }
}

function blockSize(interval: Interval): number {
  return interval === '1s' ? SESSIONS_PER_BLOCK_OF_SECONDS : SESSIONS_PER_BLOCK;
}

function keyOf(interval: Interval, symbol: SymbolId, number: number): string {
  return `${interval} ${symbol} ${number}`;
}

function byInterval(requests: readonly BarRequest[]): Map<Interval, BarRequest[]> {
  const groups = new Map<Interval, BarRequest[]>();
  for (const request of requests) {
    const own = groups.get(request.interval);
    if (own === undefined) groups.set(request.interval, [request]);
    else own.push(request);
  }
  return groups;
}

interface BlockRun {
  readonly first: number;
  readonly last: number;
  readonly symbols: readonly SymbolId[];
}

/** Neighbouring blocks that lack for the same symbols, as one question each. */
function runsOf(lacking: ReadonlyMap<number, ReadonlySet<SymbolId>>): BlockRun[] {
  const runs: BlockRun[] = [];
  for (const number of [...lacking.keys()].sort((a, b) => a - b)) {
    const symbols = [...(lacking.get(number) ?? [])].sort();
    const last = runs.at(-1);
    if (last !== undefined && last.last === number - 1 && last.symbols.join() === symbols.join()) {
      runs[runs.length - 1] = { ...last, last: number };
    } else runs.push({ first: number, last: number, symbols });
  }
  return runs;
}

/** One array of the caller's own. */
function joined(parts: readonly Float64Array[]): Float64Array {
  const records = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    records.set(part, at);
    at += part.length;
  }
  return records;
}
