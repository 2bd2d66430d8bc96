import type { Hit } from '../../../shared/domain/hit.ts';
import type { LoggedHit } from '../../stores/hit-log.ts';

/** One row of the hits: a match, and the repeats of it that are counted on it. */
export interface HitRow {
  /** Place in the run of the match that it shows. */
  readonly index: number;
  readonly hit: Hit;
  /** The newest of them; the shown one where there is no repeat. */
  readonly newest: Hit;
  /** Matches that it stands for. */
  readonly count: number;
  /** False where earlier matches of the day were not seen: it is no first, and the count is a least one. */
  readonly isWhole: boolean;
}

/**
 * How long a symbol that was shown for a scanner is not shown again, in minutes: 0 shows every match,
 * `session` shows the first of the day.
 */
export type QuietTime = number | 'session';

interface Merged {
  /** New rows, oldest first. */
  readonly added: readonly HitRow[];
  /** Rows that were there and count more now. */
  readonly changed: readonly HitRow[];
}

const MINUTE_MS = 60_000;

/** Counts repeats on the row that they repeat. */
export class RepeatMerger {
  readonly #quiet: QuietTime;
  /** The row that a repeat of a scanner and symbol is counted on. */
  readonly #open = new Map<string, HitRow>();

  constructor(quiet: QuietTime) {
    this.#quiet = quiet;
  }

  /** One with the same quiet time that has seen nothing. */
  fresh(): RepeatMerger {
    return new RepeatMerger(this.#quiet);
  }

  /** `hits` follow those of the last call, oldest first. */
  take(hits: readonly LoggedHit[]): Merged {
    const added = new Map<number, HitRow>();
    const changed = new Map<number, HitRow>();
    for (const logged of hits) {
      const key = keyOf(logged.hit);
      const before = this.#open.get(key);
      const isRepeat = before !== undefined && this.#repeats(before, logged.hit);
      const row = isRepeat
        ? { ...before, newest: logged.hit, count: before.count + 1 }
        : shown(logged, before !== undefined);
      this.#open.set(key, row);
      if (!isRepeat || added.has(row.index)) added.set(row.index, row);
      else changed.set(row.index, row);
    }
    return { added: [...added.values()], changed: [...changed.values()] };
  }

  /** A match that was taken is marked since: its row goes on with the mark. Undefined where `row` shows another. */
  revise(row: HitRow, { index, hit }: LoggedHit): HitRow | undefined {
    if (row.index !== index) return undefined;
    const revised = { ...row, hit, newest: row.count === 1 ? hit : row.newest };
    const key = keyOf(hit);
    if (this.#open.get(key)?.index === index) this.#open.set(key, revised);
    return revised;
  }

  #repeats(row: HitRow, hit: Hit): boolean {
    if (hit.first) return false;
    return this.#quiet === 'session' || hit.time - row.hit.time < this.#quiet * MINUTE_MS;
  }
}

function keyOf({ scanner, symbol }: Hit): string {
  return `${scanner}\n${symbol}`;
}

/** `isKnown`: an earlier match of the day was seen, so that what follows is whole too. */
function shown({ index, hit }: LoggedHit, isKnown: boolean): HitRow {
  return { index, hit, newest: hit, count: 1, isWhole: hit.first || isKnown };
}
