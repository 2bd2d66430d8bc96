import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { BarAnswer, BarRequest, DataSource } from '../../loaders/contract.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import { foldRecords } from '../session-data/bar-folder.ts';
import { recordsBetween } from '../session-data/bar-store.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import type { SourceRouter } from './source-router.ts';

/** The outcome of one load: nothing that was asked for and did not come is left unsaid. */
export interface LoadReport {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  /** Regular bars that the calendar expects in the range. */
  readonly asked: number;
  readonly got: number;
  /** Stretches of sessions without any bar, both ends inclusive. */
  readonly missing: readonly { readonly from: SessionDate; readonly to: SessionDate }[];
  /** Why there is less than asked; null where nothing is missing. */
  readonly cause: string | null;
  /** Name of the source that served it; null where none did. */
  readonly source: string | null;
  readonly records: Float64Array;
}

interface PlannedRead {
  readonly demand: HistoryDemand;
  readonly symbol: SymbolId;
  readonly generation: number;
  readonly sessions: readonly TradingSession[];
  readonly readInterval: Interval | undefined;
  readonly source: { readonly name: string; readonly source: DataSource } | undefined;
}

/** Turns demands for history into the fewest requests, reads them and joins the bars into the series. */
export class LoadRunner {
  #queue = new Map<string, HistoryDemand>();
  readonly #pending = new Map<number, number>();
  #running = 0;

  constructor(
    private readonly core: SessionCore,
    private readonly router: SourceRouter,
    private readonly calendar: Calendar,
    private readonly onReport: (report: LoadReport) => void,
  ) {}

  /** Loads that are queued or under way. */
  get pendingCount(): number {
    return this.#queue.size + this.#running;
  }

  isPending(symbolIndex: number): boolean {
    return (this.#pending.get(symbolIndex) ?? 0) > 0;
  }

  /** Queues a demand; one for the same symbol and interval that is queued already grows instead. */
  queue(demand: HistoryDemand): void {
    const key = `${demand.symbolIndex} ${demand.interval}`;
    const queued = this.#queue.get(key);
    if (queued === undefined) {
      this.#pending.set(demand.symbolIndex, (this.#pending.get(demand.symbolIndex) ?? 0) + 1);
    }
    const from = queued !== undefined && queued.from < demand.from ? queued.from : demand.from;
    const before = queued !== undefined && queued.before > demand.before ? queued.before : demand.before;
    this.#queue.set(key, { ...demand, from, before });
  }

  /** Forgets what is queued for a symbol; what is under way is dropped when it comes, by its generation. */
  cancel(symbolIndex: number): void {
    for (const [key, demand] of this.#queue) if (demand.symbolIndex === symbolIndex) this.#queue.delete(key);
    this.#pending.delete(symbolIndex);
  }

  /** Runs everything that is queued, and what is queued meanwhile. */
  async flush(date: SessionDate): Promise<void> {
    while (this.#queue.size > 0) {
      const demands = [...this.#queue.values()];
      this.#queue = new Map();
      this.#running += demands.length;
      try {
        await this.#run(demands, date);
      } finally {
        this.#running -= demands.length;
        for (const { symbolIndex } of demands) this.#settle(symbolIndex);
      }
    }
  }

  #settle(symbolIndex: number): void {
    const left = (this.#pending.get(symbolIndex) ?? 0) - 1;
    if (left > 0) this.#pending.set(symbolIndex, left);
    else this.#pending.delete(symbolIndex);
  }

  async #run(demands: readonly HistoryDemand[], date: SessionDate): Promise<void> {
    const symbols = demands.map((demand) => this.core.parts.symbols.symbolAt(demand.symbolIndex));
    await this.router.prepare(symbols, date);
    const reads = demands.map((demand) => this.#plan(demand));
    const answers = await this.#read(mergeReads(reads), date);
    for (const read of reads) this.#apply(read, answers.get(readKey(read)));
  }

  #plan(demand: HistoryDemand): PlannedRead {
    const symbol = this.core.parts.symbols.symbolAt(demand.symbolIndex);
    const route = this.router.route(symbol);
    const readInterval = route.readInterval(demand.interval);
    const routed = readInterval === undefined ? undefined : route.serves(readInterval);
    const sessions = this.calendar
      .sessionsBetween(demand.from, demand.before)
      .filter((session) => session.date < demand.before);
    return {
      demand,
      symbol,
      generation: this.core.generation(demand.symbolIndex),
      sessions,
      readInterval,
      source: routed === undefined ? undefined : { name: routed.description.name, source: routed.source },
    };
  }

  /** Reads what is not held, one call a source. A source that fails answers with its error as the cause. */
  async #read(merged: ReadonlyMap<string, PlannedRead>, date: SessionDate): Promise<Map<string, BarAnswer>> {
    const answers = new Map<string, BarAnswer>();
    const bySource = new Map<DataSource, { key: string; request: BarRequest }[]>();
    for (const [key, read] of merged) {
      const request = this.#request(read, date);
      if (request === undefined || read.source === undefined) continue;
      const held = this.#held(read, request);
      if (held !== undefined) answers.set(key, held);
      else entryOf(bySource, read.source.source).push({ key, request });
    }
    for (const [source, reads] of bySource) {
      const answered = await readOrExplain(
        source,
        reads.map(({ request }) => request),
      );
      reads.forEach(({ key }, position) => {
        const answer = answered[position];
        if (answer !== undefined) answers.set(key, answer);
      });
    }
    return answers;
  }

  #request(read: PlannedRead, date: SessionDate): BarRequest | undefined {
    const [first, last] = [read.sessions[0], read.sessions.at(-1)];
    if (first === undefined || last === undefined || read.readInterval === undefined) return undefined;
    const { symbol, readInterval: interval } = read;
    return { symbol, interval, from: first.open, to: last.close, hours: 'regular', asOf: date };
  }

  /** Bars of the read interval that the session holds already, where they reach back far enough to derive from. */
  #held(read: PlannedRead, request: BarRequest): BarAnswer | undefined {
    const { symbolIndex, interval } = read.demand;
    const first = read.sessions[0];
    if (request.interval === interval || first === undefined) return undefined;
    const heldFrom = this.core.coverage.heldFrom(symbolIndex, request.interval);
    const series = this.core.parts.bars.series(symbolIndex, request.interval);
    if (heldFrom === undefined || heldFrom > first.date || series === undefined || series.length === 0)
      return undefined;
    const records = recordsBetween(series, request.from, request.to);
    return { symbol: request.symbol, interval: request.interval, records, basis: { kind: 'raw' } };
  }

  #apply(read: PlannedRead, answer: BarAnswer | undefined): void {
    const { demand } = read;
    if (this.core.generation(demand.symbolIndex) !== read.generation) return;
    const records = answer === undefined ? new Float64Array(0) : this.#recordsFor(read, answer);
    this.core.parts.bars.mergeHistory(demand.symbolIndex, demand.interval, records);
    this.onReport(this.#report(read, records, answer?.cause));
  }

  /** The part of an answer that one demand asked for, in the demand's interval. */
  #recordsFor(read: PlannedRead, answer: BarAnswer): Float64Array {
    const [first, last] = [read.sessions[0], read.sessions.at(-1)];
    if (first === undefined || last === undefined) return new Float64Array(0);
    const inRange = sliceByStart(answer.records, first.open, last.close);
    if (answer.interval === read.demand.interval) return inRange;
    return foldRecords(inRange, intervalIndex(read.demand.interval), this.calendar);
  }

  #report(read: PlannedRead, records: Float64Array, cause: string | undefined): LoadReport {
    const { demand, sessions, symbol } = read;
    const asked = sessions.reduce(
      (sum, session) => sum + expectedRegularBars(this.calendar, demand.interval, session),
      0,
    );
    const missing = missingSessions(records, sessions);
    const short = missing.length > 0 || read.source === undefined;
    return {
      symbol,
      interval: demand.interval,
      asked,
      got: records.length / BAR_STRIDE,
      missing,
      cause: short ? (cause ?? this.#explain(read)) : null,
      source: read.source?.name ?? null,
      records,
    };
  }

  #explain(read: PlannedRead): string {
    const refused = this.router.route(read.symbol).refused.get(read.demand.interval) ?? [];
    if (refused.length > 0 && read.source === undefined) return refused.map(({ cause }) => cause).join('; ');
    if (read.source === undefined) return `no data source has ${read.demand.interval} bars of ${read.symbol}`;
    return `${read.source.name} has no bars of ${read.symbol} on these sessions`;
  }
}

/** Reads of the same symbol and interval become one that spans them all. */
function mergeReads(reads: readonly PlannedRead[]): Map<string, PlannedRead> {
  const merged = new Map<string, PlannedRead>();
  for (const read of reads) {
    if (read.readInterval === undefined) continue;
    const key = readKey(read);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, read);
    else
      merged.set(key, {
        ...(read.readInterval === read.demand.interval ? read : known),
        sessions: widest(known, read),
      });
  }
  return merged;
}

function widest(left: PlannedRead, right: PlannedRead): readonly TradingSession[] {
  const sessions = new Map([...left.sessions, ...right.sessions].map((session) => [session.date, session]));
  return [...sessions.values()].sort((one, other) => one.open - other.open);
}

function readKey(read: PlannedRead): string {
  return `${read.demand.symbolIndex} ${read.readInterval}`;
}

async function readOrExplain(
  source: DataSource,
  requests: readonly BarRequest[],
): Promise<readonly BarAnswer[]> {
  try {
    return await source.readBars(requests);
  } catch (error) {
    const cause = `${source.name} failed: ${error instanceof Error ? error.message : String(error)}`;
    return requests.map(({ symbol, interval }) => ({
      symbol,
      interval,
      records: new Float64Array(0),
      basis: { kind: 'raw' },
      cause,
    }));
  }
}

function sliceByStart(records: Float64Array, from: number, before: number): Float64Array {
  let first = 0;
  while (first < records.length && (records[first] ?? 0) < from) first += BAR_STRIDE;
  let end = records.length;
  while (end > first && (records[end - BAR_STRIDE] ?? 0) >= before) end -= BAR_STRIDE;
  return records.subarray(first, end);
}

function missingSessions(
  records: Float64Array,
  sessions: readonly TradingSession[],
): { from: SessionDate; to: SessionDate }[] {
  const missing: { from: SessionDate; to: SessionDate }[] = [];
  let at = 0;
  let previousMissing = false;
  for (const session of sessions) {
    while (at < records.length && (records[at] ?? 0) < session.open) at += BAR_STRIDE;
    const has = at < records.length && (records[at] ?? 0) < session.close;
    const last = missing.at(-1);
    if (!has && previousMissing && last !== undefined) last.to = session.date;
    else if (!has) missing.push({ from: session.date, to: session.date });
    previousMissing = !has;
  }
  return missing;
}

function entryOf<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
