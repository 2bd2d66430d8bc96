import { type Formula, neutralOf } from './formula.ts';
import type { Value } from './value.ts';

/** Windows up to this length are added up anew on each bar. */
const SHORT = 4;

/** A spread below this share of the squares is their rounding, not a spread. */
const ROUNDING = 1e-14;

/**
 * Sum of the last `period` values. Moved along with what comes and what goes, and with the rounding error of
 * every step (Knuth's two-sum), so that it neither drifts nor remembers a huge value that has left.
 */
function windowSum(formula: Formula, value: Value, period: number): Value {
  if (period <= SHORT) return shortSum(value, period);
  const name = `sum ${value.id} ${period}`;
  return exactSum(formula, name, value.orBefore(0), value.ago(period)).readyFrom(value.readyAt + period - 1);
}

function shortSum(value: Value, period: number): Value {
  let sum = value;
  let earlier = value;
  for (let bars = 1; bars < period; bars += 1) {
    earlier = earlier.previous();
    sum = earlier.plus(sum);
  }
  return sum;
}

export function windowMean(formula: Formula, value: Value, period: number): Value {
  return windowSum(formula, value, period).over(period);
}

/** A running sum to which one value is added and from which another is taken on each bar. */
function exactSum(formula: Formula, name: string, comes: Value, goes: Value): Value {
  const total = formula.cell(name, 0);
  const error = formula.cell(`${name} error`, 0);
  const [more, lost] = twoSum(total.before, error.before, comes);
  const [sum, lostInAll] = twoDifference(more, lost, goes);
  if (total.isNew) {
    total.become(sum);
    error.become(lostInAll);
  }
  return sum.plus(lostInAll);
}

/** The rounded sum, and what rounding has lost so far (Knuth 1969). */
function twoSum(sum: Value, lost: Value, value: Value): [Value, Value] {
  const total = sum.plus(value);
  const taken = total.minus(sum);
  const error = sum.minus(total.minus(taken)).plus(value.minus(taken));
  return [total, lost.plus(error)];
}

function twoDifference(sum: Value, lost: Value, value: Value): [Value, Value] {
  const total = sum.minus(value);
  const taken = total.minus(sum);
  const error = sum.minus(total.minus(taken)).minus(value.plus(taken));
  return [total, lost.plus(error)];
}

/**
 * Sum of the last `period` values with weights 1 (oldest) to `period` (newest). Of a window that has `older`
 * values left of the block before and a prefix of the current one it is
 *   suffix weighted 1..older + older * (sum of the prefix) + (prefix weighted 1, 2, ...)
 */
export function weightedSum(formula: Formula, value: Value, period: number): Value {
  const name = `weighted ${value.id} ${period}`;
  const [seen, sum, weighted] = [0, 1, 2].map((part) => formula.cell(`${name} ${part}`, 0));
  if (!seen || !sum || !weighted) throw new Error('A weighted sum has three cells');
  const pushed = value.orBefore(0);
  const nextSeen = seen.before.plus(1);
  const nextSum = sum.before.plus(pushed);
  const nextWeighted = weighted.before.plus(nextSeen.times(pushed));
  if (seen.isNew) {
    seen.become(nextSeen);
    sum.become(nextSum);
    weighted.become(nextWeighted);
  }
  const cells = [seen, sum, weighted];
  const suffix = oneOf(formula.suffixes(name, () => ({ fold: 'weighted', period, pushed, cells })));
  const older = nextSeen.times(-1).plus(period);
  return suffix
    .plus(older.times(nextSum))
    .plus(nextWeighted)
    .readyFrom(value.readyAt + period - 1);
}

export function windowHigh(formula: Formula, value: Value, period: number): Value {
  return windowExtreme(formula, 'highest', value, period);
}

export function windowLow(formula: Formula, value: Value, period: number): Value {
  return windowExtreme(formula, 'lowest', value, period);
}

function windowExtreme(formula: Formula, fold: 'highest' | 'lowest', value: Value, period: number): Value {
  const name = `${fold} ${value.id} ${period}`;
  const neutral = neutralOf(fold);
  const block = formula.cell(name, neutral);
  const pushed = value.orBefore(neutral);
  const next = formula.compute(fold, block.before, pushed);
  if (block.isNew) block.become(next);
  const suffix = oneOf(formula.suffixes(name, () => ({ fold, period, pushed, cells: [block] })));
  return formula.compute(fold, next, suffix).readyFrom(value.readyAt + period - 1);
}

/**
 * Mean and population standard deviation of the last `period` values, from sums of their distances from an
 * anchor, the last value of the block before: prices lie close to it, so the squares do not cancel as squares
 * of prices would, and a flat window has a deviation of exactly zero.
 */
export function windowMoments(
  formula: Formula,
  value: Value,
  period: number,
): { readonly mean: Value; readonly deviation: Value } {
  const name = `moments ${value.id} ${period}`;
  const [anchor, sum, squares] = ['anchor', 'sum', 'squares'].map((part) =>
    formula.cell(`${name} ${part}`, 0),
  );
  if (!anchor || !sum || !squares) throw new Error('Moments have three cells');
  // The first value is its own anchor.
  const from = anchor.before.since(value.readyAt + 1, value);
  const pushed = value.minus(from).orBefore(0);
  const blockSum = sum.before.plus(pushed);
  const blockSquares = squares.before.plus(pushed.times(pushed));
  if (anchor.isNew) {
    anchor.become(from);
    sum.become(blockSum);
    squares.become(blockSquares);
  }
  const [olderSum, olderSquares] = formula.suffixes(name, () => ({
    fold: 'moments',
    period,
    pushed,
    cells: [sum, squares],
    anchor: { cell: anchor, from, to: value },
  }));
  const total = blockSum.plus(oneOf([olderSum]));
  const totalSquares = blockSquares.plus(oneOf([olderSquares]));
  const average = total.over(period);
  const spread = totalSquares.minus(total.times(average));
  const deviation = spread.whereAtMost(totalSquares.times(ROUNDING), 0, spread.over(period).root());
  const readyAt = value.readyAt + period - 1;
  return { mean: from.plus(average).readyFrom(readyAt), deviation: deviation.readyFrom(readyAt) };
}

function oneOf(values: readonly (Value | undefined)[]): Value {
  const [value] = values;
  if (value === undefined) throw new Error('A window has a suffix');
  return value;
}
