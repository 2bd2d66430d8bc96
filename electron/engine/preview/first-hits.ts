import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { DraftHit, DraftSide } from '../../../shared/session/scanner-draft.ts';
import type { ScanReport } from '../scanners/scanner-environment.ts';

/** First hits of one session date by scanner, in the order in which they came. */
export class FirstHits {
  readonly #bySide: Readonly<Record<DraftSide, Map<SymbolId, DraftHit>>> = {
    draft: new Map(),
    saved: new Map(),
  };
  readonly #scans = { draft: 0, saved: 0 };

  /** Answers the symbols that hit for the first time. */
  take({ scanner, hits, time }: ScanReport): readonly SymbolId[] {
    const side = sideOf(scanner);
    this.#scans[side] += 1;
    const known = this.#bySide[side];
    const first: SymbolId[] = [];
    for (const { symbol, metadata } of hits) {
      if (known.has(symbol)) continue;
      known.set(symbol, { symbol, time, figures: metadata });
      first.push(symbol);
    }
    return first;
  }

  scans(side: DraftSide): number {
    return this.#scans[side];
  }

  count(side: DraftSide): number {
    return this.#bySide[side].size;
  }

  has(side: DraftSide, symbol: SymbolId): boolean {
    return this.#bySide[side].has(symbol);
  }

  /** Oldest first. */
  of(side: DraftSide): readonly DraftHit[] {
    return [...this.#bySide[side].values()];
  }

  /** Those of symbols that the other scanner did not hit; oldest first. */
  onlyOf(side: DraftSide): readonly DraftHit[] {
    const other = otherSide(side);
    return this.of(side).filter(({ symbol }) => !this.has(other, symbol));
  }
}

export function otherSide(side: DraftSide): DraftSide {
  return side === 'draft' ? 'saved' : 'draft';
}

/** The side that a scanner of a trial runs for; its config names them so. */
export function sideOf(scanner: string): DraftSide {
  return scanner === 'saved' ? 'saved' : 'draft';
}
