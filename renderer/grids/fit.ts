/** A column as it competes for room. */
interface Competitor {
  readonly id: string;
  /** CSS px. */
  readonly width: number;
}

/**
 * Which columns give way so that the others fit into `available` px: in the order of `givesWay`, no more
 * than must. Columns that are not in it stay, and the grid scrolls.
 */
export function columnsToHide(
  columns: readonly Competitor[],
  givesWay: readonly string[],
  available: number,
): ReadonlySet<string> {
  const widths = new Map(columns.map(({ id, width }) => [id, width]));
  let needed = columns.reduce((sum, { width }) => sum + width, 0);
  const hidden = new Set<string>();
  for (const id of givesWay) {
    if (needed <= available) break;
    const width = widths.get(id);
    if (width === undefined) continue;
    hidden.add(id);
    needed -= width;
  }
  return hidden;
}
