import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import { MILLISECONDS_PER_MINUTE } from '../../shared/domain/time.ts';
import type { TradingSession } from '../engine/calendar/contract.ts';

/** Sound bars of the given minutes after an instant, with prices that differ from bar to bar. */
export function minuteBars(from: number, minutes: readonly number[], firstPrice = 100): Float64Array {
  const records = new Float64Array(minutes.length * BAR_STRIDE);
  for (const [position, minute] of minutes.entries()) {
    const open = firstPrice + ((minute * 37) % 101) / 100;
    const close = firstPrice + ((minute * 53 + 17) % 89) / 100;
    const high = Math.max(open, close) + (minute % 7) / 100;
    const low = Math.min(open, close) - (minute % 5) / 100;
    const start = from + minute * MILLISECONDS_PER_MINUTE;
    records.set([start, open, high, low, close, 100 + ((minute * 29) % 400)], position * BAR_STRIDE);
  }
  return records;
}

/** Every regular minute of a session. */
export function sessionMinutes(session: TradingSession, firstPrice = 100): Float64Array {
  return minuteBars(
    session.open,
    Array.from({ length: session.minutes }, (_unused, minute) => minute),
    firstPrice,
  );
}

/** Bars as rows of start, open, high, low, close and volume. */
export function rowsOf(records: Float64Array): number[][] {
  return Array.from({ length: records.length / BAR_STRIDE }, (_unused, row) =>
    Array.from(records.subarray(row * BAR_STRIDE, (row + 1) * BAR_STRIDE)),
  );
}

/** Blocks one after the other. */
export function joinRecords(...blocks: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    joined.set(block, at);
    at += block.length;
  }
  return joined;
}
