import type { Interval } from '../../../shared/domain/interval.ts';
import { formatWallTime } from '../../format/times.ts';

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'America/New_York',
});

/**
 * From when to when bars reach, in exchange time: days where they are of days, and the date once where it is
 * the same. @param from start of the first bar, epoch ms @param to end of the last
 */
export function spanWords(interval: Interval, from: number, to: number): string {
  const [first, last] = [DAY.format(from), DAY.format(to)];
  if (interval === '1d' || interval === '1w') return first === last ? first : `${first} to ${last}`;
  const end = first === last ? minutes(to) : `${last} ${minutes(to)}`;
  return `${first} ${minutes(from)} to ${end}`;
}

function minutes(instant: number): string {
  return formatWallTime(instant).slice(0, -3);
}
