import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { SourceRouter } from './source-router.ts';

/** Prices of a symbol that the last session left on another split basis than this one's. */
export interface BasisChange {
  readonly symbol: SymbolId;
  readonly symbolIndex: number;
  /** Dates that the prices are split-adjusted as of: those held, and those of this session. */
  readonly from: SessionDate;
  readonly to: SessionDate;
  /** Held prices times this are on the new basis; undefined where no source knows it. */
  readonly factor: number | undefined;
}

/**
 * The symbols whose prices are on another basis from one session to the next, by index: across a
 * split, and where another source's basis rules from here on (one with minutes of that day, or no
 * more of them).
 */
export async function basisChanges(
  router: SourceRouter,
  symbols: readonly SymbolId[],
  previous: SessionDate,
  next: SessionDate,
): Promise<BasisChange[]> {
  const moved = symbols.flatMap((symbol, symbolIndex) => {
    const [held, wanted] = [router.basisOf(symbol, previous), router.basisOf(symbol, next)];
    return held.date === wanted.date
      ? []
      : [{ symbol, symbolIndex, from: held.date, to: wanted.date, fixed: held.fixed || wanted.fixed }];
  });
  const factors = await router.splitFactors(
    moved.map(({ symbol, from, to }) => ({
      symbol,
      date: from < to ? from : to,
      asOf: from < to ? to : from,
    })),
  );
  const changes: BasisChange[] = [];
  for (const [position, { symbol, symbolIndex, from, to, fixed }] of moved.entries()) {
    // A source that follows the session date and knows no splits has none.
    const known = factors[position] ?? (fixed ? undefined : 1);
    if (known === 1) continue;
    const factor = known === undefined || from < to ? known : 1 / known;
    changes.push({ symbol, symbolIndex, from, to, factor });
  }
  return changes;
}
