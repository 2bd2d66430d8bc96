import type { Hit } from '../../shared/domain/hit.ts';
import type { LockRecord } from '../../shared/domain/lock.ts';
import type { TradingState } from '../../shared/domain/position.ts';
import type { PromotedRecord } from '../../shared/domain/promotion.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { gatherRows } from '../../shared/session/columns.ts';
import {
  HIT_WINDOW,
  type RevisedHit,
  type SessionDelta,
  type SessionSnapshot,
} from '../../shared/session/snapshot.ts';
import type { SessionStatus } from '../../shared/session/status.ts';
import type { SessionView } from '../engine/coordinator/session-view.ts';

/**
 * Turns a session view into a snapshot and the deltas that follow it. It
 * remembers what it last gave; what happened in between is merged into one delta.
 */
export class SessionFrames {
  readonly #view: SessionView;
  #seq = 0;
  #versions = new Float64Array(0);
  /** Room for the rows of one frame. */
  #changed = new Uint32Array(0);
  #symbolCount = 0;
  #hitCount = 0;
  /** The newest hits as they were given: another object in the place of one is that hit, marked. */
  #hits: readonly Hit[] = [];
  #locks: readonly LockRecord[] = [];
  #promoted: readonly PromotedRecord[] | undefined;
  #trading: TradingState | undefined;
  #status: SessionStatus | undefined;

  constructor(view: SessionView) {
    this.#view = view;
  }

  /** Everything there is, under a new sequence number. */
  snapshot(): SessionSnapshot {
    const status = this.#view.status();
    const symbols = [...this.#view.symbols()];
    this.#versions = new Float64Array(0);
    const rows = this.#takeChangedRows(symbols.length);
    this.#symbolCount = symbols.length;
    this.#hitCount = status.hitCount;
    this.#hits = this.#newestHits(status.hitCount);
    this.#locks = [...this.#view.locks()];
    this.#promoted = this.#view.promoted();
    this.#trading = this.#view.trading();
    this.#status = status;
    this.#seq += 1;
    return {
      seq: this.#seq,
      status,
      symbols,
      sectors: this.#sectors(symbols),
      columns: gatherRows(this.#view.columns(), rows),
      hits: this.#hits,
      sources: this.#view.sources(),
      locks: this.#locks,
      promoted: this.#promoted,
      trading: this.#trading,
    };
  }

  /** What changed since the last frame, or undefined where nothing did. */
  delta(): SessionDelta | undefined {
    const status = this.#view.status();
    const symbols = this.#view.symbols();
    const addedSymbols = symbols.slice(this.#symbolCount);
    const rows = this.#takeChangedRows(symbols.length);
    const hits = this.#newestHits(status.hitCount);
    const newHits = hits.slice(Math.max(0, this.#hitCount - status.hitCount + hits.length));
    const revisedHits = this.#revisedHits(hits, status.hitCount);
    const locks = [...this.#view.locks()];
    const locksChanged = !sameLocks(locks, this.#locks);
    const promoted = this.#view.promoted();
    const promotedChanged = promoted !== this.#promoted;
    const trading = this.#view.trading();
    const tradingChanged = trading !== this.#trading;
    const listsChanged = locksChanged || promotedChanged || tradingChanged;
    const hitsChanged = newHits.length > 0 || revisedHits.length > 0;
    const quiet = rows.length === 0 && addedSymbols.length === 0 && !hitsChanged && !listsChanged;
    if (quiet && this.#status !== undefined && sameStatus(status, this.#status)) return undefined;
    this.#symbolCount = symbols.length;
    this.#hitCount = status.hitCount;
    this.#hits = hits;
    this.#locks = locks;
    this.#promoted = promoted;
    this.#trading = trading;
    this.#status = status;
    this.#seq += 1;
    return {
      seq: this.#seq,
      status,
      addedSymbols,
      addedSectors: this.#sectors(addedSymbols),
      rows,
      columns: gatherRows(this.#view.columns(), rows),
      newHits,
      revisedHits,
      locks: locksChanged ? locks : null,
      promoted: promotedChanged ? promoted : null,
      trading: tradingChanged ? trading : null,
    };
  }

  #newestHits(count: number): readonly Hit[] {
    return this.#view.hits(Math.max(0, count - HIT_WINDOW), HIT_WINDOW);
  }

  /** Of the hits that were given before and are still among the newest, those that have become others. */
  #revisedHits(hits: readonly Hit[], count: number): readonly RevisedHit[] {
    const [first, firstBefore] = [count - hits.length, this.#hitCount - this.#hits.length];
    const revised: RevisedHit[] = [];
    for (let index = Math.max(first, firstBefore); index < this.#hitCount; index += 1) {
      const hit = hits[index - first];
      if (hit !== undefined && hit !== this.#hits[index - firstBefore]) revised.push({ index, hit });
    }
    return revised;
  }

  #sectors(symbols: readonly SymbolId[]): (string | null)[] {
    return symbols.map((symbol) => this.#view.sector(symbol) ?? null);
  }

  /** Rows below `count` whose version moved since the last call, ascending; remembers the new versions. */
  #takeChangedRows(count: number): Uint32Array {
    const { version } = this.#view.columns();
    if (this.#versions.length < count) this.#versions = grown(this.#versions, count);
    if (this.#changed.length < count) this.#changed = new Uint32Array(count);
    const [seen, changed] = [this.#versions, this.#changed];
    let length = 0;
    for (let row = 0; row < count; row++) {
      const current = version[row] ?? 0;
      if (current === seen[row]) continue;
      seen[row] = current;
      changed[length++] = row;
    }
    return changed.slice(0, length);
  }
}

/** Unseen rows hold -1, which no version equals. */
function grown(versions: Float64Array, count: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(count).fill(-1);
  larger.set(versions);
  return larger;
}

function sameLocks(left: readonly LockRecord[], right: readonly LockRecord[]): boolean {
  const isSame = (lock: LockRecord, other: LockRecord | undefined): boolean =>
    lock.id === other?.id && lock.reason === other.reason;
  return left.length === right.length && left.every((lock, i) => isSame(lock, right[i]));
}

function sameStatus(left: SessionStatus, right: SessionStatus): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
