import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { LockBook } from '../locks/lock-book.ts';
import type { RunRecorder } from './run-recorder.ts';
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
  /** Why nobody knows it; absent where a factor is known. */
  readonly cause?: string;
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
    // Raw prices stay what they are, a split among them or not.
    if (held.raw && wanted.raw) return [];
    return held.date === wanted.date && held.raw === wanted.raw
      ? []
      : [{ symbol, symbolIndex, held, wanted }];
  });
  const answers = await router.splitFactors(
    moved.map(({ symbol, held, wanted }) => ({
      symbol,
      date: held.date < wanted.date ? held.date : wanted.date,
      asOf: held.date < wanted.date ? wanted.date : held.date,
    })),
  );
  return moved.flatMap(({ symbol, symbolIndex, held, wanted }, position): BasisChange[] => {
    const change = { symbol, symbolIndex, from: held.date, to: wanted.date };
    if (held.raw || wanted.raw) {
      return [
        {
          ...change,
          factor: undefined,
          cause: 'prices as they were traded follow adjusted ones, or precede them',
        },
      ];
    }
    const { factor, cause } = answers[position] ?? { factor: undefined };
    // A source that follows the session date and knows no splits has none; one that could not be asked may have.
    const known = factor ?? (held.fixed || wanted.fixed || cause !== undefined ? undefined : 1);
    if (known === 1) return [];
    if (known === undefined)
      return [{ ...change, factor: undefined, cause: cause ?? `no source knows the splits of ${symbol}` }];
    return [{ ...change, factor: held.date < wanted.date ? known : 1 / known }];
  });
}

/** Says what becomes of held prices, and of an open position where nobody knows the factor: it is not changed then. */
export function recordBasisChange(
  { symbol, from, to, factor, cause }: BasisChange,
  previous: SessionDate,
  next: SessionDate,
  { recorder, locks }: { readonly recorder: RunRecorder; readonly locks: LockBook },
): void {
  if (factor !== undefined && from === previous && to === next) recorder.event('split', { symbol, factor });
  else if (factor !== undefined) recorder.event('price_basis', { symbol, from, to, factor });
  else {
    recorder.event('price_basis', { symbol, from, to, factor: null, cause });
    const positions = locks.getLocks(symbol).filter(({ holder }) => holder.kind === 'position');
    for (const { holder } of positions) {
      recorder.event('position_basis', { symbol, position: holder.id, from, to, cause });
    }
  }
}
