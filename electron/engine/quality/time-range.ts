/** A half-open stretch of time, epoch ms: from <= t < to. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** True where any of the ranges has a part in common with from <= t < to. */
export function overlapsAny(ranges: readonly TimeRange[], from: number, to: number): boolean {
  return ranges.some((range) => range.from < to && from < range.to);
}

/** True where one of the ranges holds all of from <= t < to. */
export function isWithin(ranges: readonly TimeRange[], from: number, to: number): boolean {
  return ranges.some((range) => range.from <= from && to <= range.to);
}
