import type { Hit } from '../../../shared/domain/hit.ts';

/** One hit as the grid shows it. */
export interface HitRow {
  /** Index of the hit in the run, from 0. */
  readonly index: number;
  readonly hit: Hit;
  /** 1 for the first match of the day, 2 for its first repeat; null where earlier ones were not seen. */
  readonly ordinal: number | null;
}

/** The part of a session snapshot that is about hits. */
interface HitsOfSnapshot {
  readonly hits: readonly Hit[];
  readonly status: { readonly hitCount: number };
}

/**
 * Numbers hits as they arrive: how often a scanner has matched a symbol today.
 * Where hits were missed on the way the count is unknown until the next first one.
 */
export class HitCounter {
  readonly #counts = new Map<string, number>();
  #next = 0;

  /** Rows for the hits of a snapshot that were not seen yet, oldest first. */
  take(snapshot: HitsOfSnapshot): HitRow[] {
    const start = snapshot.status.hitCount - snapshot.hits.length;
    if (start > this.#next || snapshot.status.hitCount < this.#next) this.#counts.clear();
    const rows: HitRow[] = [];
    for (let index = Math.max(start, this.#next); index < snapshot.status.hitCount; index++) {
      const hit = snapshot.hits[index - start];
      if (hit !== undefined) rows.push({ index, hit, ordinal: this.#ordinal(hit) });
    }
    this.#next = snapshot.status.hitCount;
    return rows;
  }

  #ordinal(hit: Hit): number | null {
    const key = `${hit.scanner}\n${hit.symbol}`;
    const before = hit.first ? 0 : this.#counts.get(key);
    if (before === undefined) return null;
    this.#counts.set(key, before + 1);
    return before + 1;
  }
}
