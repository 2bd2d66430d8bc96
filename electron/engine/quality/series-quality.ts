import { INTERVALS, type Interval, intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import { type EpochMs, epochMs, type SessionDate } from '../../../shared/domain/time.ts';
import { type DayQuality, STRIP, STRIP_SESSIONS } from '../../../shared/session/quality.ts';
import type { TradingSession } from '../calendar/contract.ts';
import type { BarSeries } from '../session-data/bar-series.ts';
import { oldestWholeSession, type SessionCore } from '../session-data/session-core.ts';
import { dayQuality } from './day-quality.ts';
import { type DaysSummary, NO_DAYS, withDay } from './days-summary.ts';
import type { FeedBook } from './feed-book.ts';
import { HeldSilences } from './held-silences.ts';
import { NO_COUNTS, scoreOfWholeDays } from './score.ts';
import type { QualityTallies } from './tallies.ts';
import type { TimeRange } from './time-range.ts';

export interface SeriesQualityParts {
  readonly core: SessionCore;
  readonly feeds: FeedBook;
  readonly tallies: QualityTallies;
  /** When a symbol was halted. */
  readonly haltsOf: (symbolIndex: number) => readonly TimeRange[];
  readonly session: () => TradingSession;
  readonly now: () => EpochMs;
  /** False where no source has an interval of a symbol, nor finer bars to derive it from: nothing of it is expected. */
  readonly isServed: (symbolIndex: number, interval: Interval) => boolean;
  /** While its bars are on their way, nothing of a symbol is missing yet. */
  readonly isLoading: (symbolIndex: number) => boolean;
}

const NO_LOSS: readonly TimeRange[] = [];

/** What past sessions up to one of them came to. */
interface Past {
  readonly stamp: string;
  readonly through: string;
  readonly summary: DaysSummary;
}

/**
 * The quality of the bars that are held, session by session. Computed when it is asked for; what is remembered is
 * a sum over the past sessions for each series, worked out again only where the series has changed.
 */
export class SeriesQuality {
  readonly #parts: SeriesQualityParts;
  readonly #silences: HeldSilences;
  /** By interval and symbol. */
  readonly #past: Map<number, Past>[] = INTERVALS.map(() => new Map());

  constructor(parts: SeriesQualityParts) {
    this.#parts = parts;
    this.#silences = new HeldSilences(parts.core, parts.feeds);
  }

  forget(symbolIndex: number): void {
    for (const past of this.#past) past.delete(symbolIndex);
  }

  /** All sessions of an interval that are held or were asked for, the current one included where it is. */
  summary(symbolIndex: number, interval: Interval): DaysSummary {
    if (!this.#parts.isServed(symbolIndex, interval)) return NO_DAYS;
    const past = this.#pastOf(symbolIndex, interval);
    const today = this.today(symbolIndex, interval);
    return today === undefined ? past : withDay(past, today, STRIP_SESSIONS);
  }

  /** The session date; undefined where its bars are not asked for. */
  today(symbolIndex: number, interval: Interval): DayQuality | undefined {
    const { core, isServed, session } = this.#parts;
    if (!core.holdings(symbolIndex).has('session', interval)) return undefined;
    if (!isServed(symbolIndex, interval)) return undefined;
    const series = core.parts.bars.series(symbolIndex, interval);
    return series === undefined ? undefined : this.#day(symbolIndex, interval, series, session());
  }

  /** Each session from `from` on, oldest first. */
  days(symbolIndex: number, interval: Interval, from: SessionDate): DayQuality[] {
    const { core, isServed } = this.#parts;
    const series = core.parts.bars.series(symbolIndex, interval);
    if (series === undefined || !isServed(symbolIndex, interval)) return [];
    const today = this.today(symbolIndex, interval);
    const past = this.#pastSessions(symbolIndex, interval, series)
      .filter(({ date }) => date >= from)
      .map((session) => this.#day(symbolIndex, interval, series, session));
    return today === undefined ? past : [...past, today];
  }

  #pastOf(symbolIndex: number, interval: Interval): DaysSummary {
    const series = this.#parts.core.parts.bars.series(symbolIndex, interval);
    if (series === undefined) return NO_DAYS;
    const known = this.#past[intervalIndex(interval)];
    const sessions = this.#pastSessions(symbolIndex, interval, series);
    const through = sessions.at(-1)?.date ?? '';
    const stamp = this.#stamp(symbolIndex, series, sessions[0]?.date);
    const held = known?.get(symbolIndex);
    const isKnown = held?.stamp === stamp && held.through <= through;
    if (isKnown && held.through === through) return held.summary;
    const before = isKnown ? held : { through: '', summary: NO_DAYS };
    const summary =
      this.#allComplete(symbolIndex, interval, series, sessions) ??
      sessions
        .filter(({ date }) => date > before.through)
        .reduce(
          (sum, session) => withDay(sum, this.#day(symbolIndex, interval, series, session), STRIP_SESSIONS),
          before.summary,
        );
    known?.set(symbolIndex, { stamp, through, summary });
    return summary;
  }

  /** Changes with whatever sessions that were judged already are made of. */
  #stamp(symbolIndex: number, { changes }: BarSeries, from: SessionDate | undefined): string {
    const loading = this.#parts.isLoading(symbolIndex) ? 'l' : '';
    return `${from ?? ''} ${changes} ${this.#parts.tallies.countOf(symbolIndex)} ${loading}`;
  }

  /** Sessions before the current one: from the first that was asked for, or the first bar. What made room is not missing. */
  #pastSessions(symbolIndex: number, interval: Interval, series: BarSeries): readonly TradingSession[] {
    const { core, isLoading, session } = this.#parts;
    const { calendar } = core.parts;
    const { date, preOpen } = session();
    const hasPast = series.startOf(0) < preOpen;
    const oldest = hasPast ? calendar.dateOf(epochMs(series.startOf(0))) : undefined;
    const asked = isLoading(symbolIndex) ? undefined : core.coverage.heldFrom(symbolIndex, interval, date);
    const whole = oldestWholeSession(series, calendar);
    const [from] = (whole === undefined ? [oldest, asked] : [whole])
      .filter((each) => each !== undefined)
      .sort();
    if (from === undefined || from >= date || from < calendar.firstDate) return [];
    return calendar.sessionsBetween(from, calendar.previousSession(date)?.date ?? from);
  }

  /** The usual case without a look at each bar: as many bars as the calendar expects, and nothing to tell of any. */
  #allComplete(
    symbolIndex: number,
    interval: Interval,
    series: BarSeries,
    sessions: readonly TradingSession[],
  ): DaysSummary | undefined {
    const [first, last] = [sessions[0], sessions.at(-1)];
    const isPlain = !isIntraday(interval) && interval !== '1w';
    if (!isPlain || first === undefined || last === undefined) return undefined;
    if (this.#parts.tallies.countOf(symbolIndex) > 0) return undefined;
    const got = series.indexFrom(last.close) - series.indexFrom(first.open);
    if (got !== sessions.length) return undefined;
    return {
      counts: { ...NO_COUNTS, expected: got, got },
      sessions: got,
      ...scoreOfWholeDays(got),
      lastGap: null,
      strip: STRIP.complete.repeat(Math.min(got, STRIP_SESSIONS)),
    };
  }

  #day(symbolIndex: number, interval: Interval, series: BarSeries, session: TradingSession): DayQuality {
    const { core, feeds, haltsOf, now, tallies } = this.#parts;
    const { calendar } = core.parts;
    const asOf = now();
    const subscription = feeds.subscription(symbolIndex);
    const heard =
      subscription === undefined ? undefined : feeds.feed(subscription.feed)?.lostIn(session.date, asOf);
    const lost = !isIntraday(interval)
      ? NO_LOSS
      : (heard ?? this.#silences.of(symbolIndex, interval, session));
    return dayQuality(
      series,
      interval,
      session,
      asOf,
      {
        lost,
        halts: haltsOf(symbolIndex),
        tally: tallies.of(symbolIndex, intervalIndex(interval), session.date),
      },
      calendar,
    );
  }
}
