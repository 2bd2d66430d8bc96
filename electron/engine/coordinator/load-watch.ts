import type { Calendar } from '../calendar/contract.ts';
import type { LoadCourse } from '../promotion/load-course.ts';
import type { PromotionBook } from '../promotion/promotion-book.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { expectedIn, sessionsOf } from './load-plan.ts';
import type { LoadObserver } from './load-runner.ts';
import type { RunRecorder } from './run-recorder.ts';
import type { ShortLoads } from './short-loads.ts';
import type { SymbolBoard } from './symbol-board.ts';

interface LoadWatchParts {
  readonly board: SymbolBoard;
  readonly calendar: Calendar;
  readonly promotions: PromotionBook;
  readonly recorder: RunRecorder;
  readonly shortLoads: ShortLoads;
  /** Told of each symbol of a batch that is joined in. */
  readonly onBatch: (symbolIndex: number) => void;
}

/** Brings the course of loads into the records of promoted symbols, their rows and the run's files. */
export function loadWatch(parts: LoadWatchParts): LoadObserver {
  const { board, calendar, promotions, recorder, shortLoads, onBatch } = parts;
  const note = ({ symbolIndex }: HistoryDemand, change: (course: LoadCourse) => void): void => {
    const course = promotions.course(symbolIndex);
    if (course === undefined) return;
    change(course);
    board.ensureSize(symbolIndex + 1);
    board.setLoaded(symbolIndex, course.fraction());
  };
  return {
    onQueued: (demand) => {
      const asked = expectedIn(calendar, demand.interval, sessionsOf(demand, calendar));
      note(demand, (course) => course.queued(demand.interval, asked));
    },
    onBegan: ({ demand, asked }) => note(demand, (course) => course.began(demand.interval, asked)),
    onReport: (report, demand) => {
      recorder.load(report);
      shortLoads.take(report);
      const { asked, cause, got, interval, missing, source, symbol } = report;
      const isShort = missing.length > 0 || source === null;
      const lacking = shortLoads.of(symbol, interval)?.missing ?? [];
      note(demand, (course) => course.ended(interval, { asked, got, missing: lacking, isShort, cause }));
    },
    onStopped: (demand) => note(demand, (course) => course.cancelled(demand.interval)),
    onBatch: (symbolIndexes) => symbolIndexes.forEach(onBatch),
  };
}
