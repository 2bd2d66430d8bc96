import type { Hit } from '../../../shared/domain/hit.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { RevisedBar } from './bar-watch.ts';

/** Hits kept for the window; older ones are in the record files. */
const HITS_KEPT = 20_000;

/** The newest hits of a run, oldest first. A hit is never taken out; one whose bars were revised is marked so. */
export class HitLog {
  readonly hits: Hit[] = [];
  /** Hits that were dropped from the front of `hits`. */
  dropped = 0;

  add(hit: Hit): void {
    this.hits.push(hit);
    if (this.hits.length <= 2 * HITS_KEPT) return;
    this.dropped += this.hits.length - HITS_KEPT;
    this.hits.splice(0, this.hits.length - HITS_KEPT);
  }

  /**
   * Marks the session's hits that may have seen a bar which was revised now: those of its symbol at its end or
   * later. Answers those that were not marked before, oldest first.
   *
   * @param end of the revised bar
   * @param since begin of the session day: hits of earlier ones stand as they are
   */
  markRevised({ symbol }: RevisedBar, end: number, since: number, now: EpochMs): readonly Hit[] {
    const marked: Hit[] = [];
    for (let place = this.hits.length - 1; place >= 0; place -= 1) {
      const hit = this.hits[place];
      if (hit === undefined || hit.time < Math.max(end, since)) break;
      if (hit.symbol !== symbol || hit.revisedAt !== undefined) continue;
      const revised = { ...hit, revisedAt: now };
      this.hits[place] = revised;
      marked.unshift(revised);
    }
    return marked;
  }
}
