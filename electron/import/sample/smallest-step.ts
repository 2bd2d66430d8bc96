import {
  INTERVALS,
  type Interval,
  isIntraday,
  nominalMilliseconds,
} from '../../../shared/domain/interval.ts';
import { MILLISECONDS_PER_DAY } from '../../../shared/domain/time.ts';
import { DATE_STYLES, type DateStyle, StampReader } from '../text/stamps.ts';
import { cellKind } from './cell-kind.ts';

const FIRST_COLUMNS = 4;
const LOOKED_AT = 60;
const EARLIEST_DAY = 3_650;
const LATEST_DAY = 27_400;

/**
 * The smallest step between rows, by which files with the same columns but other bars are told apart: an interval
 * within a day, `days`, or '' where the rows do not say. Which of day and month comes first makes no difference.
 */
export function smallestStep(rows: readonly (readonly string[])[]): Interval | 'days' | '' {
  const some = rows.slice(0, LOOKED_AT);
  for (let column = 0; column < FIRST_COLUMNS; column += 1) {
    for (const style of DATE_STYLES) {
      const moments = momentsOf(some, column, style);
      if (moments !== undefined) return wordFor(moments);
    }
  }
  return '';
}

function momentsOf(
  rows: readonly (readonly string[])[],
  column: number,
  style: DateStyle,
): number[] | undefined {
  const reader = new StampReader(style);
  const moments: number[] = [];
  for (const cells of rows) {
    const stamp = Buffer.from(cells[column] ?? '', 'latin1');
    if (!reader.read(stamp, 0, stamp.length) || reader.day < EARLIEST_DAY || reader.day > LATEST_DAY)
      continue;
    const next = cells[column + 1] ?? '';
    const clock = Buffer.from(next, 'latin1');
    if (!reader.hasClock && (cellKind(next) === 'clock' || /^\d{5,6}$/.test(next)))
      reader.readClock(clock, 0, clock.length);
    moments.push(reader.day * MILLISECONDS_PER_DAY + reader.time);
  }
  return moments.length >= 0.8 * rows.length && moments.length >= 2 ? moments : undefined;
}

function wordFor(moments: readonly number[]): Interval | 'days' | '' {
  let smallest = Number.POSITIVE_INFINITY;
  for (let at = 1; at < moments.length; at += 1) {
    const step = Math.abs((moments[at] ?? 0) - (moments[at - 1] ?? 0));
    if (step > 0 && step < smallest) smallest = step;
  }
  if (smallest === Number.POSITIVE_INFINITY) return '';
  if (smallest >= MILLISECONDS_PER_DAY / 2) return 'days';
  return INTERVALS.filter(isIntraday).find((interval) => nominalMilliseconds(interval) === smallest) ?? '';
}
