import { INTERVALS, type Interval, isIntraday } from '../../../../shared/domain/interval.ts';
import type { CatalogueIndicator, RuleCatalogue } from '../../../../shared/rules/catalogue.ts';
import type { RuleUnit } from '../../../../shared/rules/checked-rule.ts';
import { GICS_SECTORS } from '../../../../shared/universe/sectors.ts';
import type { IndicatorDefinition, IndicatorScale } from '../../indicators/contract.ts';
import { INDICATORS } from '../../indicators/registry.ts';

/** What of the registry has a way of its own in the language: `[n]`, `rvol`. */
const HIDDEN: ReadonlySet<string> = new Set(['value_ago', 'usual_volume']);

const UNITS: Readonly<Record<IndicatorScale, RuleUnit>> = {
  price: 'price',
  price_difference: 'price',
  oscillator: 'number',
  percent: 'percent',
  volume: 'volume',
  ratio: 'ratio',
};

/** Outputs in another unit than their indicator's, by `id.output`. */
const OTHER_UNITS: Readonly<Record<string, RuleUnit>> = {
  'bbands.bandwidth': 'ratio',
  'bbands.percent_b': 'ratio',
};

const INDICATOR_ENTRIES: readonly CatalogueIndicator[] = INDICATORS.filter(({ id }) => !HIDDEN.has(id)).map(
  entryOf,
);

/**
 * What rules may name: every indicator of the registry, the sectors, and a session's lists of symbols. Made of
 * constants but for the lists.
 */
export function ruleCatalogue(lists: readonly string[]): RuleCatalogue {
  return { indicators: INDICATOR_ENTRIES, sectors: GICS_SECTORS, lists };
}

function entryOf(definition: IndicatorDefinition): CatalogueIndicator {
  const { id, title, description, params, outputs, defaultInput } = definition;
  const intervals = intervalsOf(definition);
  const defaults = Object.fromEntries(params.map((each) => [each.name, each.default]));
  return {
    id,
    title,
    description,
    params,
    outputs: outputs.map((name) => ({ name, unit: unitOf(definition, name) })),
    defaultInput,
    intervals,
    readyBars: definition.warmUp(defaults, intervals[0] ?? '1d').ready,
  };
}

/** What begins anew with each session means nothing on a bar that is a session or a week. */
function intervalsOf({ intervals = INTERVALS, sessionAnchored }: IndicatorDefinition): readonly Interval[] {
  return sessionAnchored ? intervals.filter(isIntraday) : intervals;
}

/** Outputs of another scale are pure numbers, such as a direction, unless they are named above. */
function unitOf({ id, scale, otherScaleOutputs }: IndicatorDefinition, output: string): RuleUnit {
  if (otherScaleOutputs?.includes(output) !== true) return UNITS[scale];
  return OTHER_UNITS[`${id}.${output}`] ?? 'number';
}
