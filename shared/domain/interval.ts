import { InvalidArgumentError } from './errors.ts';
import {
  MILLISECONDS_PER_DAY,
  MILLISECONDS_PER_HOUR,
  MILLISECONDS_PER_MINUTE,
  MILLISECONDS_PER_SECOND,
} from './time.ts';

/** Every bar interval of the product, finest first. The index in this list is the interval's number. */
export const INTERVALS = ['1s', '1m', '5m', '15m', '30m', '1h', '1d', '1w'] as const;

export type Interval = (typeof INTERVALS)[number];

export const INTERVAL_COUNT = INTERVALS.length;

/** Nominal length in ms. A `1d` or `1w` bar really spans sessions of the calendar, not 24 hours. */
const NOMINAL_MILLISECONDS: Record<Interval, number> = {
  '1s': MILLISECONDS_PER_SECOND,
  '1m': MILLISECONDS_PER_MINUTE,
  '5m': 5 * MILLISECONDS_PER_MINUTE,
  '15m': 15 * MILLISECONDS_PER_MINUTE,
  '30m': 30 * MILLISECONDS_PER_MINUTE,
  '1h': MILLISECONDS_PER_HOUR,
  '1d': MILLISECONDS_PER_DAY,
  '1w': 7 * MILLISECONDS_PER_DAY,
};

function isInterval(text: string): text is Interval {
  return (INTERVALS as readonly string[]).includes(text);
}

/** Throws InvalidArgumentError for a text that names no interval. */
export function parseInterval(text: string): Interval {
  if (!isInterval(text)) throw new InvalidArgumentError('interval', text, INTERVALS.join(', '));
  return text;
}

/** Position in INTERVALS, 0 for `1s`. */
export function intervalIndex(interval: Interval): number {
  return INTERVALS.indexOf(interval);
}

export function intervalAt(index: number): Interval {
  const interval = INTERVALS[index];
  if (interval === undefined) throw new RangeError(`No interval has index ${index}`);
  return interval;
}

export function nominalMilliseconds(interval: Interval): number {
  return NOMINAL_MILLISECONDS[interval];
}

/** True for intervals that lie inside one session (`1s` to `1h`). */
export function isIntraday(interval: Interval): boolean {
  return interval !== '1d' && interval !== '1w';
}
