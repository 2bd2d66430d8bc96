import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { DraftDifference, DraftSide } from '../../../shared/session/scanner-draft.ts';
import type { LiveSessionParts } from '../coordinator/live-parts.ts';
import { differenceWords } from './difference-words.ts';
import { type FirstHits, otherSide } from './first-hits.ts';

/** Hits of one scanner whose reasons are worked out; nobody reads thousands. */
const MOST_EXPLAINED = 1_500;

/** Why hits of one scanner are none of the other: worked out at the instant of the hit, since later it cannot be known. */
export class Differences {
  readonly #why: Readonly<Record<DraftSide, Map<SymbolId, string>>> = { draft: new Map(), saved: new Map() };
  #pending: { readonly side: DraftSide; readonly symbol: SymbolId }[] = [];

  constructor(private readonly hits: FirstHits) {}

  /** Symbols that a scanner has hit for the first time; the other one may still scan at the same instant. */
  note(side: DraftSide, symbols: readonly SymbolId[]): void {
    for (const symbol of symbols) {
      if (!this.hits.has(otherSide(side), symbol)) this.#pending.push({ side, symbol });
    }
  }

  /** All scans of the instant are done: what the other scanner sees of those hits, and does not hit. */
  explain(run: LiveSessionParts): void {
    const pending = this.#pending.splice(0);
    for (const { side, symbol } of pending) {
      const other = otherSide(side);
      if (this.hits.has(other, symbol) || this.#why[side].size >= MOST_EXPLAINED) continue;
      const tree = run.run.scanners.look(other, (scanner, context) =>
        scanner.explainer?.explain(context, symbol),
      )?.tree;
      if (tree !== undefined) this.#why[side].set(symbol, differenceWords(tree, other));
    }
  }

  /** Symbols that only this scanner hit, by time. */
  of(side: DraftSide): readonly DraftDifference[] {
    return this.hits
      .onlyOf(side)
      .map((hit) => ({ ...hit, why: this.#why[side].get(hit.symbol) ?? UNEXPLAINED[side] }));
  }
}

const UNEXPLAINED: Readonly<Record<DraftSide, string>> = {
  draft: 'the saved scanner did not match',
  saved: 'the draft does not match',
};
