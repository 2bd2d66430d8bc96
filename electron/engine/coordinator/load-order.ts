import type { HistoryDemand } from '../session-data/history-demand.ts';
import { onlyShows } from '../session-data/ownership.ts';
import type { SessionCore } from '../session-data/session-core.ts';

/** Whose bars come first: 0 of locked symbols, 1 of promoted ones, 2 of those that a chart shows, 3 of all others. */
export function loadPlace(symbolIndex: number, core: SessionCore): number {
  const { locks, symbols } = core.parts;
  const symbol = symbols.symbolAt(symbolIndex);
  if (locks.isLocked(symbol)) return 0;
  if (core.isPromoted(symbol)) return 1;
  return isShown(symbolIndex, core) ? 2 : 3;
}

function isShown(symbolIndex: number, core: SessionCore): boolean {
  for (const { owners } of core.holdings(symbolIndex).all()) {
    for (const owner of owners) if (onlyShows(owner)) return true;
  }
  return false;
}

/** Demands in the order in which they are loaded; those of one symbol stay together, as they came. */
export function inLoadOrder(demands: readonly HistoryDemand[], core: SessionCore): readonly HistoryDemand[] {
  const places = new Map<number, number>();
  for (const { symbolIndex } of demands) {
    if (!places.has(symbolIndex)) places.set(symbolIndex, loadPlace(symbolIndex, core));
  }
  const placeOf = ({ symbolIndex }: HistoryDemand): number => places.get(symbolIndex) ?? 0;
  return [...demands].sort(
    (left, right) => placeOf(left) - placeOf(right) || left.symbolIndex - right.symbolIndex,
  );
}
