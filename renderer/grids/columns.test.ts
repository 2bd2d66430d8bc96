import { describe, expect, it } from 'vitest';
import { missingLast } from './columns.ts';

/** As the grid sorts: it turns round what the comparator says where the order is descending. */
const sorted = (values: readonly (number | null)[], isDescending: boolean) =>
  values.toSorted((a, b) => missingLast(a, b, undefined, undefined, isDescending) * (isDescending ? -1 : 1));

describe('a sorted column of figures', () => {
  it('keeps missing figures last in either order', () => {
    expect(sorted([2, null, 1, null, 3], false)).toEqual([1, 2, 3, null, null]);
    expect(sorted([2, null, 1, null, 3], true)).toEqual([3, 2, 1, null, null]);
  });

  it('orders negative figures below zero', () => expect(sorted([0, -1, 1], true)).toEqual([1, 0, -1]));
});
