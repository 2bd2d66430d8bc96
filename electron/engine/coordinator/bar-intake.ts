import { BAR_CLOSE, BAR_START, BAR_STRIDE, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { type Interval, intervalAt, intervalIndex } from '../../../shared/domain/interval.ts';
import { SPARK_BARS } from '../../../shared/ipc/requests/symbol.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import {
  APPENDED,
  type BarSeries,
  INSERTED,
  type Outcome,
  REJECTED,
  REVISED,
  recordsBetween,
  soundRecords,
} from '../session-data/bar-series.ts';
import type { BarStore } from '../session-data/bar-store.ts';
import type { QualityDesk } from './quality-desk.ts';
import type { RunRecorder } from './run-recorder.ts';
import type { SymbolBoard } from './symbol-board.ts';

export interface BarIntakeParts {
  readonly bars: BarStore;
  readonly board: SymbolBoard;
  readonly calendar: Calendar;
  readonly quality: Pick<QualityDesk, 'takeBar' | 'takeBackfill'>;
  readonly recorder: RunRecorder;
  readonly session: () => TradingSession;
  /** Told of a symbol whose newest bar is another than before. */
  readonly onNews: (symbolIndex: number) => void;
}

const DAY = intervalIndex('1d');

/** Takes the bars that stream, and lets the symbol's row follow them: what is new, what is revised, what was caught up with. */
export class BarIntake {
  constructor(private readonly parts: BarIntakeParts) {}

  /** A bar has ended: the record at `at` of `records`. */
  take(index: number, interval: number, records: Float64Array, at: number): void {
    const { bars, calendar, onNews, quality, recorder } = this.parts;
    recorder.bar(index, interval, records, at);
    const outcome = bars.ingest(index, interval, records, at);
    const start = records[at + BAR_START] ?? Number.NaN;
    const end = calendar.spanEnd(interval, start);
    quality.takeBar(index, interval, start, end, outcome);
    if (this.#isNews(interval, outcome)) this.#show(index, interval, records, at, end);
    else if (outcome === INSERTED || outcome === REVISED) this.#showRevised(index, intervalAt(interval));
    else return;
    onNews(index);
  }

  /** One that was set aside, or that came again, is no news; the day's own bar stands for the whole day. */
  #isNews(interval: number, outcome: Outcome): boolean {
    return outcome === APPENDED || (interval === DAY && outcome !== REJECTED);
  }

  #show(index: number, interval: number, records: Float64Array, at: number, end: number): void {
    const { board } = this.parts;
    const close = records[at + BAR_CLOSE] ?? Number.NaN;
    const volume = records[at + BAR_VOLUME] ?? Number.NaN;
    if (interval === DAY) board.takeSessionBar(index, close, volume, end);
    else board.takeStreamBar(index, close, volume, end);
  }

  /** The row of a symbol of whose stream a bar was revised, or came late. The day's own bar, once it is there, stands. */
  #showRevised(index: number, interval: Interval): void {
    const { bars, board, session } = this.parts;
    const series = bars.series(index, interval);
    const { open } = session();
    if (series === undefined || bars.isDelivered(index, '1d', open) || series.lastStart < open) return;
    const newest = series.offsetOf(series.length - 1);
    board.takeRevision(index, series.data[newest + BAR_CLOSE] ?? Number.NaN, series.volumeChange);
    this.#showSpark(index, newestRecords(series, open));
  }

  /**
   * The session's bars so far of a symbol that did not stream yet. One that did has had these bars, and
   * perhaps the day's own since.
   */
  catchUp(index: number, interval: Interval, records: Float64Array): void {
    const sound = soundRecords(records);
    this.#showSpark(index, sound);
    this.#showSession(index, interval, sound);
    this.parts.quality.takeBackfill(index, interval, sound);
  }

  /** The session's newest closes so far. */
  #showSpark(index: number, records: Float64Array): void {
    const { sparks } = this.parts.board;
    sparks.restartSession(index);
    const first = Math.max(0, records.length - SPARK_BARS * BAR_STRIDE);
    for (let at = first; at < records.length; at += BAR_STRIDE)
      sparks.note(index, records[at + BAR_CLOSE] ?? Number.NaN);
  }

  #showSession(index: number, interval: Interval, records: Float64Array): void {
    const newest = records.length - BAR_STRIDE;
    if (newest < 0) return;
    let volume = 0;
    for (let at = 0; at < records.length; at += BAR_STRIDE) volume += records[at + BAR_VOLUME] ?? 0;
    const end = this.parts.calendar.spanEnd(intervalIndex(interval), records[newest] ?? Number.NaN);
    this.parts.board.takeSessionBar(index, records[newest + BAR_CLOSE] ?? Number.NaN, volume, end);
  }
}

/** The newest records of a series, no more than a sparkline shows, that start at `open` or later. */
function newestRecords(series: BarSeries, open: number): Float64Array {
  const first = series.startOf(Math.max(0, series.length - SPARK_BARS));
  return recordsBetween(series, Math.max(open, first), Number.POSITIVE_INFINITY);
}
