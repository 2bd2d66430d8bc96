/** Writes each known value's place among the known ones, 1 for the largest; equal values share the better place. NaN has none. */
export function rankAll(values: Float64Array, count: number, ranks: Float64Array): void {
  const sorted = new Float64Array(count);
  let known = 0;
  for (let row = 0; row < count; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sorted[known] = value;
    known += 1;
  }
  const ascending = sorted.subarray(0, known).sort();
  for (let row = 0; row < count; row += 1) ranks[row] = placeOf(values[row] ?? Number.NaN, ascending);
}

/** As rankAll, among the rows of the same group; rows of a group below zero have no place. */
export function rankWithin(
  values: Float64Array,
  count: number,
  groups: Int32Array,
  ranks: Float64Array,
): void {
  const rowsOf = new Map<number, number[]>();
  ranks.fill(Number.NaN, 0, count);
  for (let row = 0; row < count; row += 1) {
    const group = groups[row] ?? -1;
    if (group < 0 || Number.isNaN(values[row] ?? Number.NaN)) continue;
    const rows = rowsOf.get(group);
    if (rows === undefined) rowsOf.set(group, [row]);
    else rows.push(row);
  }
  for (const rows of rowsOf.values()) {
    const ascending = Float64Array.from(rows, (row) => values[row] ?? Number.NaN).sort();
    for (const row of rows) ranks[row] = placeOf(values[row] ?? Number.NaN, ascending);
  }
}

/** One more than there are larger values. */
function placeOf(value: number, ascending: Float64Array): number {
  if (Number.isNaN(value)) return Number.NaN;
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Number.NaN) <= value) low = middle + 1;
    else high = middle;
  }
  return ascending.length - low + 1;
}
