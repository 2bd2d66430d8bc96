import { INTERVALS, type Interval } from '../../shared/domain/interval.ts';
import type { RuleCatalogue } from '../../shared/rules/catalogue.ts';
import { checkRule } from '../../shared/rules/checker.ts';
import { parseRule } from '../../shared/rules/parser.ts';
import type { Expression, RuleProblem } from '../../shared/rules/syntax.ts';
import { ruleWarnings } from '../../shared/rules/warnings.ts';

/** What is known of a rule's text. */
export interface RuleCheck {
  /** True where the engine would take it. */
  readonly ok: boolean;
  /** As it was read; undefined where it could not be read without a fault. */
  readonly expression: Expression | undefined;
  readonly problems: readonly RuleProblem[];
  /** What the engine takes, and its writer hardly means. */
  readonly warnings: readonly RuleProblem[];
}

interface Checked {
  readonly text: string;
  readonly interval: Interval;
  readonly catalogue: RuleCatalogue;
  readonly check: RuleCheck;
}

/** Panels ask of the same text one after the other. */
let last: Checked | undefined;

/** Reads and checks a rule in the window, as the engine would. */
export function checkedText(text: string, interval: Interval, catalogue: RuleCatalogue): RuleCheck {
  if (last?.text === text && last.interval === interval && last.catalogue === catalogue) return last.check;
  const parsed = parseRule(text);
  // What is wrong with names is told beside what is wrong with brackets.
  const checked = checkRule(text, { interval, catalogue });
  const check: RuleCheck = {
    ok: checked.ok,
    expression: parsed.problems.length === 0 ? parsed.expression : undefined,
    problems: checked.ok ? [] : checked.problems,
    warnings: checked.ok ? ruleWarnings(checked.value) : [],
  };
  last = { text, interval, catalogue, check };
  return check;
}

/** An interval as the config spells it; a day where it is none. */
export function intervalOf(text: unknown): Interval {
  return INTERVALS.find((each) => each === text) ?? '1d';
}
