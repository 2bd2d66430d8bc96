import { expect } from 'vitest';

/** What two values may differ by, beside NaN, which must meet NaN. */
export interface Tolerance {
  /** Of the greater of the two. */
  readonly relative?: number;
  readonly absolute?: number;
  /** Index of the first value that is compared. */
  readonly from?: number;
  /** Index after the last. */
  readonly to?: number;
}

/** Fails with the index and both values at the first difference; fails too where nothing was compared. */
export function expectSameValues(
  ours: readonly number[] | undefined,
  theirs: readonly number[],
  { relative = 1e-9, absolute = 1e-9, from = 0, to = theirs.length }: Tolerance = {},
): void {
  expect(ours).toHaveLength(theirs.length);
  let compared = 0;
  for (const [index, expected] of theirs.entries()) {
    if (index < from || index >= to) continue;
    const value = ours?.[index] ?? Number.NaN;
    const bound = Math.max(absolute, relative * Math.max(Math.abs(value), Math.abs(expected)));
    const same = Number.isNaN(expected) ? Number.isNaN(value) : Math.abs(value - expected) <= bound;
    if (!same) expect.fail(`At ${index}: ${value}, expected ${expected}`);
    if (!Number.isNaN(expected)) compared += 1;
  }
  expect(compared).toBeGreaterThan(0);
}
