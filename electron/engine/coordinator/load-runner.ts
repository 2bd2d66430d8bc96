import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { BarAnswer, DataSource } from '../../loaders/contract.ts';
import { foldRecords } from '../session-data/bar-folder.ts';
import { recordsBetween } from '../session-data/bar-series.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { without } from '../session-data/stretches.ts';
import { inTurns } from '../turns.ts';
import { explainedRead } from './explained-read.ts';
import {
  boundsOf,
  failedSessions,
  inOrder,
  joinedAnswers,
  joinedRecords,
  NO_RECORDS,
  sliceByStart,
  stretchesOf,
  withoutOtherBasis,
} from './load-answers.ts';
import { inLoadOrder, loadPlace } from './load-order.ts';
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
  /** It was given up before its bars came. */
  onStopped(demand: HistoryDemand): void;
  /** All that was read together is joined in: of these symbols nothing is under way unless it is queued. */
  onBatch(symbolIndexes: ReadonlySet<number>): void;
}

export interface LoadRunnerParts extends PlanningParts {
  readonly observer: LoadObserver;
  /** Milliseconds of a clock that only goes forward, to learn how long loads take; nobody's session time. */
  readonly monotonicNow?: (() => number) | undefined;
}

/** A demand and the generation of its symbol and interval when its load began. */
interface PendingDemand {
  readonly demand: HistoryDemand;
  readonly generation: number;
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
  /** Symbols whose loads are given up; true where there was any. */
  readonly #stopped = new Map<number, boolean>();
  #batch: readonly PendingDemand[] = [];
  #giveUp: AbortController | undefined;
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

  /** False where the symbol was removed since the load began, or nobody wanted the interval any more. */
  #isCurrent({ demand, generation }: PendingDemand): boolean {
    return this.#parts.core.intervalGeneration(demand.symbolIndex, demand.interval) === generation;
  }

  /**
   * Queues a demand; one for the same symbol and interval that is queued already grows instead. Of a symbol
   * whose loads are stopped it is given back at once.
   */
  queue(demand: HistoryDemand): void {
    if (this.#stopped.has(demand.symbolIndex)) this.#giveBack(demand);
    else this.#parts.observer.onQueued(this.#queue.add(demand));
  }

  /** Forgets what is queued for a symbol; what is under way is dropped when it comes, by its generation. */
  cancel(symbolIndex: number): void {
    this.#queue.dropSymbol(symbolIndex);
  }

  /**
   * Gives up the loads of a symbol, those under way among them, and all that are asked for until `resume`: what
   * they were to bring can be asked for again.
   */
  stop(symbolIndex: number): void {
    this.#stopped.set(symbolIndex, this.hasGivenUp(symbolIndex));
    for (const demand of this.#queue.dropSymbol(symbolIndex)) this.#giveBack(demand);
    if (this.#batch.length > 0 && this.#batch.every(({ demand }) => demand.symbolIndex === symbolIndex)) {
      this.#giveUp?.abort();
    }
  }

  /** True where loads of a stopped symbol were given up; it is known once nothing of it is under way. */
  hasGivenUp(symbolIndex: number): boolean {
    return this.#stopped.get(symbolIndex) === true;
  }

  /** Loads of a symbol are run again. */
  resume(symbolIndex: number): void {
    this.#stopped.delete(symbolIndex);
  }

  #giveBack(demand: HistoryDemand): void {
    this.#stopped.set(demand.symbolIndex, true);
    this.#parts.core.coverage.giveBack(demand);
    this.#parts.observer.onStopped(demand);
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
      this.#running = inLoadOrder(this.#queue.takeAll(), core).map((demand) => ({
        demand,
        generation: core.intervalGeneration(demand.symbolIndex, demand.interval),
      }));
      try {
        while (this.#running.length > 0) {
          const batch = this.#firstBatch();
          await this.#run(batch, date);
          this.#running = this.#running.slice(batch.length);
          observer.onBatch(new Set(batch.map(({ demand }) => demand.symbolIndex)));
          if (this.#queue.size > 0) this.#putBack();
        }
      } finally {
        this.#running = [];
      }
    }
  }

  /** What was queued meanwhile may be more urgent than what is left: all of it is put in order anew. */
  #putBack(): void {
    for (const pending of this.#running) if (this.#isCurrent(pending)) this.#queue.add(pending.demand);
    this.#running = [];
  }

  /**
   * The next demands of the list, in which those of a symbol follow each other: they go together, so that they
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
    const giveUp = new AbortController();
    [this.#batch, this.#giveUp] = [pending, giveUp];
    const demands = pending.map(({ demand }) => demand);
    await router.prepare(
      demands.map(({ symbolIndex }) => core.parts.symbols.symbolAt(symbolIndex)),
      date,
    );
    const { reads, requests } = planLoads(demands, date, this.#parts);
    const isCurrent = (position: number): boolean => {
      const own = pending[position];
      return own !== undefined && this.#isCurrent(own) && !this.#stopped.has(own.demand.symbolIndex);
    };
    for (const [position, read] of reads.entries()) if (isCurrent(position)) observer.onBegan(read);
    // Taken before anything is waited for: the bars that the plan counts on.
    const held = reads.map((read) => this.#held(read));
    const answers = await this.#read(requests, giveUp.signal);
    await inTurns(reads, READS_PER_TURN, (read, position) => {
      if (isCurrent(position))
        this.#apply(read, held[position] ?? NO_RECORDS, answers.get(readKey(read)), date);
      else if (this.#stopped.has(read.demand.symbolIndex)) this.#giveBack(read.demand);
    });
    [this.#batch, this.#giveUp] = [[], undefined];
    if (giveUp.signal.aborted) return;
    if (started !== undefined && monotonicNow !== undefined) {
      const bars = requests.reduce((sum, request) => sum + request.bars, 0);
      const asked = requests.reduce((sum, { pages }) => sum + pages, 0);
      this.rate.measure({ requests: asked, bars }, monotonicNow() - started);
    }
  }

  /** One call a source. A source that fails answers with its error as the cause; none answers where all is given up. */
  async #read(planned: readonly PlannedRequest[], signal: AbortSignal): Promise<Map<string, BarAnswer>> {
    const answers = new Map<string, BarAnswer>();
    const bySource = new Map<DataSource, PlannedRequest[]>();
    for (const request of planned) {
      const own = bySource.get(request.source);
      if (own === undefined) bySource.set(request.source, [request]);
      else own.push(request);
    }
    for (const [source, own] of bySource) {
      const requests = own.map(({ request, demand }) => ({ ...request, priority: this.#priority(demand) }));
      const answered = await explainedRead(source, requests, signal).catch((error: unknown) => {
        if (signal.aborted) return [];
        throw error;
      });
      own.forEach(({ key }, position) => {
        const answer = answered[position];
        if (answer !== undefined) answers.set(key, joinedAnswers(answers.get(key), answer));
      });
    }
    return answers;
  }

  #priority({ symbolIndex }: HistoryDemand): number {
    return loadPlace(symbolIndex, this.#parts.core);
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

  #apply(read: PlannedRead, held: Float64Array, answer: BarAnswer | undefined, date: SessionDate): void {
    const { demand } = read;
    const { core, observer, router } = this.#parts;
    const checked = answer === undefined ? undefined : withoutOtherBasis(answer, read.symbol, date, router);
    const failed = failedSessions(read, checked);
    const missing = stretchesOf(failed, this.#parts.calendar);
    if (missing.length > 0) core.coverage.giveBack({ ...demand, missing });
    core.coverage.came({ ...demand, missing: missing.reduce(without, demand.missing) });
    const finer = this.#recordsFor(read, held, checked);
    const { readInterval } = read;
    const isOwn = readInterval === undefined || readInterval === demand.interval;
    const records = isOwn ? finer : this.#folded(demand, readInterval, finer);
    const closed = demand.before === date ? this.#withoutForming(read, records, finer) : records;
    core.parts.bars.mergeHistory(demand.symbolIndex, demand.interval, closed);
    observer.onReport(loadReport(read, closed, { cause: checked?.cause, failed }, this.#parts), demand);
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
  #recordsFor(read: PlannedRead, held: Float64Array, answer: BarAnswer | undefined): Float64Array {
    const { calendar } = this.#parts;
    const answered = answer?.records ?? NO_RECORDS;
    const came = runsOf(read.needed, calendar).map((run) => sliceByStart(answered, ...boundsOf(run)));
    const [only = NO_RECORDS] = came;
    if (held.length === 0 && came.length <= 1) return only;
    return inOrder(joinedRecords([...came, held]));
  }

  /** What is no bar among the finer ones is left out and told of, as it is where they are joined in themselves. */
  #folded(
    { interval, symbolIndex }: HistoryDemand,
    finerInterval: Interval,
    finer: Float64Array,
  ): Float64Array {
    this.#parts.core.parts.bars.tellRefused(symbolIndex, finerInterval, finer);
    return foldRecords(finer, intervalIndex(interval), this.#parts.calendar);
  }
}
