/** Columns grow by doubling from this many symbols. */
export const INITIAL_COLUMN_CAPACITY = 64;

/** Longer ones grow by less: half of a doubled column would be empty. */
const MOST_DOUBLED = 4_096;
const LATER_GROWTH = 1.25;

/** A copy of `column` with at least `size` entries, new ones filled; the same array where it is long enough. */
export function grownFloat64(column: Float64Array, size: number, fill: number): Float64Array {
  if (column.length >= size) return column;
  const grown = new Float64Array(nextCapacity(column.length, size));
  grown.set(column);
  // New memory is zero: where that is what is wanted, it is not touched before it is used.
  if (fill !== 0) grown.fill(fill, column.length);
  return grown;
}

/** As grownFloat64, for bytes; new entries are 0. */
export function grownUint8(column: Uint8Array, size: number): Uint8Array {
  if (column.length >= size) return column;
  const grown = new Uint8Array(nextCapacity(column.length, size));
  grown.set(column);
  return grown;
}

/** As grownFloat64, for 32-bit masks and counters; new entries are 0. */
export function grownInt32(column: Int32Array, size: number): Int32Array {
  if (column.length >= size) return column;
  const grown = new Int32Array(nextCapacity(column.length, size));
  grown.set(column);
  return grown;
}

function nextCapacity(current: number, needed: number): number {
  let capacity = Math.max(current, INITIAL_COLUMN_CAPACITY);
  while (capacity < needed)
    capacity = capacity < MOST_DOUBLED ? capacity * 2 : Math.ceil(capacity * LATER_GROWTH);
  return capacity;
}
