/** True where two flat records say the same: every field of one is the other's. */
export function sameRecord<Row extends object>(left: Row, right: Row): boolean {
  const [before, after] = [Object.entries(left), new Map(Object.entries(right))];
  return before.length === after.size && before.every(([name, value]) => Object.is(after.get(name), value));
}
