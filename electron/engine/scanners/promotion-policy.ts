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
  const isBefore = (left: SymbolId, right: SymbolId): boolean => {
    const [one, other] = [strength.get(left) ?? -1, strength.get(right) ?? -1];
    return one === other ? left < right : one > other;
  };
  const room = Math.max(0, bounds.max_promoted - alreadyPromoted);
  const most = bounds.auto ? Math.min(room, bounds.max_per_scan) : 0;
  const promote = firstOf(requested, most, isBefore);
  const promoted = new Set(promote);
  const bound = !bounds.auto ? 'auto' : promote.length >= room ? 'max_promoted' : 'max_per_scan';
  const heldBack = new Map<SymbolId, NonNullable<Hit['heldBack']>>();
  for (const symbol of requested) if (!promoted.has(symbol)) heldBack.set(symbol, bound);
  return { promote, heldBack };
}

/** The first few of many, in order, without sorting the rest: a flood of 10,000 matches would hold the thread by it. */
function firstOf(
  symbols: Iterable<SymbolId>,
  most: number,
  isBefore: (left: SymbolId, right: SymbolId) => boolean,
): SymbolId[] {
  const first: SymbolId[] = [];
  if (most === 0) return first;
  for (const symbol of symbols) {
    const last = first[most - 1];
    if (last !== undefined && !isBefore(symbol, last)) continue;
    let place = first.length;
    while (place > 0 && isBefore(symbol, first[place - 1] ?? symbol)) place -= 1;
    first.splice(place, 0, symbol);
    if (first.length > most) first.pop();
  }
  return first;
}

/** A figure that is missing or no number ranks last. Where no hit has it, they are ranked by how strongly they match. */
function strengthOf(match: ScanMatch, figure: string | undefined): number {
  const value = figure === undefined ? match.strength : match.metadata[figure];
  const strength = Math.abs(value ?? Number.NaN);
  return Number.isNaN(strength) ? -1 : strength;
}
