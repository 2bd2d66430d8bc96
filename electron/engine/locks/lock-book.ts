import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { type LockHolder, type LockRecord, MANUAL } from '../../../shared/domain/lock.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionClock } from '../clock.ts';
import type { Ledger } from './ledger.ts';
import { lockData, lockNumber } from './lock-entry.ts';

/** A lock that was taken or changed, and the ledger entry that tells of it. */
export interface LockTaken {
  readonly lock: LockRecord;
  readonly seq: number;
}

/**
 * Who holds which symbol. Changes count at once, whatever the disk does; whether
 * they will outlive a crash is the ledger's to answer (`ledger.whenDurable(seq)`).
 */
export class LockBook {
  readonly #clock: SessionClock;
  readonly #ledger: Ledger;
  readonly #bySymbol = new Map<SymbolId, Map<string, LockTaken>>();
  #lastNumber = 0;

  constructor(clock: SessionClock, ledger: Ledger) {
    this.#clock = clock;
    this.#ledger = ledger;
  }

  /** Symbols with at least one lock. */
  get lockedSymbolCount(): number {
    return this.#bySymbol.size;
  }

  /** Takes a lock, or changes the reason of the one that this holder has. The symbol need not be registered. */
  lock(symbol: SymbolId, reason: string, holder: LockHolder = MANUAL): LockTaken {
    if (holder.id === '') throw new InvalidArgumentError('holder.id', holder.id, 'a name that is not empty');
    const held = this.#bySymbol.get(symbol)?.get(holderKey(holder));
    if (held?.lock.reason === reason) return held;
    const lock = held === undefined ? this.#newLock(symbol, reason, holder) : { ...held.lock, reason };
    const taken = { lock, seq: this.#ledger.record('lock', lockData(lock)) };
    this.#put(taken);
    return taken;
  }

  /** Releases one holder's lock; the ledger entry's number, or undefined where the holder had none. */
  unlock(symbol: SymbolId, holder: LockHolder = MANUAL): number | undefined {
    const locks = this.#bySymbol.get(symbol);
    const held = locks?.get(holderKey(holder));
    if (locks === undefined || held === undefined) return undefined;
    locks.delete(holderKey(holder));
    if (locks.size === 0) this.#bySymbol.delete(symbol);
    return this.#ledger.record('unlock', lockData(held.lock));
  }

  isLocked(symbol: SymbolId): boolean {
    return this.#bySymbol.has(symbol);
  }

  /** The symbol's locks, oldest first. */
  getLocks(symbol: SymbolId): readonly LockRecord[] {
    return [...(this.#bySymbol.get(symbol)?.values() ?? [])].map((taken) => taken.lock).sort(byNumber);
  }

  /** Every lock that stands, oldest first. */
  all(): readonly LockRecord[] {
    return [...this.#bySymbol.keys()].flatMap((symbol) => this.getLocks(symbol)).sort(byNumber);
  }

  #newLock(symbol: SymbolId, reason: string, holder: LockHolder): LockRecord {
    this.#lastNumber += 1;
    return { id: `L-${this.#lastNumber}`, symbol, holder, reason, since: this.#clock.now() };
  }

  #put(taken: LockTaken): void {
    const { symbol, holder } = taken.lock;
    const locks = this.#bySymbol.get(symbol) ?? new Map<string, LockTaken>();
    locks.set(holderKey(holder), taken);
    this.#bySymbol.set(symbol, locks);
  }
}

function holderKey(holder: LockHolder): string {
  return `${holder.kind} ${holder.id}`;
}

function byNumber(a: LockRecord, b: LockRecord): number {
  return lockNumber(a.id) - lockNumber(b.id);
}
