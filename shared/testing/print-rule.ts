import type { IndicatorInput } from '../domain/indicator.ts';
import type { Interval } from '../domain/interval.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import {
  type IndicatorMeasure,
  type Measure,
  type OneOf,
  type Predicate,
  SESSION_FIGURES,
} from '../rules/checked-rule.ts';
import { formatExpression } from '../rules/expression-text.ts';
import { everyPart } from '../rules/measure-tree.ts';
import { isOneOf } from '../rules/names.ts';
import type { Argument, Binary, Expression } from '../rules/syntax.ts';

const NOWHERE = { from: 0, to: 0 };

/** Under which the text is to check to the same. */
export interface PrintSetting {
  readonly catalogue: RuleCatalogue;
  /** The interval of the rule, which is not written; every interval is where there is none. */
  readonly interval?: Interval;
}

/** A checked measure as text that checks to an equal one. */
export function printMeasure(measure: Measure, setting: PrintSetting): string {
  return formatExpression(new Printer(setting).measure(measure));
}

/** As printMeasure, of a condition. */
export function printPredicate(predicate: Predicate, setting: PrintSetting): string {
  return formatExpression(new Printer(setting).predicate(predicate));
}

class Printer {
  readonly #setting: PrintSetting;

  constructor(setting: PrintSetting) {
    this.#setting = setting;
  }

  measure(of: Measure): Expression {
    switch (of.kind) {
      case 'constant':
        return of.unit === 'ratio' ? share(of.value) : constant(of.value, of.unit === 'percent');
      case 'clock':
      case 'session':
        return name(of.of);
      case 'field':
        return ago(this.#called(of.forming ? 'last' : of.field, this.#interval(of.interval)), of.ago);
      case 'indicator':
        return ago(this.#indicator(of), of.ago);
      case 'arithmetic':
        return this.#percentChange(of) ?? binary(of.operator, this.measure(of.left), this.measure(of.right));
      case 'function':
        return call(
          of.name,
          of.args.map((each) => this.measure(each)),
        );
      case 'window':
        return call(of.name, [this.measure(of.of), number(of.bars)]);
      case 'rank':
        return call('rank', [this.measure(of.of), ...(of.among === 'sector' ? [name('sector')] : [])]);
      case 'bars_since':
        return call('bars_since', [this.predicate(of.of), number(of.within)]);
    }
  }

  predicate(of: Predicate): Expression {
    switch (of.kind) {
      case 'compare':
        return binary(of.operator, this.measure(of.left), this.measure(of.right));
      case 'cross':
        return call(`crosses_${of.direction}`, [this.measure(of.left), this.measure(of.right)]);
      case 'trend': {
        const newest = of.values[0];
        return call(of.direction, [...(newest === undefined ? [] : [this.measure(newest)]), number(of.bars)]);
      }
      case 'all':
      case 'any':
        return this.#joined(of.kind === 'all' ? 'and' : 'or', of.of);
      case 'not':
        return not(this.predicate(of.of));
      case 'one_of':
        return oneOf(of);
    }
  }

  #joined(word: 'and' | 'or', parts: readonly Predicate[]): Expression {
    return parts.map((each) => this.predicate(each)).reduce((left, right) => binary(word, left, right));
  }

  /** What `pct_change` was made into has percents that its parts by themselves would not have. */
  #percentChange(of: Measure): Expression | undefined {
    if (of.kind !== 'arithmetic' || of.operator !== '*' || of.unit !== 'percent') return undefined;
    const less = of.left;
    if (less.kind !== 'arithmetic' || less.operator !== '-' || less.unit !== 'ratio') return undefined;
    const ratio = less.left;
    if (ratio.kind !== 'arithmetic' || ratio.operator !== '/') return undefined;
    const bars = agoOf(ratio.right) - agoOf(ratio.left);
    return call('pct_change', [this.measure(ratio.left), number(bars)]);
  }

  #interval(interval: Interval): readonly Expression[] {
    return interval === this.#setting.interval ? [] : [{ kind: 'interval', interval, span: NOWHERE }];
  }

  #called(of: string, args: readonly Expression[]): Expression {
    return args.length === 0 ? name(of) : call(of, args);
  }

  #indicator(of: IndicatorMeasure): Expression {
    // Without an interval these two are figures of the session.
    const isSession = isOneOf(SESSION_FIGURES, of.name);
    const interval: Expression = { kind: 'interval', interval: of.interval, span: NOWHERE };
    return this.#reading(of, isSession ? [interval] : this.#interval(of.interval), of.input);
  }

  /** The period by its place, other settings by name where they are unusual. */
  #reading(
    of: Pick<IndicatorMeasure, 'name' | 'params' | 'output'>,
    interval: readonly Expression[],
    input: IndicatorInput | undefined,
  ): Expression {
    const known = this.#setting.catalogue.indicators.find(({ id }) => id === of.name);
    const usual = new Map(known?.params.map((each) => [each.name, each.default]));
    const { period, ...others } = of.params;
    const args: Argument[] = [
      ...(period === undefined ? [] : [argument(number(period))]),
      ...interval.map((each) => argument(each)),
      ...Object.entries(others)
        .filter(([key, value]) => usual.get(key) !== value)
        .map(([key, value]) => argument(constant(value, false), key)),
      ...(input === undefined ? [] : [argument(this.#input(input), 'input')]),
    ];
    const called: Expression = { kind: 'call', name: of.name, nameSpan: NOWHERE, args, span: NOWHERE };
    const isMain =
      of.output === of.name || (known?.outputs.length === 1 && known.outputs[0]?.name === of.output);
    if (isMain) return args.length === 0 ? name(of.name) : called;
    const value = args.length === 0 ? name(of.name) : called;
    return { kind: 'output', of: value, output: of.output, outputSpan: NOWHERE, span: NOWHERE };
  }

  #input(input: IndicatorInput): Expression {
    if (typeof input !== 'object') return name(input);
    const known = this.#setting.catalogue.indicators.find(({ id }) => id === input.name);
    // Of what reads whole bars nothing is said of an input.
    const isUsual = known !== undefined && (known.defaultInput ?? 'close') === input.input;
    return this.#reading(input, [], isUsual ? undefined : input.input);
  }
}

/** How many bars ago the first value on bars is. */
function agoOf(measure: Measure): number {
  for (const part of everyPart(measure))
    if (part.kind === 'field' || part.kind === 'indicator') return part.ago;
  return 0;
}

function oneOf({ fact, values, negated }: OneOf): Expression {
  const list = values.map((value): Expression => ({ kind: 'text', value, span: NOWHERE }));
  if (fact !== 'list') return { kind: 'membership', of: name(fact), negated, list, span: NOWHERE };
  return negated ? not(call('in_list', list)) : call('in_list', list);
}

function constant(value: number, percent: boolean): Expression {
  const positive: Expression = { kind: 'number', value: Math.abs(value), percent, span: NOWHERE };
  if (value >= 0 && !Object.is(value, -0)) return positive;
  return { kind: 'unary', operator: '-', of: positive, span: NOWHERE };
}

/** A share was written in percent. */
function share(value: number): Expression {
  return constant(Number((value * 100).toPrecision(15)), true);
}

function number(value: number): Expression {
  return constant(value, false);
}

function name(of: string): Expression {
  return { kind: 'name', name: of, span: NOWHERE };
}

function not(of: Expression): Expression {
  return { kind: 'unary', operator: 'not', of, span: NOWHERE };
}

function call(of: string, values: readonly Expression[]): Expression {
  return {
    kind: 'call',
    name: of,
    nameSpan: NOWHERE,
    args: values.map((each) => argument(each)),
    span: NOWHERE,
  };
}

function argument(value: Expression, key?: string): Argument {
  return { name: key, value, span: NOWHERE };
}

function binary(operator: Binary['operator'], left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right, operatorSpan: NOWHERE, span: NOWHERE };
}

function ago(of: Expression, bars: number): Expression {
  return bars === 0 ? of : { kind: 'ago', of, bars, span: NOWHERE };
}
