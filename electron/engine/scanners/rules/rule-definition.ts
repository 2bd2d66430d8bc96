import { InvalidArgumentError, UnknownKeyError } from '../../../../shared/domain/errors.ts';
import { INTERVALS, type Interval } from '../../../../shared/domain/interval.ts';
import type { JsonValue } from '../../../../shared/domain/json.ts';
import type { CheckedFigure, CheckedRule } from '../../../../shared/rules/checked-rule.ts';
import {
  checkFigure,
  checkRule,
  type RuleCheck,
  type RuleSetting,
} from '../../../../shared/rules/checker.ts';
import type { RuleProblem } from '../../../../shared/rules/syntax.ts';
import type { ScannerDefinition } from '../contract.ts';
import { ruleCatalogue } from './catalogue.ts';
import { RuleScanner, type RuleScannerParts } from './rule-scanner.ts';

const KEYS = ['when', 'interval', 'side', 'figures'];
const SIDES = ['long', 'short'];
const FIGURE_NAME = /^[a-z][a-z0-9_]{0,63}$/;
const MOST_FIGURES = 20;

/** A rule as a trader writes it, checked: an expression, the interval of names without one, figures of its hits. */
export const ruleScanner: ScannerDefinition = {
  kind: 'rule',
  title: 'Rule',
  description: 'Symbols for which an expression over bars and indicators is true.',
  create: (config) => new RuleScanner(readRuleConfig(config)),
};

/** A rule whose text is wrong, with every problem at its place. */
export class RuleTextError extends InvalidArgumentError {
  constructor(
    argument: string,
    text: string,
    readonly problems: readonly RuleProblem[],
  ) {
    super(argument, text, problems.map((problem) => placed(problem, text)).join(' '));
    this.name = 'RuleTextError';
    this.message = `${argument}: ${this.allowed}`;
  }
}

/** The config of a rule scanner, checked. Throws InvalidArgumentError naming the key; RuleTextError for a text. */
export function readRuleConfig(config: Readonly<Record<string, JsonValue>>): RuleScannerParts {
  for (const key of Object.keys(config)) {
    if (!KEYS.includes(key)) throw new UnknownKeyError('config', key, KEYS);
  }
  const { when, side, figures = {} } = config;
  if (typeof when !== 'string') throw new InvalidArgumentError('config.when', when, 'the text of a rule');
  if (side !== undefined && !SIDES.includes(String(side)))
    throw new InvalidArgumentError('config.side', side, SIDES.join(', '));
  const interval = intervalOf(config.interval);
  return {
    rule: sound(checkRule(when, settingFor(interval)), 'config.when', when),
    figures: readFigures(figures, interval),
  };
}

function intervalOf(value: JsonValue | undefined): Interval {
  const found = INTERVALS.find((interval) => interval === (value ?? '1d'));
  if (found === undefined) throw new InvalidArgumentError('config.interval', value, INTERVALS.join(', '));
  return found;
}

function readFigures(figures: JsonValue, interval: Interval): Readonly<Record<string, CheckedFigure>> {
  if (typeof figures !== 'object' || figures === null || Array.isArray(figures))
    throw new InvalidArgumentError('config.figures', figures, 'expressions by name');
  const entries = Object.entries(figures);
  if (entries.length > MOST_FIGURES)
    throw new InvalidArgumentError('config.figures', entries.length, `${MOST_FIGURES} figures at most`);
  return Object.fromEntries(
    entries.map(([name, text]) => {
      const argument = `config.figures.${name}`;
      if (!FIGURE_NAME.test(name))
        throw new InvalidArgumentError('config.figures', name, 'names such as gap_percent');
      if (typeof text !== 'string') throw new InvalidArgumentError(argument, text, 'a numeric expression');
      return [name, sound(checkFigure(text, settingFor(interval)), argument, text)];
    }),
  );
}

const CATALOGUE = ruleCatalogue([]);

/** Lists come and go while a session runs: of one that there is not, every symbol is unknown. */
function settingFor(interval: Interval): RuleSetting {
  return { interval, catalogue: CATALOGUE, anyList: true };
}

function sound<Checked extends CheckedRule | CheckedFigure>(
  check: RuleCheck<Checked>,
  argument: string,
  text: string,
): Checked {
  if (check.ok) return check.value;
  throw new RuleTextError(argument, text, check.problems);
}

/** `line 2, column 5: unknown indicator 'smaa'; did you mean sma?` */
function placed({ span, message }: RuleProblem, text: string): string {
  const before = text.slice(0, span.from).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${message}`;
}
