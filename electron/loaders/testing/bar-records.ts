import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';

/** One field of every record. */
export function column(records: Float64Array, stride: number, offset: number): number[] {
  return Array.from(
    { length: records.length / stride },
    (_, row) => records[row * stride + offset] ?? Number.NaN,
  );
}

/** Start of every bar record. */
export function startsOf(records: Float64Array): EpochMs[] {
  return column(records, BAR_STRIDE, BAR_START).map(epochMs);
}

/** Every break of a bar's invariants, in words; empty for sound records. */
export function flawsOf(records: Float64Array): string[] {
  const flaws: string[] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < records.length; at += BAR_STRIDE) {
    const bar = records.subarray(at, at + BAR_STRIDE);
    const field = (offset: number): number => bar[offset] ?? Number.NaN;
    const bodyLow = Math.min(field(BAR_OPEN), field(BAR_CLOSE));
    const bodyHigh = Math.max(field(BAR_OPEN), field(BAR_CLOSE));
    if (!bar.every(Number.isFinite)) flaws.push(`${field(BAR_START)}: not finite`);
    if (field(BAR_START) <= previous) flaws.push(`${field(BAR_START)}: not after ${previous}`);
    if (field(BAR_LOW) > bodyLow || field(BAR_HIGH) < bodyHigh) flaws.push(`${field(BAR_START)}: order`);
    if (field(BAR_LOW) <= 0 || field(BAR_VOLUME) < 0) flaws.push(`${field(BAR_START)}: sign`);
    previous = field(BAR_START);
  }
  return flaws;
}
