import type { IndicatorConfig } from '../../../../shared/domain/indicator.ts';
import type { Interval } from '../../../../shared/domain/interval.ts';
import type { CheckedFigure, CheckedRule } from '../../../../shared/rules/checked-rule.ts';
import { warmUpOf } from '../../indicators/kernel-of.ts';
import { compileMeasure, compilePredicate } from './compile-rule.ts';
import { needsOf, type RuleNeeds } from './needs.ts';
import { RuleInputs } from './rule-inputs.ts';

/** What a rule will provision for every symbol of the universe. */
export interface RuleRequirement {
  /** Key of the indicator; of bars alone `1d bars`. */
  readonly key: string;
  readonly interval: Interval;
  /** Closed bars that are loaded ahead. */
  readonly bars: number;
  /** One sentence. */
  readonly reason: string;
}

/** Bars of one interval that a rule looks at. */
export interface BarSpan {
  readonly interval: Interval;
  readonly bars: number;
  readonly includeForming: boolean;
}

/** History is loaded for so many times the bars to a first value: see analyzeRequirements. */
const MULTIPLIER = 2;

const ADJECTIVE: Partial<Readonly<Record<Interval, string>>> = { '1d': 'daily', '1w': 'weekly' };

/** Everything that a rule and its figures will ask for, before anything is asked for. Pure. */
export function requirementsOf(
  rule: CheckedRule,
  figures: readonly CheckedFigure[] = [],
): readonly RuleRequirement[] {
  const inputs = new RuleInputs();
  compilePredicate(rule.root, inputs);
  for (const { root } of figures) compileMeasure(root, inputs);
  return requirements(needsOf(inputs));
}

function requirements({ indicators, newest }: RuleNeeds): readonly RuleRequirement[] {
  const ofBars = newest.map((interval) => ({
    key: `${interval} bars`,
    interval,
    bars: 1,
    reason: `The newest bar of ${interval} is read as it forms, and until then the one before it.`,
  }));
  return [...indicators.map(ofIndicator), ...ofBars];
}

function ofIndicator(config: IndicatorConfig): RuleRequirement {
  const { ready, stable } = warmUpOf(config);
  const bars = Math.max(MULTIPLIER * ready, stable);
  const { key, interval } = config;
  const cause =
    stable > MULTIPLIER * ready ? 'until when its value is stable' : `twice the ${ready} to its first value`;
  return { key, interval, bars, reason: `${subject(config)} needs ${barWords(bars, interval)}, ${cause}.` };
}

/** What an indicator is for those who know rules: earlier values have no name of their own there. */
function subject({ name, key, interval, params, input }: IndicatorConfig): string {
  if (name !== 'value_ago') return key;
  const of = typeof input === 'object' ? input.name : input;
  const ago = params.period === 0 ? '' : `[${params.period}]`;
  return `${of}(${interval})${ago}`;
}

function barWords(count: number, interval: Interval): string {
  const adjective = ADJECTIVE[interval];
  const bars = count === 1 ? 'bar' : 'bars';
  return adjective === undefined ? `${count} ${bars} of ${interval}` : `${count} ${adjective} ${bars}`;
}

/** By interval, the closed bars up to a first value of everything that is read there. */
export function barSpans({ indicators, newest }: RuleNeeds): readonly BarSpan[] {
  const bars = new Map<Interval, number>(newest.map((interval) => [interval, 1]));
  for (const config of indicators) {
    const { ready } = warmUpOf(config);
    bars.set(config.interval, Math.max(bars.get(config.interval) ?? 0, ready));
  }
  return [...bars].map(([interval, count]) => ({
    interval,
    bars: count,
    includeForming: newest.includes(interval),
  }));
}
