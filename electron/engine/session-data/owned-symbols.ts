import type { Owner } from './ownership.ts';

/** The symbols of which each owner holds anything, so that all of it is given up without a look at the others. */
export class OwnedSymbols {
  readonly #symbolsOf = new Map<Owner, Set<number>>();

  add(owner: Owner, symbolIndex: number): void {
    const symbols = this.#symbolsOf.get(owner);
    if (symbols === undefined) this.#symbolsOf.set(owner, new Set([symbolIndex]));
    else symbols.add(symbolIndex);
  }

  drop(owner: Owner, symbolIndex: number): void {
    const symbols = this.#symbolsOf.get(owner);
    if (symbols?.delete(symbolIndex) === true && symbols.size === 0) this.#symbolsOf.delete(owner);
  }

  /** No owner has anything of it any more. */
  dropSymbol(symbolIndex: number): void {
    for (const owner of [...this.#symbolsOf.keys()]) this.drop(owner, symbolIndex);
  }

  /** Ascending. */
  of(owner: Owner): number[] {
    return [...(this.#symbolsOf.get(owner) ?? [])].sort((left, right) => left - right);
  }
}
