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
    reason: `The newest ${barWord(interval)} bar, as it forms, and the one before it until it does.`,
  }));
  return [...indicators.map(ofIndicator), ...ofBars];
}

function ofIndicator(config: IndicatorConfig): RuleRequirement {
  const { ready, stable } = warmUpOf(config);
  const bars = Math.max(MULTIPLIER * ready, stable);
  const { key, interval } = config;
  const word = `${barWord(interval)} ${bars === 1 ? 'bar' : 'bars'}`;
  const cause =
    stable > MULTIPLIER * ready
      ? `${bars} ${word} until its value is stable`
      : `${bars} ${word}, twice the ${ready} to its first value`;
  return { key, interval, bars, reason: `${key} needs ${cause}.` };
}

function barWord(interval: Interval): string {
  return ADJECTIVE[interval] ?? interval;
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
