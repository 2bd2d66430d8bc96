import { wilderAlpha } from '../warm-up.ts';
import type { Formula } from './formula.ts';
import type { Value } from './value.ts';

/**
 * Recursive average: average + alpha * (value - average), seeded with the simple mean of the first
 * `period` values, as TA-Lib and LEAN do. An exponential average has alpha = 2 / (period + 1), Wilder's
 * 1 / period. Until it is seeded its cell holds the sum of the values so far.
 */
export function smoothing(formula: Formula, value: Value, period: number, alpha: number): Value {
  const cell = formula.cell(`smoothing ${value.id} ${period} ${alpha}`, 0);
  const seededAt = value.readyAt + period - 1;
  const sum = cell.before.plus(value).orBefore(0);
  const average = cell.before
    .plus(value.minus(cell.before).times(alpha))
    .since(seededAt + 1, cell.before.plus(value).over(period).since(seededAt, sum));
  if (cell.isNew) cell.become(average);
  return average.readyFrom(seededAt);
}

/**
 * The greatest of high - low and the distances of high and low from the previous close (Wilder 1978). The
 * first bar has no close before it and so no true range.
 */
export function trueRange(formula: Formula): Value {
  const previousClose = formula.close.previous();
  return formula.high.orHigher(previousClose).minus(formula.low.orLower(previousClose));
}

/** Wilder's average of the true range: `period` + 1 bars make the first one, as in TA-Lib. */
export function averageTrueRange(formula: Formula, period: number): Value {
  return smoothing(formula, trueRange(formula), period, wilderAlpha(period));
}
