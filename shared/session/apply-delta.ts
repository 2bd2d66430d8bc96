import type { Hit } from '../domain/hit.ts';
import { grownColumns, scatterRows } from './columns.ts';
import { HIT_WINDOW, type SessionDelta, type SessionSnapshot } from './snapshot.ts';

/** True where the delta continues the snapshot; anything else asks for a new snapshot. */
export function continues(snapshot: SessionSnapshot, delta: SessionDelta): boolean {
  return delta.seq === snapshot.seq + 1;
}

/**
 * The snapshot after a delta; neither argument changes. Applied in sequence the
 * result equals the snapshot that the engine would give at that number.
 * Throws RangeError where the delta does not continue the snapshot.
 */
export function applyDelta(snapshot: SessionSnapshot, delta: SessionDelta): SessionSnapshot {
  if (!continues(snapshot, delta)) {
    throw new RangeError(`Delta ${delta.seq} does not follow snapshot ${snapshot.seq}`);
  }
  const grew = delta.addedSymbols.length > 0;
  const symbols = grew ? [...snapshot.symbols, ...delta.addedSymbols] : snapshot.symbols;
  const sectors = grew ? [...snapshot.sectors, ...delta.addedSectors] : snapshot.sectors;
  const columns = grownColumns(snapshot.columns, symbols.length);
  scatterRows(columns, delta.rows, delta.columns);
  return {
    seq: delta.seq,
    status: delta.status,
    symbols,
    sectors,
    columns,
    hits: revisedIn(newestHits(snapshot.hits, delta.newHits), delta),
    sources: snapshot.sources,
    locks: delta.locks ?? snapshot.locks,
    promoted: delta.promoted ?? snapshot.promoted,
    trading: delta.trading ?? snapshot.trading,
  };
}

/** The last of the hits is the run's newest. One that is not kept any more needs no mark. */
function revisedIn(hits: readonly Hit[], { revisedHits, status }: SessionDelta): readonly Hit[] {
  if (revisedHits.length === 0) return hits;
  const first = status.hitCount - hits.length;
  const revised = [...hits];
  for (const { index, hit } of revisedHits) if (index >= first) revised[index - first] = hit;
  return revised;
}

function newestHits(kept: readonly Hit[], added: readonly Hit[]): readonly Hit[] {
  if (added.length === 0) return kept;
  const all = [...kept, ...added];
  return all.length > HIT_WINDOW ? all.slice(all.length - HIT_WINDOW) : all;
}
