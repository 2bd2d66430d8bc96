import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { BarAnswer } from '../../loaders/contract.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { foldRecords } from '../session-data/bar-folder.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import { explainedRead } from './explained-read.ts';
import { runsOf, sessionsOf } from './load-plan.ts';
import { LoadQueue } from './load-queue.ts';
import type { RunRecorder } from './run-recorder.ts';
import type { SourceRouter } from './source-router.ts';

export interface ExtendedHistoryParts {
  readonly calendar: Calendar;
  readonly core: SessionCore;
  readonly recorder: RunRecorder;
  readonly router: SourceRouter;
}

/** Loads the pre-market and post-market bars of completed sessions. No count of them is ever expected. */
export class ExtendedHistory {
  readonly #queue = new LoadQueue();

  constructor(private readonly parts: ExtendedHistoryParts) {}

  get pendingCount(): number {
    return this.#queue.size;
  }

  queue(demand: HistoryDemand): void {
    this.#queue.add(demand);
  }

  /** Forgets what is queued for a symbol. */
  cancel(symbolIndex: number): void {
    this.#queue.dropSymbol(symbolIndex);
  }

  /** Loads what is queued, in the order of symbols, and joins it in. */
  async flush(date: SessionDate): Promise<void> {
    for (const demand of this.#queue.takeAll()) await this.#load(demand, date);
  }

  async #load(demand: HistoryDemand, date: SessionDate): Promise<void> {
    const { calendar, core, recorder, router } = this.parts;
    const { symbolIndex, interval } = demand;
    const symbol = core.parts.symbols.symbolAt(symbolIndex);
    const generation = core.generation(symbolIndex);
    await router.prepare([symbol], date);
    const route = router.route(symbol);
    const readInterval = route.readInterval(interval);
    const routed = readInterval === undefined ? undefined : route.serves(readInterval);
    if (readInterval === undefined || routed === undefined) return;
    const sessions = sessionsOf(demand, calendar);
    const answers = await explainedRead(
      routed.source,
      runsOf(sessions, calendar).flatMap((run) => {
        const [first, last] = [run[0], run.at(-1)];
        if (first === undefined || last === undefined) return [];
        const [from, to] = [first.preOpen, last.postClose];
        return [{ symbol, interval: readInterval, from, to, hours: 'all', asOf: date }];
      }),
    );
    if (core.generation(symbolIndex) !== generation) return;
    this.#settle(demand, answers);
    const outside = outsideRegularHours(answers, sessions);
    const records =
      readInterval === interval ? outside : foldRecords(outside, intervalIndex(interval), calendar);
    core.extended.bars.mergeHistory(symbolIndex, interval, records);
    recorder.event('extended_load', { symbol, interval, got: records.length / BAR_STRIDE });
  }

  /** What came is held; what failed can be asked for again. */
  #settle(demand: HistoryDemand, answers: readonly BarAnswer[]): void {
    const { coverage } = this.parts.core.extended;
    const cause = answers.find(({ failed }) => failed !== undefined)?.cause;
    if (cause === undefined) coverage.came(demand);
    else {
      coverage.giveBack(demand);
      this.parts.recorder.event('load_failed', { message: cause });
    }
  }
}

/** Of bars of whole days, those before the open and after the close. */
function outsideRegularHours(
  answers: readonly BarAnswer[],
  sessions: readonly TradingSession[],
): Float64Array {
  const outside = new Float64Array(answers.reduce((sum, { records }) => sum + records.length, 0));
  let length = 0;
  let day = 0;
  for (const { records } of answers) {
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      const start = records[at] ?? Number.NaN;
      while ((sessions[day]?.postClose ?? Number.POSITIVE_INFINITY) <= start) day += 1;
      const session = sessions[day];
      if (session === undefined || (start >= session.open && start < session.close)) continue;
      outside.set(records.subarray(at, at + BAR_STRIDE), length);
      length += BAR_STRIDE;
    }
  }
  return outside.slice(0, length);
}
