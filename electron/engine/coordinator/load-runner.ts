import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { BarAnswer, BarRequest, DataSource } from '../../loaders/contract.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import { baseIntervalOf } from '../requirements/requirement-analyzer.ts';
import { foldRecords } from '../session-data/bar-folder.ts';
import { recordsBetween } from '../session-data/bar-series.ts';
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

/** A demand and the generation of its symbol when its load began. */
interface PlannedDemand {
  readonly demand: HistoryDemand;
  readonly generation: number;
}

interface PlannedRead extends PlannedDemand {
  readonly symbol: SymbolId;
  readonly sessions: readonly TradingSession[];
  readonly readInterval: Interval | undefined;
  readonly source: { readonly name: string; readonly source: DataSource } | undefined;
}

/** What one request brought; `failed` where the source could not answer at all. */
interface Outcome {
  readonly answer: BarAnswer;
  readonly failed: boolean;
}

/** Demands that are read and joined in at a time. */
const BATCH_DEMANDS = 64;

/** Turns demands for history into the fewest requests, reads them and joins the bars into the series. */
export class LoadRunner {
  readonly #queue = new Map<string, HistoryDemand>();
  #running: readonly PlannedDemand[] = [];
  #flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly core: SessionCore,
    private readonly router: SourceRouter,
    private readonly calendar: Calendar,
    private readonly onReport: (report: LoadReport) => void,
  ) {}

  /** Loads that are queued or under way. */
  get pendingCount(): number {
    return this.#queue.size + this.#running.length;
  }

  isPending(symbolIndex: number): boolean {
    const concerns = (demand: HistoryDemand): boolean => demand.symbolIndex === symbolIndex;
    return (
      this.#running.some((planned) => concerns(planned.demand) && this.#isCurrent(planned)) ||
      [...this.#queue.values()].some(concerns)
    );
  }

  /** False where the symbol was removed since the load began. */
  #isCurrent({ demand, generation }: PlannedDemand): boolean {
    return this.core.generation(demand.symbolIndex) === generation;
  }

  /** Queues a demand; one for the same symbol and interval that is queued already grows instead. */
  queue(demand: HistoryDemand): void {
    const key = `${demand.symbolIndex} ${demand.interval}`;
    const queued = this.#queue.get(key);
    const from = queued !== undefined && queued.from < demand.from ? queued.from : demand.from;
    const before = queued !== undefined && queued.before > demand.before ? queued.before : demand.before;
    this.#queue.set(key, { ...demand, from, before });
  }

  /** Forgets what is queued for a symbol; what is under way is dropped when it comes, by its generation. */
  cancel(symbolIndex: number): void {
    for (const [key, demand] of this.#queue) if (demand.symbolIndex === symbolIndex) this.#queue.delete(key);
  }

  /** Forgets what is queued of one interval, so that a later, smaller demand does not grow by it. */
  cancelInterval(symbolIndex: number, interval: Interval): void {
    this.#queue.delete(`${symbolIndex} ${interval}`);
  }

  /** Runs everything that is queued, and what is queued meanwhile, one flush after the other. */
  flush(date: SessionDate): Promise<void> {
    const flushed = this.#flushing.catch(() => undefined).then(() => this.#runQueued(date));
    this.#flushing = flushed;
    return flushed;
  }

  async #runQueued(date: SessionDate): Promise<void> {
    while (this.#queue.size > 0) {
      this.#running = [...this.#queue.values()]
        .sort((left, right) => left.symbolIndex - right.symbolIndex)
        .map((demand) => ({ demand, generation: this.core.generation(demand.symbolIndex) }));
      this.#queue.clear();
      try {
        while (this.#running.length > 0) {
          const batch = firstBatch(this.#running);
          await this.#run(batch, date);
          this.#running = this.#running.slice(batch.length);
        }
      } finally {
        this.#running = [];
      }
    }
  }

  async #run(demands: readonly PlannedDemand[], date: SessionDate): Promise<void> {
    const symbols = demands.map(({ demand }) => this.core.parts.symbols.symbolAt(demand.symbolIndex));
    await this.router.prepare(symbols, date);
    const reads = demands.map((planned) => this.#plan(planned));
    const held = new Map(reads.map((read) => [read, this.#held(read, demands, date)]));
    const missing = reads.filter((read) => held.get(read) === undefined);
    const outcomes = await this.#read(mergeReads(missing), date);
    for (const read of reads) this.#apply(read, held.get(read) ?? outcomes.get(readKey(read)), date);
  }

  #plan({ demand, generation }: PlannedDemand): PlannedRead {
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
      generation,
      sessions,
      readInterval,
      source: routed === undefined ? undefined : { name: routed.description.name, source: routed.source },
    };
  }

  /** One call a source. A source that fails answers with its error as the cause. */
  async #read(merged: ReadonlyMap<string, PlannedRead>, date: SessionDate): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    const bySource = new Map<DataSource, { key: string; request: BarRequest }[]>();
    for (const [key, read] of merged) {
      const request = this.#request(read, date);
      if (request === undefined || read.source === undefined) continue;
      entryOf(bySource, read.source.source).push({ key, request });
    }
    for (const [source, reads] of bySource) {
      const answered = await readOrExplain(
        source,
        reads.map(({ request }) => request),
      );
      reads.forEach(({ key }, position) => {
        const outcome = answered[position];
        if (outcome !== undefined) outcomes.set(key, outcome);
      });
    }
    return outcomes;
  }

  #request(read: PlannedRead, date: SessionDate): BarRequest | undefined {
    const [first, last] = [read.sessions[0], read.sessions.at(-1)];
    if (first === undefined || last === undefined || read.readInterval === undefined) return undefined;
    const { symbol, readInterval: interval } = read;
    return { symbol, interval, from: first.open, to: last.close, hours: 'regular', asOf: date };
  }

  /** Bars of a finer interval that the session holds already, where they reach back far enough to derive from. */
  #held(read: PlannedRead, demands: readonly PlannedDemand[], date: SessionDate): Outcome | undefined {
    const { symbolIndex, interval } = read.demand;
    const request = this.#request(read, date);
    const [first] = read.sessions;
    if (request === undefined || first === undefined || request.interval === interval) return undefined;
    const heldFrom = this.#heldFrom(symbolIndex, request.interval, demands, date);
    const series = this.core.parts.bars.series(symbolIndex, request.interval);
    if (heldFrom === undefined || heldFrom > first.date || series === undefined) return undefined;
    const records = recordsBetween(series, request.from, request.to);
    const answer = {
      symbol: read.symbol,
      interval: request.interval,
      records,
      basis: { kind: 'raw' },
    } as const;
    return { answer, failed: false };
  }

  /** First session that is held without what these demands are yet to bring. */
  #heldFrom(
    symbolIndex: number,
    interval: Interval,
    demands: readonly PlannedDemand[],
    date: SessionDate,
  ): SessionDate | undefined {
    const own = demands.find(
      ({ demand }) => demand.symbolIndex === symbolIndex && demand.interval === interval,
    );
    if (own === undefined) return this.core.coverage.heldFrom(symbolIndex, interval, date);
    return own.demand.before < date ? own.demand.before : undefined;
  }

  #apply(read: PlannedRead, outcome: Outcome | undefined, date: SessionDate): void {
    const { demand } = read;
    if (!this.#isCurrent(read)) return;
    if (outcome?.failed === true) this.core.coverage.giveBack(demand);
    const records = outcome === undefined ? new Float64Array(0) : this.#recordsFor(read, outcome.answer);
    const closed = demand.before === date ? this.#withoutForming(read, records, outcome) : records;
    this.core.parts.bars.mergeHistory(demand.symbolIndex, demand.interval, closed);
    this.onReport(this.#report(read, closed, outcome?.answer.cause));
  }

  /** A week that is not over is no closed bar: it goes into the forming one, where somebody holds that. */
  #withoutForming(read: PlannedRead, records: Float64Array, outcome: Outcome | undefined): Float64Array {
    const { symbolIndex, interval } = read.demand;
    const last = read.sessions.at(-1);
    const at = records.length - BAR_STRIDE;
    const start = records[at] ?? Number.NaN;
    const end = this.calendar.spanEnd(intervalIndex(interval), start);
    if (last === undefined || outcome === undefined || !(end > last.close)) return records;
    if (this.core.holdings(symbolIndex).has('session', interval)) {
      const finer = sliceByStart(outcome.answer.records, start, last.close);
      this.core.parts.bars.precede(symbolIndex, interval, records.slice(at), finer[0] ?? start);
    }
    return records.subarray(0, at);
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
    const missing = this.#missing(demand.interval, records, sessions);
    const got = records.length / BAR_STRIDE;
    const short = missing.length > 0 || read.source === undefined;
    return {
      symbol,
      interval: demand.interval,
      asked,
      got,
      missing,
      cause: short ? (cause ?? this.#explain(read)) : got < asked ? quietBars(asked - got) : null,
      source: read.source?.name ?? null,
      records,
    };
  }

  #missing(interval: Interval, records: Float64Array, sessions: readonly TradingSession[]) {
    if (interval !== '1w') return missingSessions(records, sessions);
    const isOver = ({ open }: TradingSession): boolean =>
      this.calendar.spanEnd(WEEK, open) <= (sessions.at(-1)?.close ?? Number.NaN);
    const firstOfWeek = ({ open }: TradingSession): boolean => this.calendar.spanStart(WEEK, open) === open;
    return missingSessions(
      records,
      sessions.filter((session) => isOver(session) && firstOfWeek(session)),
    );
  }

  #explain(read: PlannedRead): string {
    if (read.source === undefined) return this.#explainUnserved(read);
    return `${read.source.name} has no bars of ${read.symbol} on these sessions`;
  }

  /** A source that was refused for the bars, or for the finer ones to derive them from, is why there are none. */
  #explainUnserved({ symbol, demand: { interval } }: PlannedRead): string {
    const { refused } = this.router.route(symbol);
    const finer = baseIntervalOf(interval, (candidate) => refused.has(candidate));
    const causes = refused.get(interval) ?? (finer === undefined ? [] : refused.get(finer)) ?? [];
    if (causes.length === 0) return `no data source has ${interval} bars of ${symbol}`;
    return causes.map(({ cause }) => cause).join('; ');
  }
}

const WEEK = intervalIndex('1w');

/**
 * The next demands of a list that is sorted by symbol: all of a symbol's go together, so that they can
 * share a read, and no more symbols at once than are quickly joined in, so that the thread is not held.
 */
function firstBatch(demands: readonly PlannedDemand[]): readonly PlannedDemand[] {
  let end = Math.min(BATCH_DEMANDS, demands.length);
  while (end < demands.length && demands[end]?.demand.symbolIndex === demands[end - 1]?.demand.symbolIndex)
    end += 1;
  return demands.slice(0, end);
}

/** Every session has bars, and fewer than the calendar has places for. */
function quietBars(count: number): string {
  return `${count} ${count === 1 ? 'bar' : 'bars'} inside the sessions did not come: no trade in that time, or none recorded`;
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
): Promise<readonly Outcome[]> {
  try {
    const answers = await source.readBars(requests);
    return answers.map((answer) => ({ answer, failed: false }));
  } catch (error) {
    const cause = `${source.name} failed: ${error instanceof Error ? error.message : String(error)}`;
    return requests.map(({ symbol, interval }) => ({
      answer: { symbol, interval, records: new Float64Array(0), basis: { kind: 'raw' }, cause },
      failed: true,
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
