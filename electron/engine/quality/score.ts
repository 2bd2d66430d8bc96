import type { QualityCounts } from '../../../shared/session/quality.ts';

/** What one bar of each sort costs, as a share of one that is lost. */
const COST = {
  /** Most likely no trade, but nobody can tell for certain, and an indicator sees fewer bars. */
  quiet: 0.1,
  /** Not above `quiet`: a bar that came and was mended is never worth less than one that did not come. */
  late: 0.1,
  revised: 0.1,
  /** A bar that was refused and left its place empty is lost already; this is for what it says of its neighbours. */
  rejected: 0.1,
} as const;

/** Sessions after which a day counts half as much. */
const HALF_LIFE_SESSIONS = 5;

/** What is taken off a symbol's score while it is cut off from its feed. */
const CUT_OFF_POINTS = 25;

/**
 * Score of one day of one interval, 0-100: the share of expected bars that one can work with. A lost bar costs one
 * share; one that is quiet, late, revised or rejected costs a tenth of one; halted and duplicate ones cost nothing.
 * 100 is every bar in its time, 0 is none. One bar less never raises it, whatever is said of why it is missing.
 * Null where the calendar expects nothing yet.
 */
export function dayScore(counts: QualityCounts): number | null {
  const { expected, lost, quiet, late, revised, rejected } = counts;
  if (expected === 0) return null;
  const cost =
    lost + COST.quiet * quiet + COST.late * late + COST.revised * revised + COST.rejected * rejected;
  return 100 * Math.max(0, 1 - cost / expected);
}

/**
 * Score of an interval over its days, one newer day at a time: their mean, in which a day weighs half as much as one
 * that is five sessions newer. What one trades on is the newest data; an old hole still shows. `weight` is the sum
 * of the weights so far. A day of which nothing is expected changes nothing.
 */
export function scoreOverDays(
  weight: number,
  score: number | null,
  newest: number | null,
): { readonly score: number | null; readonly weight: number } {
  if (newest === null) return { score, weight };
  const older = weight * 0.5 ** (1 / HALF_LIFE_SESSIONS);
  const before = score ?? newest;
  const mean = (before * older + newest) / (older + 1);
  // Rounding must not carry a mean past what it is the mean of.
  const bounded = Math.min(Math.max(mean, Math.min(before, newest)), Math.max(before, newest));
  return { score: bounded, weight: older + 1 };
}

/** The same, of so many whole days of 100 in a row. */
export function scoreOfWholeDays(days: number): { readonly score: number | null; readonly weight: number } {
  const fade = 0.5 ** (1 / HALF_LIFE_SESSIONS);
  return { score: days === 0 ? null : 100, weight: (1 - fade ** days) / (1 - fade) };
}

/** A symbol is as good as the worst of its intervals, less what a cut-off feed takes off. */
export function symbolScore(intervals: readonly (number | null)[], isCutOff: boolean): number | null {
  const known = intervals.filter((score) => score !== null);
  if (known.length === 0) return null;
  return Math.max(0, Math.min(...known) - (isCutOff ? CUT_OFF_POINTS : 0));
}

export const NO_COUNTS: QualityCounts = {
  expected: 0,
  got: 0,
  quiet: 0,
  halted: 0,
  lost: 0,
  duplicates: 0,
  revised: 0,
  rejected: 0,
  late: 0,
};

/** Field by field. */
export function addCounts(left: QualityCounts, right: QualityCounts): QualityCounts {
  return {
    expected: left.expected + right.expected,
    got: left.got + right.got,
    quiet: left.quiet + right.quiet,
    halted: left.halted + right.halted,
    lost: left.lost + right.lost,
    duplicates: left.duplicates + right.duplicates,
    revised: left.revised + right.revised,
    rejected: left.rejected + right.rejected,
    late: left.late + right.late,
  };
}
