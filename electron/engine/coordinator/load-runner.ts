import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { BarAnswer, BarRequest, DataSource } from '../../loaders/contract.ts';
import type { TradingSession } from '../calendar/contract.ts';
import { foldRecords } from '../session-data/bar-folder.ts';
import { recordsBetween } from '../session-data/bar-series.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { inTurns } from '../turns.ts';
import {
  type PlannedRead,
  type PlannedRequest,
  type PlanningParts,
  planLoads,
  readKey,
  runsOf,
} from './load-plan.ts';
import { LoadQueue } from './load-queue.ts';
import { LoadRate } from './load-rate.ts';
import { type LoadReport, loadReport } from './load-report.ts';

/** Told of the course of loads, in this order for each. */
export interface LoadObserver {
  /** A demand waits; again where it has grown. */
  onQueued(demand: HistoryDemand): void;
  /** A demand's bars are being read. */
  onBegan(read: PlannedRead): void;
  /** They are joined in, or there are none. */
  onReport(report: LoadReport, demand: HistoryDemand): void;
  /** All that was read together is joined in: of these symbols nothing is under way unless it is queued. */
  onBatch(symbolIndexes: ReadonlySet<number>): void;
}

export interface LoadRunnerParts extends PlanningParts {
  readonly observer: LoadObserver;
  /** Milliseconds of a clock that only goes forward, to learn how long loads take; nobody's session time. */
  readonly monotonicNow?: (() => number) | undefined;
}

/** A demand and the generation of its symbol when its load began. */
interface PendingDemand {
  readonly demand: HistoryDemand;
  readonly generation: number;
}

/** What one request brought; `failed` where the source could not answer at all. */
interface Outcome {
  readonly answer: BarAnswer;
  readonly failed: boolean;
}

/** Demands that are read and joined in at a time. */
const BATCH_DEMANDS = 64;
/** Of these so many are joined in before others have their turn. */
const READS_PER_TURN = 16;

/** Turns demands for history into the fewest requests, reads them and joins the bars into the series. */
export class LoadRunner {
  /** How long loads take, as measured. */
  readonly rate = new LoadRate();
  readonly #parts: LoadRunnerParts;
  readonly #queue = new LoadQueue();
  #running: readonly PendingDemand[] = [];
  #flushing: Promise<void> = Promise.resolve();

  constructor(parts: LoadRunnerParts) {
    this.#parts = parts;
  }

  /** Loads that are queued or under way. */
  get pendingCount(): number {
    return this.#queue.size + this.#running.length;
  }

  isPending(symbolIndex: number): boolean {
    return (
      this.#running.some(
        (pending) => pending.demand.symbolIndex === symbolIndex && this.#isCurrent(pending),
      ) || this.#queue.holds(symbolIndex)
    );
  }

  /** False where the symbol was removed since the load began. */
  #isCurrent({ demand, generation }: PendingDemand): boolean {
    return this.#parts.core.generation(demand.symbolIndex) === generation;
  }

  /** Queues a demand; one for the same symbol and interval that is queued already grows instead. */
  queue(demand: HistoryDemand): void {
    this.#parts.observer.onQueued(this.#queue.add(demand));
  }

  /** Forgets what is queued for a symbol; what is under way is dropped when it comes, by its generation. */
  cancel(symbolIndex: number): void {
    this.#queue.dropSymbol(symbolIndex);
  }

  /** Forgets what is queued of one interval, so that a later, smaller demand does not grow by it. */
  cancelInterval(symbolIndex: number, interval: Interval): void {
    this.#queue.dropInterval(symbolIndex, interval);
  }

  /** Runs everything that is queued, and what is queued meanwhile, one flush after the other. */
  flush(date: SessionDate): Promise<void> {
    const flushed = this.#flushing.catch(() => undefined).then(() => this.#runQueued(date));
    this.#flushing = flushed;
    return flushed;
  }

  async #runQueued(date: SessionDate): Promise<void> {
    const { core, observer } = this.#parts;
    while (this.#queue.size > 0) {
      this.#running = this.#queue
        .takeAll()
        .map((demand) => ({ demand, generation: core.generation(demand.symbolIndex) }));
      try {
        while (this.#running.length > 0) {
          const batch = this.#firstBatch();
          await this.#run(batch, date);
          this.#running = this.#running.slice(batch.length);
          observer.onBatch(new Set(batch.map(({ demand }) => demand.symbolIndex)));
        }
      } finally {
        this.#running = [];
      }
    }
  }

  /**
   * The next demands of the list, which is sorted by symbol: all of a symbol's go together, so that they
   * can share a read, and no more symbols at once than are quickly joined in, so that the thread is not
   * held. A promoted symbol goes alone: it brings the most bars, and its progress is watched.
   */
  #firstBatch(): readonly PendingDemand[] {
    const symbolAt = (position: number): number | undefined => this.#running[position]?.demand.symbolIndex;
    const isAlone = (index: number | undefined): boolean => index !== undefined && this.#isPromoted(index);
    let end = 0;
    do {
      const index = symbolAt(end);
      while (end < this.#running.length && symbolAt(end) === index) end += 1;
    } while (
      end < Math.min(BATCH_DEMANDS, this.#running.length) &&
      !isAlone(symbolAt(end)) &&
      !isAlone(symbolAt(end - 1))
    );
    return this.#running.slice(0, end);
  }

  #isPromoted(symbolIndex: number): boolean {
    const { core } = this.#parts;
    return core.isPromoted(core.parts.symbols.symbolAt(symbolIndex));
  }

  async #run(pending: readonly PendingDemand[], date: SessionDate): Promise<void> {
    const { core, monotonicNow, observer, router } = this.#parts;
    const started = monotonicNow?.();
    const demands = pending.map(({ demand }) => demand);
    await router.prepare(
      demands.map(({ symbolIndex }) => core.parts.symbols.symbolAt(symbolIndex)),
      date,
    );
    const { reads, requests } = planLoads(demands, date, this.#parts);
    const isCurrent = (position: number): boolean => {
      const own = pending[position];
      return own !== undefined && this.#isCurrent(own);
    };
    for (const [position, read] of reads.entries()) if (isCurrent(position)) observer.onBegan(read);
    // Taken before anything is waited for: the bars that the plan counts on.
    const held = reads.map((read) => this.#held(read));
    const outcomes = await this.#read(requests);
    await inTurns(reads, READS_PER_TURN, (read, position) => {
      if (isCurrent(position))
        this.#apply(read, held[position] ?? NO_RECORDS, outcomes.get(readKey(read)), date);
    });
    if (started !== undefined && monotonicNow !== undefined) {
      const bars = requests.reduce((sum, request) => sum + request.bars, 0);
      this.rate.measure({ requests: requests.length, bars }, monotonicNow() - started);
    }
  }

  /** One call a source. A source that fails answers with its error as the cause. */
  async #read(planned: readonly PlannedRequest[]): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    const bySource = new Map<DataSource, PlannedRequest[]>();
    for (const request of planned) {
      const own = bySource.get(request.source);
      if (own === undefined) bySource.set(request.source, [request]);
      else own.push(request);
    }
    for (const [source, own] of bySource) {
      const answered = await readOrExplain(
        source,
        own.map(({ request }) => request),
      );
      own.forEach(({ key }, position) => {
        const outcome = answered[position];
        if (outcome !== undefined) outcomes.set(key, joined(outcomes.get(key), outcome));
      });
    }
    return outcomes;
  }

  /** Bars of a finer interval that the session holds already, of those sessions that nothing is asked for. */
  #held({ demand, needed, readInterval, sessions }: PlannedRead): Float64Array {
    if (readInterval === undefined || needed.length === sessions.length) return NO_RECORDS;
    const series = this.#parts.core.parts.bars.series(demand.symbolIndex, readInterval);
    if (series === undefined) return NO_RECORDS;
    const held = sessions.filter((session) => !needed.includes(session));
    const runs = runsOf(held, this.#parts.calendar);
    return joinedRecords(runs.map((run) => recordsBetween(series, ...boundsOf(run))));
  }

  #apply(read: PlannedRead, held: Float64Array, outcome: Outcome | undefined, date: SessionDate): void {
    const { demand } = read;
    const { core, observer } = this.#parts;
    const failed = outcome?.failed === true && read.needed.length > 0;
    if (failed) core.coverage.giveBack(demand);
    else core.coverage.came(demand);
    const finer = failed ? NO_RECORDS : this.#recordsFor(read, held, outcome);
    const records = read.readInterval === demand.interval ? finer : this.#folded(demand, finer);
    const closed = demand.before === date ? this.#withoutForming(read, records, finer) : records;
    core.parts.bars.mergeHistory(demand.symbolIndex, demand.interval, closed);
    observer.onReport(loadReport(read, closed, outcome?.answer.cause, this.#parts), demand);
  }

  /** A week that is not over is no closed bar: it goes into the forming one, where somebody holds that. */
  #withoutForming(read: PlannedRead, records: Float64Array, finer: Float64Array): Float64Array {
    const { calendar, core } = this.#parts;
    const { symbolIndex, interval } = read.demand;
    const last = read.sessions.at(-1);
    const at = records.length - BAR_STRIDE;
    const start = records[at] ?? Number.NaN;
    const end = calendar.spanEnd(intervalIndex(interval), start);
    if (last === undefined || !(end > last.close)) return records;
    if (core.holdings(symbolIndex).has('session', interval)) {
      const first = sliceByStart(finer, start, last.close)[0] ?? start;
      core.parts.bars.precede(symbolIndex, interval, records.slice(at), first);
    }
    return records.subarray(0, at);
  }

  /** The bars that a demand is made of, of the interval that is read: what came of its sessions, beside what is held. */
  #recordsFor(read: PlannedRead, held: Float64Array, outcome: Outcome | undefined): Float64Array {
    const { calendar } = this.#parts;
    const answered = outcome?.answer.records ?? NO_RECORDS;
    const came = runsOf(read.needed, calendar).map((run) => sliceByStart(answered, ...boundsOf(run)));
    const [only = NO_RECORDS] = came;
    if (held.length === 0 && came.length <= 1) return only;
    return inOrder(joinedRecords([...came, held]));
  }

  #folded({ interval }: HistoryDemand, finer: Float64Array): Float64Array {
    return foldRecords(finer, intervalIndex(interval), this.#parts.calendar);
  }
}

const NO_RECORDS = new Float64Array(0);

/** Start of the first session of an unbroken run, and the end of its last. */
function boundsOf(run: readonly TradingSession[]): [number, number] {
  return [run[0]?.open ?? 0, run.at(-1)?.close ?? 0];
}

function joinedRecords(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let length = 0;
  for (const part of parts) {
    joined.set(part, length);
    length += part.length;
  }
  return joined;
}

/** Records by their starts; equal starts stay in their order. */
function inOrder(records: Float64Array): Float64Array {
  const offsets = Array.from({ length: records.length / BAR_STRIDE }, (_none, row) => row * BAR_STRIDE);
  offsets.sort((left, right) => (records[left] ?? 0) - (records[right] ?? 0));
  const sorted = new Float64Array(records.length);
  for (const [row, at] of offsets.entries()) {
    sorted.set(records.subarray(at, at + BAR_STRIDE), row * BAR_STRIDE);
  }
  return sorted;
}

/** Two answers to the parts of one read; one that failed fails both. */
function joined(earlier: Outcome | undefined, later: Outcome): Outcome {
  if (earlier === undefined) return later;
  const cause = earlier.answer.cause ?? later.answer.cause;
  const records = joinedRecords([earlier.answer.records, later.answer.records]);
  const answer = { ...later.answer, records };
  return {
    answer: cause === undefined ? answer : { ...answer, cause },
    failed: earlier.failed || later.failed,
  };
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
