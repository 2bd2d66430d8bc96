import type { Hit } from '../../../shared/domain/hit.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { ScanMatch } from './contract.ts';

/** The config's bounds on promotion by scanners. */
export interface PromotionBounds {
  readonly auto: boolean;
  readonly max_promoted: number;
  readonly max_per_scan: number;
  /** Name of the figure that ranks matches; the largest absolute value comes first. Matches that lack it: by their strength. */
  readonly rank_by: string;
}

export interface PromotionDecision {
  /** To be promoted now, strongest first. */
  readonly promote: readonly SymbolId[];
  /** Not promoted, with the bound that stood in the way. */
  readonly heldBack: ReadonlyMap<SymbolId, NonNullable<Hit['heldBack']>>;
}

/**
 * Which of the symbols that a scan asked for are promoted. `requested` holds symbols that are not
 * promoted yet. Ties are broken by symbol, so that the same scan gives the same answer.
 */
export function decidePromotions(
  requested: ReadonlySet<SymbolId>,
  matches: readonly ScanMatch[],
  alreadyPromoted: number,
  bounds: PromotionBounds,
): PromotionDecision {
  const figure = matches.some(({ metadata }) => bounds.rank_by in metadata) ? bounds.rank_by : undefined;
  const strength = new Map(matches.map((match) => [match.symbol, strengthOf(match, figure)]));
  const ranked = [...requested].sort((left, right) => {
    const [one, other] = [strength.get(left) ?? -1, strength.get(right) ?? -1];
    if (one !== other) return one > other ? -1 : 1;
    return left < right ? -1 : 1;
  });
  const promote: SymbolId[] = [];
  const heldBack = new Map<SymbolId, NonNullable<Hit['heldBack']>>();
  for (const symbol of ranked) {
    if (!bounds.auto) heldBack.set(symbol, 'auto');
    else if (alreadyPromoted + promote.length >= bounds.max_promoted) heldBack.set(symbol, 'max_promoted');
    else if (promote.length >= bounds.max_per_scan) heldBack.set(symbol, 'max_per_scan');
    else promote.push(symbol);
  }
  return { promote, heldBack };
}

/** A figure that is missing or no number ranks last. Where no hit has it, they are ranked by how strongly they match. */
function strengthOf(match: ScanMatch, figure: string | undefined): number {
  const value = figure === undefined ? match.strength : match.metadata[figure];
  const strength = Math.abs(value ?? Number.NaN);
  return Number.isNaN(strength) ? -1 : strength;
}
