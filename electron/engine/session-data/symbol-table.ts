import type { SymbolId } from '../../../shared/domain/symbol.ts';

/** Gives every symbol of a session a small whole number, which all columns are indexed by. Numbers are never reused. */
export class SymbolTable {
  readonly #indexes = new Map<SymbolId, number>();
  readonly #symbols: SymbolId[] = [];

  get size(): number {
    return this.#symbols.length;
  }

  /** Index of a symbol; undefined where it was never registered. */
  indexOf(symbol: SymbolId): number | undefined {
    return this.#indexes.get(symbol);
  }

  /** Index of a symbol, registering it where it is new. */
  register(symbol: SymbolId): number {
    const known = this.#indexes.get(symbol);
    if (known !== undefined) return known;
    const index = this.#symbols.length;
    this.#symbols.push(symbol);
    this.#indexes.set(symbol, index);
    return index;
  }

  /** Throws RangeError for an index that was never given out. */
  symbolAt(index: number): SymbolId {
    const symbol = this.#symbols[index];
    if (symbol === undefined) throw new RangeError(`No symbol has index ${index}`);
    return symbol;
  }

  /** All symbols in the order of their indexes. */
  all(): readonly SymbolId[] {
    return this.#symbols;
  }
}
