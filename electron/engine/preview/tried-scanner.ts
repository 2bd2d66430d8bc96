import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { MeasuredCondition } from '../../../shared/rules/insight.ts';
import type { ComparisonOperator } from '../../../shared/rules/syntax.ts';
import {
  DRAFT_HITS,
  DRAFT_MATCHES,
  type DraftCondition,
  type DraftSide,
  type TriedScanner,
} from '../../../shared/session/scanner-draft.ts';
import type { LiveSessionParts } from '../coordinator/live-parts.ts';
import type { ScanMatches } from '../scanners/contract.ts';
import type { FirstHits } from './first-hits.ts';

/** A scanner's own look at the market at the end of a trial. */
export interface LastLook {
  readonly matches: ScanMatches;
  readonly conditions: readonly MeasuredCondition[];
  readonly funnel: TriedScanner['funnel'];
  readonly error: string | null;
}

/** Looks with a scanner's eyes, whether it scans just then or not. */
export async function lastLook(side: DraftSide, { run }: LiveSessionParts): Promise<LastLook> {
  const failed = run.scanners.records().find(({ name }) => name === side)?.lastError ?? null;
  const nothing: LastLook = {
    matches: { matches: [], unknown: 0 },
    conditions: [],
    funnel: [],
    error: failed,
  };
  try {
    const looked = await run.scanners.look(side, async (scanner, context) => ({
      matches: await scanner.scan(context),
      conditions: scanner.explainer?.measure(context) ?? [],
      funnel: scanner.explainer?.funnel(context) ?? [],
      error: failed,
    }));
    return looked ?? nothing;
  } catch (error) {
    return { ...nothing, error: failed ?? messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** @param other what the other scanner matches now */
export function triedScanner(
  side: DraftSide,
  { matches, conditions, funnel, error }: LastLook,
  other: ScanMatches | undefined,
  hits: FirstHits,
  { coordinator }: LiveSessionParts,
): TriedScanner {
  const others = new Set(other?.matches.map(({ symbol }) => symbol));
  const shown = matches.matches.slice(0, DRAFT_MATCHES);
  const values = conditions.map((condition) =>
    valuesOf(
      shown.map(({ symbol }) => symbol),
      condition,
    ),
  );
  return {
    scans: hits.scans(side),
    matchCount: matches.matches.length,
    matches: shown.map(({ symbol }, place) => ({
      symbol,
      last: known(coordinator.board.last[coordinator.core.register(symbol)]),
      values: values.map((column) => known(column[place])),
      isNew: other !== undefined && !others.has(symbol),
    })),
    unknown: matches.unknown,
    hitCount: hits.count(side),
    hits: hits.of(side).slice(0, DRAFT_HITS),
    funnel,
    conditions: conditions.map(draftCondition),
    error,
  };
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Measured values of some symbols, in their order. */
function valuesOf(
  symbols: readonly SymbolId[],
  condition: MeasuredCondition,
): readonly (number | undefined)[] {
  const places = new Map(condition.symbols.map((symbol, place) => [symbol, place]));
  return symbols.map((symbol) => {
    const place = places.get(symbol);
    return place === undefined ? undefined : condition.values[place];
  });
}

function draftCondition(condition: MeasuredCondition): DraftCondition {
  const { text, span, unit, operator, threshold, thresholdSpan, values } = condition;
  const passes = PASSES[operator];
  let [passing, failing, least, most] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (passes(value, threshold)) passing += 1;
    else failing += 1;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const isKnown = passing + failing > 0;
  return {
    ...{ text, span, unit, operator, threshold, thresholdSpan: thresholdSpan ?? null },
    ...{ passing, failing, unknown: values.length - passing - failing },
    least: isKnown ? least : null,
    most: isKnown ? most : null,
  };
}

const PASSES: Readonly<Record<ComparisonOperator, (value: number, threshold: number) => boolean>> = {
  '>': (value, threshold) => value > threshold,
  '>=': (value, threshold) => value >= threshold,
  '<': (value, threshold) => value < threshold,
  '<=': (value, threshold) => value <= threshold,
  '=': (value, threshold) => value === threshold,
  '!=': (value, threshold) => value !== threshold,
};

/** The known values of a condition, ascending: what counts at any threshold are read from. */
export function sortedValues({ values }: MeasuredCondition): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}
