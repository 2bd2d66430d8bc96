import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../calendar/contract.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import type { WarmUp } from '../indicators/contract.ts';

/** What one indicator needs, and why. */
export interface Requirements {
  /** The indicator's own interval, then the base interval that it is derived from, where the source does not deliver it. */
  readonly requiredIntervals: readonly Interval[];
  /** Closed bars of the indicator's interval to load before the session. */
  readonly warmupBars: number;
  /** Trading days of the exchange calendar that hold them; fewer where the calendar begins too late for all. */
  readonly historicalDays: number;
  /** First of those days; undefined where the calendar begins too late. */
  readonly firstDate: SessionDate | undefined;
  /** "sma_20_1d: 20 bars x 2 = 40 trading days". */
  readonly reason: string;
}

export interface AnalyzerContext {
  /** History is loaded for this many times the bars to a first value. Default 2. */
  readonly warmupMultiplier?: number;
  readonly calendar: Calendar;
  /** The session date that the history ends before. */
  readonly asOf: SessionDate;
  /** Bars to a first and to a stable value, from the indicator's definition. */
  readonly warmUp: WarmUp;
  /** Whether a source delivers bars of the interval itself. */
  readonly delivers: (interval: Interval) => boolean;
}

/**
 * The only place that knows what bars an indicator needs. Pure: the same demand,
 * calendar and date give the same answer, for the session config's indicators
 * and for those that a scanner asks for.
 */
export function analyzeRequirements(config: IndicatorConfig, context: AnalyzerContext): Requirements {
  const multiplier = context.warmupMultiplier ?? 2;
  const { ready, stable } = context.warmUp;
  const warmupBars = Math.max(multiplier * ready, stable);
  const days = sessionsForBars(config.interval, warmupBars, context);
  return {
    requiredIntervals: requiredIntervals(config.interval, context.delivers),
    warmupBars,
    historicalDays: days.count,
    firstDate: days.firstDate,
    reason: explain(config, ready, multiplier, warmupBars, days),
  };
}

/** The interval itself, and the finer one that must be had to derive it. */
export function requiredIntervals(
  interval: Interval,
  delivers: (interval: Interval) => boolean,
): readonly Interval[] {
  if (delivers(interval)) return [interval];
  const base = baseIntervalOf(interval, delivers);
  return base === undefined ? [interval] : [interval, base];
}

/** The interval that bars of `interval` are derived from: 1m for intraday ones and the forming day, 1d for weeks, 1s for minutes. */
export function baseIntervalOf(
  interval: Interval,
  delivers: (interval: Interval) => boolean,
): Interval | undefined {
  if (interval === '1w' && delivers('1d')) return '1d';
  if (interval !== '1m' && interval !== '1s' && delivers('1m')) return '1m';
  return interval !== '1s' && delivers('1s') ? '1s' : undefined;
}

interface Days {
  readonly count: number;
  readonly firstDate: SessionDate | undefined;
}

/** What was found, by calendar, which never changes: ten thousand symbols of a scanner ask for the same few. */
const FOUND = new WeakMap<Calendar, Map<string, Days>>();
const MOST_FOUND = 1_024;

function sessionsForBars(interval: Interval, bars: number, { calendar, asOf }: AnalyzerContext): Days {
  const found = FOUND.get(calendar) ?? new Map<string, Days>();
  FOUND.set(calendar, found);
  const question = `${interval} ${bars} ${asOf}`;
  const known = found.get(question);
  if (known !== undefined) return known;
  if (found.size >= MOST_FOUND) found.clear();
  const days = findSessions(interval, bars, calendar, asOf);
  found.set(question, days);
  return days;
}

function findSessions(interval: Interval, bars: number, calendar: Calendar, asOf: SessionDate): Days {
  const ordinal = intervalIndex(interval);
  let found = 0;
  let count = 0;
  let first: TradingSession | undefined;
  let session = calendar.previousSession(asOf);
  while (session !== undefined && (found < bars || !beginsBar(calendar, ordinal, first))) {
    found += expectedRegularBars(calendar, interval, session);
    count += 1;
    first = session;
    session = calendar.previousSession(session.date);
  }
  return { count, firstDate: found < bars ? undefined : first?.date };
}

/** False for a session in the middle of a week, where the bars are weeks. */
function beginsBar(calendar: Calendar, ordinal: number, session: TradingSession | undefined): boolean {
  return session === undefined || calendar.spanStart(ordinal, session.open) === session.open;
}

function explain(
  config: IndicatorConfig,
  ready: number,
  multiplier: number,
  warmupBars: number,
  { count: days, firstDate }: Days,
): string {
  const cause =
    warmupBars > multiplier * ready
      ? `${warmupBars} bars until stable`
      : `${ready} ${ready === 1 ? 'bar' : 'bars'} x ${multiplier}`;
  const trading = `${days} trading ${days === 1 ? 'day' : 'days'}`;
  if (firstDate === undefined)
    return `${config.key}: ${cause} = ${warmupBars} bars of ${config.interval}, more than the ${days} trading days before have`;
  return config.interval === '1d'
    ? `${config.key}: ${cause} = ${trading}`
    : `${config.key}: ${cause} = ${warmupBars} bars of ${config.interval} in ${trading}`;
}
