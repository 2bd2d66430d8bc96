import type { SymbolId } from '../../../shared/domain/symbol.ts';

/** Removals that wait for a symbol's last lock, and what the removed symbols were. It lives as long as the run. */
export class RemovalBook {
  readonly #waiting = new Set<SymbolId>();
  readonly #wasPromoted = new Set<SymbolId>();

  /** True where the symbol goes as soon as nobody locks it. */
  isWaiting(symbol: SymbolId): boolean {
    return this.#waiting.has(symbol);
  }

  /** False where it waited already. */
  wait(symbol: SymbolId): boolean {
    if (this.#waiting.has(symbol)) return false;
    this.#waiting.add(symbol);
    return true;
  }

  /** False where it did not wait. */
  keep(symbol: SymbolId): boolean {
    return this.#waiting.delete(symbol);
  }

  /** The symbol was removed; `promoted`: it was promoted until then. */
  removed(symbol: SymbolId, promoted: boolean): void {
    this.#waiting.delete(symbol);
    if (promoted) this.#wasPromoted.add(symbol);
    else this.#wasPromoted.delete(symbol);
  }

  /** The symbol is promoted again: what it was before is no longer anybody's wish. */
  promoted(symbol: SymbolId): void {
    this.#wasPromoted.delete(symbol);
  }

  /** True, once, where the symbol was promoted when it was removed last. */
  takePromoted(symbol: SymbolId): boolean {
    return this.#wasPromoted.delete(symbol);
  }
}
