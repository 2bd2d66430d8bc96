import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { BarRequest } from '../contract.ts';

/** An origin's bars in order, and the starts of those that are no bars of the calendar. */
export interface SoundRecords {
  readonly records: Float64Array;
  readonly outside: readonly number[];
}

/**
 * Puts an origin's bars into the contract's form: those that end in (from, to], ascending, one per start; of
 * several with one start the last that came. Answers the very array where it is so already.
 */
export function soundRecords(
  records: Float64Array,
  { from, to, interval }: Pick<BarRequest, 'from' | 'to' | 'interval'>,
  calendar: Calendar,
): SoundRecords {
  const index = intervalIndex(interval);
  const fits = (at: number): boolean => {
    const end = calendar.spanEnd(index, records[at] ?? Number.NaN);
    return end > from && end <= to && calendar.spanStart(index, records[at] ?? Number.NaN) === records[at];
  };
  if (isSound(records, fits)) return { records, outside: [] };
  const byStart = new Map<number, number>();
  const outside: number[] = [];
  for (let at = 0; at + BAR_STRIDE <= records.length; at += BAR_STRIDE) {
    const start = records[at] ?? Number.NaN;
    if (fits(at)) byStart.set(start, at);
    else if (calendar.spanStart(index, start) !== start) outside.push(start);
  }
  const sorted = [...byStart].sort(([left], [right]) => left - right);
  const sound = new Float64Array(sorted.length * BAR_STRIDE);
  for (const [position, [, at]] of sorted.entries()) {
    sound.set(records.subarray(at, at + BAR_STRIDE), position * BAR_STRIDE);
  }
  return { records: sound, outside };
}

function isSound(records: Float64Array, fits: (at: number) => boolean): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < records.length; at += BAR_STRIDE) {
    const start = records[at] ?? Number.NaN;
    if (!(start > before) || !fits(at)) return false;
    before = start;
  }
  return records.length % BAR_STRIDE === 0;
}
