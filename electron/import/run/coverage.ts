import type { ImportSeries } from '../../../shared/domain/import-report.ts';
import { type Interval, isIntraday, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { MILLISECONDS_PER_DAY } from '../../../shared/domain/time.ts';
import type { DatasetSeries } from '../../archive/contract.ts';
import { dateOfDayNumber, dayNumber } from '../../engine/calendar/civil-date.ts';
import type { Calendar, TradingSession } from '../../engine/calendar/contract.ts';

/** What of one series was seen: for each session its bars of regular hours. */
interface Seen {
  /** By day number. */
  readonly days: Map<number, number>;
  lastDay: number;
  lastStart: number;
}

/** Counts on which sessions there are bars, and how many, while an import reads them. */
export class Coverage {
  readonly #calendar: Calendar;
  readonly #series = new Map<string, Seen>();
  readonly #sessions = new Map<number, TradingSession | undefined>();
  #key = '';
  #seen: Seen | undefined;
  #day = Number.NaN;
  #session: TradingSession | undefined;

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  add(symbol: SymbolId, interval: Interval, start: number): void {
    if (this.#seen === undefined || this.#key !== `${symbol} ${interval}`) {
      this.#key = `${symbol} ${interval}`;
      this.#seen = this.#series.get(this.#key) ?? {
        days: new Map(),
        lastDay: Number.NaN,
        lastStart: Number.NaN,
      };
      this.#series.set(this.#key, this.#seen);
    }
    const seen = this.#seen;
    // A row that repeats the one before it is no further bar.
    if (start === seen.lastStart) return;
    seen.lastStart = start;
    const day = Math.floor((start + this.#calendar.wallOffset(start)) / MILLISECONDS_PER_DAY);
    const session = day === this.#day ? this.#session : this.#sessionOf(day);
    const regular = session !== undefined && start >= session.open && start < session.close;
    seen.days.set(day, (seen.days.get(day) ?? 0) + (regular ? 1 : 0));
  }

  /** A series as the archive holds it, with what the calendar misses between its first and its last bar. */
  describe({ symbol, interval, bars, first, last }: DatasetSeries): ImportSeries {
    const seen = this.#series.get(`${symbol} ${interval}`)?.days ?? new Map<number, number>();
    const sessions = this.#calendar.sessionsBetween(first, last);
    const named = { symbol, interval, bars, first, last };
    if (interval === '1w') return { ...named, missingSessions: 0, missingBars: 0 };
    let missingSessions = 0;
    let missingBars = 0;
    for (const { date, open, close } of sessions) {
      const got = seen.get(dayNumber(date));
      if (got === undefined) missingSessions += 1;
      else if (isIntraday(interval)) {
        missingBars += Math.max(0, Math.ceil((close - open) / nominalMilliseconds(interval)) - got);
      }
    }
    return { ...named, missingSessions, missingBars };
  }

  /** The dates on which a symbol has bars of an interval within the day, ascending. */
  dates(symbol: SymbolId, interval: Interval): string[] {
    const days = this.#series.get(`${symbol} ${interval}`)?.days ?? new Map<number, number>();
    return [...days.keys()].sort((a, b) => a - b).map(dateOfDayNumber);
  }

  #sessionOf(day: number): TradingSession | undefined {
    this.#day = day;
    if (!this.#sessions.has(day)) this.#sessions.set(day, this.#calendar.session(dateOfDayNumber(day)));
    this.#session = this.#sessions.get(day);
    return this.#session;
  }
}
