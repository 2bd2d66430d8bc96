import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { type EpochMs, epochMs, sessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';

/** Starts of all regular bars of an interval from one session to another, both inclusive. */
export function starts(calendar: Calendar, interval: Interval, first: string, last: string): EpochMs[] {
  const index = intervalIndex(interval);
  return calendar.sessionsBetween(sessionDate(first), sessionDate(last)).flatMap(({ open, close }) => {
    const own: EpochMs[] = [];
    for (let start: number = open; start < close; start = calendar.spanEnd(index, start)) {
      own.push(epochMs(start));
    }
    return own;
  });
}

/** Sound bars with figures that differ from bar to bar and seed to seed; prices have no short decimal form. */
export function madeBars(at: readonly number[], seed: number): Float64Array {
  const records = new Float64Array(at.length * BAR_STRIDE);
  for (const [bar, start] of at.entries()) {
    const open = 100 + seed + Math.sin(bar + seed);
    const close = 100 + seed + Math.cos(bar);
    const [high, low] = [Math.max(open, close) + 0.1, Math.min(open, close) - 0.3];
    records.set([start, open, high, low, close, 1_000 + ((bar * 7 + seed) % 500)], bar * BAR_STRIDE);
  }
  return records;
}
