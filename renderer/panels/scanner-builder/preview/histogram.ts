import type { ComparisonOperator } from '../../../../shared/rules/syntax.ts';

/** Values of a market in bars of equal width. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  /** Symbols by bar, from the left. */
  readonly counts: readonly number[];
  /** Symbols whose value is known but lies beyond either end. */
  readonly outside: number;
  /** Values on the axis, evenly spaced. */
  readonly ticks: readonly number[];
}

/** A handful of extremes must not squeeze the rest into one bar: this share at each end may lie outside. */
const TAIL = 0.01;
/** What lies outside is shown all the same where it makes the range no more than so many times as wide. */
const REACH = 2;

/**
 * Bars over the bulk of the values, with every threshold in view, and the few beyond where they are not far. Widths and ends are round numbers, so that
 * bars stand still while values move a little.
 * @param known every known value, ascending
 * @param thresholds of the draft and of what is saved
 * @param bars at most
 */
export function histogramOf(
  known: Float64Array,
  thresholds: readonly number[],
  bars = 60,
): Histogram | undefined {
  const lines = thresholds.filter(Number.isFinite);
  const [least, most] = [at(known, 0), at(known, 1)];
  const bulk = { low: Math.min(at(known, TAIL), ...lines), high: Math.max(at(known, 1 - TAIL), ...lines) };
  const reach = (bulk.high - bulk.low) * REACH;
  const low = bulk.high - least <= reach ? Math.min(least, bulk.low) : bulk.low;
  const high = most - low <= reach ? Math.max(most, bulk.high) : bulk.high;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return undefined;
  const width = roundStep(extent(low, high) / Math.max(1, bars - 2));
  const from = steps(low, width, Math.floor) - width;
  const to = steps(high, width, Math.ceil) + width;
  const counts = new Array<number>(Math.max(1, Math.round((to - from) / width))).fill(0);
  let outside = 0;
  for (const value of known) {
    const bar = Math.floor((value - from) / width + 1e-9);
    if (bar < 0 || bar >= counts.length) outside += 1;
    else counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return { from, to, width, counts, outside, ticks: ticksOf(from, to) };
}

/** How many values pass a comparison with a threshold. @param known ascending */
export function passing(known: Float64Array, operator: ComparisonOperator, threshold: number): number {
  const [below, upTo] = [firstAt(known, threshold, false), firstAt(known, threshold, true)];
  switch (operator) {
    case '>':
      return known.length - upTo;
    case '>=':
      return known.length - below;
    case '<':
      return below;
    case '<=':
      return upTo;
    case '=':
      return upTo - below;
    case '!=':
      return known.length - (upTo - below);
  }
}

/** Place of the first value that is at least `bound`, or above it. */
function firstAt(known: Float64Array, bound: number, above: boolean): number {
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = known[middle] ?? Number.NaN;
    if (above ? value > bound : value >= bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** `over` for the conditions that ask for more, `under` for those that ask for less. */
export function passingWord(operator: ComparisonOperator): string {
  if (operator === '>' || operator === '>=') return 'over';
  if (operator === '<' || operator === '<=') return 'under';
  return 'match';
}

/** What one press of an arrow key moves a threshold by: a tenth of a bar, as a round number. */
export function keyStep({ width }: Histogram): number {
  return roundStep(width / 5);
}

/** A threshold on the raster of steps. */
export function onRaster(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/** 1, 2 or 5 times a power of ten: the smallest that is at least `wanted`. */
export function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((each) => each * power >= wanted * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(12));
}

/** Values that are all the same still get bars that can be told apart. */
function extent(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low > Math.max(size * 1e-9, 1e-9)) return high - low;
  return Math.max(size * 0.1, 1e-3);
}

function ticksOf(from: number, to: number): number[] {
  const step = roundStep((to - from) / 8);
  const ticks: number[] = [];
  for (
    let tick = steps(from, step, Math.ceil);
    tick <= to + step * 1e-9;
    tick = onRaster(tick + step, step)
  ) {
    ticks.push(tick);
  }
  return ticks;
}

function steps(value: number, step: number, round: (value: number) => number): number {
  // A value on the raster stays where it is, whatever its last binary digit.
  const exact = value / step;
  const nearest = Math.round(exact);
  const count = Math.abs(exact - nearest) < 1e-6 ? nearest : round(exact);
  return Number((count * step).toPrecision(12));
}

function at(sorted: Float64Array, share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}
