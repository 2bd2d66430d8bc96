import { BAR_START, BAR_STRIDE } from '../../shared/domain/bar.ts';
import { type Interval, isIntraday, nominalMilliseconds } from '../../shared/domain/interval.ts';
import { MILLISECONDS_PER_DAY, MILLISECONDS_PER_HOUR } from '../../shared/domain/time.ts';
import type { IndicatorDefinition, KernelContext } from '../engine/indicators/contract.ts';
import { randomBars } from './bar-records.ts';
import { DAILY } from './indicator-values.ts';

/** Every day of this calendar has a session of 390 minutes. */
const OPEN = 14.5 * MILLISECONDS_PER_HOUR;
const SESSION = 6.5 * MILLISECONDS_PER_HOUR;
const PRE_MARKET = 5.5 * MILLISECONDS_PER_HOUR;

/** Bars of an interval, and their sessions. */
export interface IndicatorBars {
  readonly bars: Float64Array;
  readonly context: KernelContext;
}

/** Opens of the calendar whose days all have a session. */
export function everyDayOpen(startMs: number): number {
  return Math.floor(startMs / MILLISECONDS_PER_DAY) * MILLISECONDS_PER_DAY + OPEN;
}

/** The intervals that an indicator is tried on: one within sessions, and days, where it knows them. */
export function triedIntervals({ intervals }: IndicatorDefinition): Interval[] {
  return (['30m', '1d'] as const).filter((interval) => intervals?.includes(interval) ?? true);
}

/** A seeded walk over regular hours, or over pre-markets where the indicator reads those. */
export function walkFor(
  definition: IndicatorDefinition,
  interval: Interval,
  count: number,
  seed: number,
): IndicatorBars {
  return restamped(randomBars(count, seed), definition, interval);
}

/** The same bars at the times that the interval has them at. */
export function restamped(
  bars: Float64Array,
  { hours }: IndicatorDefinition,
  interval: Interval,
): IndicatorBars {
  if (!isIntraday(interval)) return { bars, context: { ...DAILY, interval } };
  const length = nominalMilliseconds(interval);
  const isEarly = hours === 'extended';
  const perDay = Math.ceil((isEarly ? PRE_MARKET : SESSION) / length);
  const first = isEarly ? OPEN - PRE_MARKET : OPEN;
  const stamped = Float64Array.from(bars);
  for (let index = 0; index * BAR_STRIDE < stamped.length; index += 1) {
    const day = Math.floor(index / perDay);
    stamped[index * BAR_STRIDE + BAR_START] = day * MILLISECONDS_PER_DAY + first + (index % perDay) * length;
  }
  return { bars: stamped, context: { interval, sessionOf: everyDayOpen } };
}
