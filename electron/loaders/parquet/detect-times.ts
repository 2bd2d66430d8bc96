import {
  INTERVALS,
  type Interval,
  isIntraday,
  nominalMilliseconds,
} from '../../../shared/domain/interval.ts';
import { epochMs, MILLISECONDS_PER_DAY, MILLISECONDS_PER_HOUR } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { ParquetStatement } from '../contract.ts';
import { SourceError } from '../source-error.ts';
import { type BarTimes, instantOf } from './bar-times.ts';
import type { StampColumn } from './stamps.ts';

/** Days apart from one session to the next: holidays make no more than this out of one. */
const LONGEST_NIGHT = 5 * MILLISECONDS_PER_DAY;
/** Shares of the looked-at bars below which a difference says nothing. */
const CLEAR_OUTSIDE = 0.01;
const CLEAR_REGULAR = 0.1;

/**
 * Tells interval, zone and start or end from the stamps of some symbols, each ascending. What is stated stands.
 * Throws SourceError with the choices where they could mean several things.
 */
export function detectTimes(
  samples: readonly Float64Array[],
  kind: StampColumn['kind'],
  stated: ParquetStatement,
  calendar: Calendar,
): BarTimes {
  const interval = stated.interval ?? detectInterval(samples);
  if (!isIntraday(interval)) {
    const stamps = stated.stamps ?? (interval === '1w' ? weekStamps(samples) : 'bar_start');
    return { interval, stamps, zone: kind === 'wall' ? 'exchange' : 'UTC' };
  }
  const zone = stated.zone ?? (kind === 'wall' ? detectZone(samples, calendar) : 'UTC');
  return { interval, zone, stamps: stated.stamps ?? detectStamps(samples, zone, calendar) };
}

function detectInterval(samples: readonly Float64Array[]): Interval {
  const counts = new Map<number, number>();
  for (const stamps of samples) {
    for (let at = 1; at < stamps.length; at += 1) {
      const step = (stamps[at] ?? 0) - (stamps[at - 1] ?? 0);
      if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
    }
  }
  const steps = [...counts.keys()].sort((a, b) => a - b);
  const least = steps[0];
  if (least === undefined) throw unclear('too few bars to tell their interval', 'interval', INTERVALS);
  const usual = steps.reduce(
    (best, step) => ((counts.get(step) ?? 0) > (counts.get(best) ?? 0) ? step : best),
    least,
  );
  if (least >= 20 * MILLISECONDS_PER_HOUR) return usual > LONGEST_NIGHT ? '1w' : '1d';
  const interval = INTERVALS.find((each) => isIntraday(each) && nominalMilliseconds(each) === usual);
  const within = steps.filter((step) => step < 4 * MILLISECONDS_PER_HOUR);
  if (interval === undefined || within.some((step) => step % usual !== 0)) {
    throw unclear(
      `most bars stand ${usual / 1_000} seconds apart, others as little as ${least / 1_000}`,
      'interval',
      INTERVALS,
    );
  }
  return interval;
}

/** How many of the stamps fall where, if they are of that zone. */
function hoursOf(samples: readonly Float64Array[], zone: BarTimes['zone'], calendar: Calendar) {
  let [count, outside, regular] = [0, 0, 0];
  for (const stamps of samples) {
    for (const stamp of stamps) {
      count += 1;
      const phase = calendar.phaseAt(epochMs(Math.round(instantOf(stamp, zone, calendar))));
      if (phase === 'closed') outside += 1;
      if (phase === 'regular') regular += 1;
    }
  }
  return { outside: outside / count, regular: regular / count };
}

function detectZone(samples: readonly Float64Array[], calendar: Calendar): BarTimes['zone'] {
  const [utc, exchange] = [hoursOf(samples, 'UTC', calendar), hoursOf(samples, 'exchange', calendar)];
  if (Math.abs(utc.outside - exchange.outside) > CLEAR_OUTSIDE) {
    return utc.outside < exchange.outside ? 'UTC' : 'exchange';
  }
  if (Math.abs(utc.regular - exchange.regular) > CLEAR_REGULAR) {
    return utc.regular > exchange.regular ? 'UTC' : 'exchange';
  }
  throw unclear('the times carry no zone and fit both', 'zone', ['UTC', 'exchange']);
}

function detectStamps(
  samples: readonly Float64Array[],
  zone: BarTimes['zone'],
  calendar: Calendar,
): BarTimes['stamps'] {
  const seen = { open: false, close: false, preOpen: false, postClose: false, extended: false };
  for (const stamps of samples) {
    for (const stamp of stamps) {
      const instant = epochMs(Math.round(instantOf(stamp, zone, calendar)));
      const session = calendar.sessionAt(instant) ?? calendar.sessionAt(epochMs(instant - 1));
      if (session === undefined) continue;
      for (const edge of ['open', 'close', 'preOpen', 'postClose'] as const) {
        if (instant === session[edge]) seen[edge] = true;
      }
      if (instant < session.open || instant > session.close) seen.extended = true;
    }
  }
  const [first, last] = seen.extended ? [seen.preOpen, seen.postClose] : [seen.open, seen.close];
  if (first !== last) return first ? 'bar_start' : 'bar_end';
  throw unclear('a time may be that of its bar’s start or of its end', 'stamps', ['bar_start', 'bar_end']);
}

/** Mondays name a week by its start, Fridays by its end; a Sunday may do either. */
function weekStamps(samples: readonly Float64Array[]): BarTimes['stamps'] {
  const days = samples.flatMap((stamps) => [...stamps].map((stamp) => new Date(stamp).getUTCDay()));
  const count = (day: number): number => days.filter((each) => each === day).length;
  if (count(1) > days.length / 2) return 'bar_start';
  if (count(5) + count(6) > days.length / 2) return 'bar_end';
  throw unclear('a day may be the first or the last of its week', 'stamps', ['bar_start', 'bar_end']);
}

function unclear(what: string, key: keyof ParquetStatement, allowed: readonly string[]): SourceError {
  return new SourceError(
    'folder_unexpected',
    `Parquet files: ${what}; state ${key} as one of ${allowed.join(', ')}.`,
  );
}
