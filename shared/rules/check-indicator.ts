import {
  INPUT_FIELDS,
  type IndicatorInput,
  type IndicatorSource,
  type InputField,
  LONGEST_CHAIN,
} from '../domain/indicator.ts';
import { INTERVALS, type Interval } from '../domain/interval.ts';
import { meantBy } from './aliases.ts';
import type { CatalogueIndicator, CatalogueParameter } from './catalogue.ts';
import type { IndicatorMeasure, RuleUnit } from './checked-rule.ts';
import { type Called, type Checking, calledBy, written } from './checking.ts';
import { nameMeant } from './habits.ts';
import { chainLength } from './measure-tree.ts';
import { decimal } from './number-text.ts';
import { unknownWord } from './suggestions.ts';
import type { Argument, Expression, Span } from './syntax.ts';

/** What of its outputs is asked for, and where that is written; undefined for the main one. */
export type AskedOutput = { readonly name: string; readonly span: Span } | undefined;

/** Other words for an indicator's settings. */
const SETTING_WORDS: Readonly<Record<string, string>> = {
  length: 'period',
  len: 'period',
  bars: 'period',
  days: 'period',
  sessions: 'period',
  mult: 'k',
  multiplier: 'k',
  source: 'input',
  src: 'input',
};

/** An indicator as a rule names it: `sma(9, 5m, input = rsi(14))`, `bbands(20, 1d, k = 2.5).upper`. */
export function checkIndicator(
  called: Called,
  indicator: CatalogueIndicator,
  asked: AskedOutput,
  checking: Checking,
): IndicatorMeasure | undefined {
  const reader = new SettingsReader(called, indicator, checking);
  const areRight = called.args.map((argument) => reader.take(argument)).every((isRight) => isRight);
  const output = outputOf(indicator, asked, checking);
  const interval = intervalOf(called, indicator, reader, checking);
  if (!areRight || output === undefined || interval === undefined) return undefined;
  const params = completeParams(indicator, reader.params);
  const { input } = reader;
  const source = input === undefined ? undefined : inputOf(input, interval, checking);
  if (input !== undefined && source === undefined) return undefined;
  const isUsual = source === undefined || source === indicator.defaultInput;
  const measure: IndicatorMeasure = {
    kind: 'indicator',
    name: indicator.id,
    params,
    input: isUsual ? undefined : source,
    output: output.name,
    interval,
    ago: 0,
    unit: outputUnit(output.unit, isUsual ? undefined : source, checking),
    span: asked === undefined ? called.span : { from: called.span.from, to: asked.span.to },
  };
  if (chainLength(measure.input) <= LONGEST_CHAIN) return measure;
  return checking.tell(
    called.span,
    `At most ${LONGEST_CHAIN} indicators stand one inside the other; here are ${chainLength(measure.input)}.`,
  );
}

/** Days, weeks and minutes as other programs name them; texts with an interval in them. */
function intervalMeant(value: Expression): Interval | undefined {
  const word = value.kind === 'name' ? value.name : value.kind === 'text' ? value.value.toLowerCase() : '';
  return INTERVALS.find((interval) => interval === word) ?? INTERVAL_WORDS.get(word);
}

const INTERVAL_WORDS: ReadonlyMap<string, Interval> = new Map([
  ['d', '1d'],
  ['d1', '1d'],
  ['day', '1d'],
  ['daily', '1d'],
  ['w', '1w'],
  ['w1', '1w'],
  ['week', '1w'],
  ['weekly', '1w'],
  ['m1', '1m'],
  ['m5', '5m'],
  ['m15', '15m'],
  ['m30', '30m'],
  ['h1', '1h'],
  ['hour', '1h'],
  ['hourly', '1h'],
]);

function completeParams(
  { params }: CatalogueIndicator,
  given: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(params.map((each) => [each.name, given.get(each.name) ?? each.default]));
}

function outputOf(
  { id, outputs }: CatalogueIndicator,
  asked: AskedOutput,
  checking: Checking,
): CatalogueIndicator['outputs'][number] | undefined {
  if (asked === undefined) return outputs[0];
  const found = outputs.find(({ name }) => name === asked.name);
  if (found !== undefined) return found;
  const names = outputs.map(({ name }) => name);
  const there = names.length === 1 ? 'it has one value alone' : `there are ${names.join(', ')}`;
  return checking.problem(unknownWord(`output of ${id}`, asked.name, asked.span, names, there));
}

function intervalOf(
  called: Called,
  { id, intervals }: CatalogueIndicator,
  given: { readonly interval: Interval | undefined; readonly intervalSpan: Span | undefined },
  checking: Checking,
): Interval | undefined {
  const interval = given.interval ?? checking.interval;
  if (intervals.includes(interval)) return interval;
  const meant = (['5m', '1d'] as const).find((each) => intervals.includes(each)) ?? intervals[0] ?? '1d';
  const there = `${id} is measured on ${intervals.join(', ')}`;
  if (given.intervalSpan !== undefined) {
    const fix = { title: `Change to ${meant}`, span: given.intervalSpan, replacement: meant };
    return checking.tell(given.intervalSpan, `There is no ${id} on ${interval}; ${there}.`, fix);
  }
  const fix = { title: `Add ${meant}`, ...insertionOf(called, meant) };
  const message = `There is no ${id} on ${interval}, the interval of this rule; ${there}, so name one: ${id}(${meant}).`;
  return checking.tell(called.nameSpan, message, fix);
}

/** The edit that adds an argument to a call or a name. */
function insertionOf(
  called: Called,
  argument: string,
): { readonly span: Span; readonly replacement: string } {
  const last = called.args.at(-1);
  if (last !== undefined) {
    const at = { from: last.span.to, to: last.span.to };
    return { span: at, replacement: `, ${argument}` };
  }
  return { span: { from: called.nameSpan.to, to: called.span.to }, replacement: `(${argument})` };
}

/** Arguments of an indicator: parameters by position or name, an interval, what it reads. */
class SettingsReader {
  readonly params = new Map<string, number>();
  interval: Interval | undefined;
  intervalSpan: Span | undefined;
  input: Expression | undefined;
  readonly #called: Called;
  readonly #indicator: CatalogueIndicator;
  readonly #checking: Checking;
  #position = 0;

  constructor(called: Called, indicator: CatalogueIndicator, checking: Checking) {
    this.#called = called;
    this.#indicator = indicator;
    this.#checking = checking;
  }

  take(argument: Argument): boolean {
    const { name, value } = argument;
    if (value.kind === 'interval' && (name === undefined || name === 'interval'))
      return this.#takeInterval(value.interval, argument);
    if (name === undefined) return this.#takePositional(argument);
    if (name === 'input') return this.#takeInput(argument);
    if (name === 'interval')
      return this.#wrong(value.span, `interval of ${this.#id} is one such as 5m or 1d.`);
    const spec = this.#indicator.params.find((each) => each.name === name);
    return spec === undefined ? this.#unknown(name, argument.span) : this.#takeNumber(spec, value);
  }

  get #id(): string {
    return this.#indicator.id;
  }

  #takeInterval(interval: Interval, { span }: Argument): boolean {
    if (this.interval !== undefined) return this.#wrong(span, `${this.#id} takes one interval.`);
    this.interval = interval;
    this.intervalSpan = { from: span.to - interval.length, to: span.to };
    return true;
  }

  #takePositional({ value, span }: Argument): boolean {
    if (value.kind !== 'number' && value.kind !== 'unary') return this.#notByPosition(value);
    const spec = this.#indicator.params[this.#position];
    this.#position += 1;
    if (spec !== undefined) return this.#takeNumber(spec, value);
    const names = this.#indicator.params.map((each) => each.name);
    const takes =
      names.length === 0
        ? 'no numbers'
        : `${names.length === 1 ? 'one number' : `${names.length} numbers`} (${names.join(', ')})`;
    return this.#wrong(span, `${this.#id} takes ${takes} and an interval.`);
  }

  /** `sma(close, 20)`: what is read is given by name. */
  #notByPosition(value: Expression): boolean {
    if (value.kind === 'name' && value.name === '') return false;
    const text = written(this.#checking, value.span);
    const interval = intervalMeant(value);
    if (interval !== undefined) {
      const fix = { title: `Change to ${interval}`, span: value.span, replacement: interval };
      this.#checking.tell(value.span, `The interval ${text} is written ${interval}.`, fix);
      return false;
    }
    if (this.#indicator.defaultInput === undefined || value.kind === 'binary' || value.kind === 'text') {
      return this.#wrong(
        value.span,
        `'${text}' is no setting of ${this.#id}; its settings are ${this.#settings()}.`,
      );
    }
    const others = this.#called.args
      .filter((each) => each.value !== value)
      .map(({ span }) => this.#text(span));
    const input = value.kind === 'name' ? nameMeant(value.name) : this.#text(value.span);
    const replacement = `${this.#text(this.#called.nameSpan)}(${[...others, `input = ${input}`].join(', ')})`;
    const fix = { title: `Change to ${replacement}`, span: this.#called.span, replacement };
    this.#checking.tell(
      value.span,
      `What ${this.#id} reads is given by name: input = ${input}.`,
      replacement.length > 80 ? undefined : fix,
    );
    return false;
  }

  #text({ from, to }: Span): string {
    return this.#checking.text.slice(from, to);
  }

  #settings(): string {
    const inputs = this.#indicator.defaultInput === undefined ? [] : ['input'];
    return [...this.#indicator.params.map(({ name }) => name), 'interval', ...inputs].join(', ');
  }

  #takeInput({ value, span }: Argument): boolean {
    if (this.input !== undefined) return this.#wrong(span, `input of ${this.#id} is given twice.`);
    if (this.#indicator.defaultInput === undefined)
      return this.#wrong(span, `${this.#id} reads whole bars and takes no input.`);
    this.input = value;
    return true;
  }

  #takeNumber(spec: CatalogueParameter, value: Expression): boolean {
    if (value.kind === 'name' && value.name === '') return false;
    if (this.params.has(spec.name))
      return this.#wrong(value.span, `${spec.name} of ${this.#id} is given twice.`);
    const number = plainNumber(value);
    const kind = spec.integer ? 'a whole number' : 'a number';
    const allowed = `${kind} from ${decimal(spec.min)} to ${decimal(spec.max)}`;
    const isRight =
      number !== undefined &&
      number >= spec.min &&
      number <= spec.max &&
      (!spec.integer || Number.isInteger(number));
    if (isRight) {
      this.params.set(spec.name, number);
      return true;
    }
    const message = `${spec.name} of ${this.#id} is ${allowed}; it is ${written(this.#checking, value.span)}.`;
    const meant =
      number === undefined
        ? undefined
        : Math.min(Math.max(spec.integer ? Math.round(number) : number, spec.min), spec.max);
    const fix =
      meant === undefined
        ? undefined
        : { title: `Change to ${decimal(meant)}`, span: value.span, replacement: decimal(meant) };
    this.#checking.tell(value.span, message, fix);
    return false;
  }

  #unknown(name: string, { from }: Span): boolean {
    const span = { from, to: from + name.length };
    const names = [
      ...this.#indicator.params.map((each) => each.name),
      'interval',
      ...(this.#indicator.defaultInput === undefined ? [] : ['input']),
    ];
    const meant = SETTING_WORDS[name];
    const known = meant !== undefined && names.includes(meant);
    const problem = unknownWord(`setting of ${this.#id}`, name, span, names, `there are ${names.join(', ')}`);
    if (!known) this.#checking.problem(problem);
    else {
      const fix = { title: `Change to ${meant}`, span, replacement: meant };
      this.#checking.tell(span, `Unknown setting of ${this.#id} '${name}'; did you mean ${meant}?`, fix);
    }
    return false;
  }

  #wrong(span: Span, message: string): false {
    this.#checking.tell(span, message);
    return false;
  }
}

/** A number that stands there as such, with or without a minus. */
function plainNumber(value: Expression): number | undefined {
  if (value.kind === 'number') return value.percent ? undefined : value.value;
  if (value.kind !== 'unary' || value.operator !== '-') return undefined;
  const positive = plainNumber(value.of);
  return positive === undefined ? undefined : -positive;
}

/** What `input = ...` names: a field of the bar, or another indicator on the same interval. */
function inputOf(value: Expression, interval: Interval, checking: Checking): IndicatorInput | undefined {
  if (value.kind === 'name') {
    if (value.name === '') return undefined;
    const field = INPUT_FIELDS.find((each) => each === value.name);
    if (field !== undefined) return field;
  }
  return sourceOf(value, interval, checking);
}

function sourceOf(value: Expression, interval: Interval, checking: Checking): IndicatorSource | undefined {
  const asked = value.kind === 'output' ? { name: value.output, span: value.outputSpan } : undefined;
  const called = calledBy(value.kind === 'output' ? value.of : value);
  if (called === undefined) {
    const message = `An input is one of ${INPUT_FIELDS.join(', ')}, or another indicator such as rsi(14).`;
    return checking.tell(value.span, message);
  }
  const indicator = checking.indicator(meantBy(called.name));
  if (indicator === undefined) {
    const known = [...INPUT_FIELDS, ...checking.catalogue.indicators.map(({ id }) => id)];
    const otherwise = `an input is one of ${INPUT_FIELDS.join(', ')}, or an indicator`;
    return checking.problem(unknownWord('input', called.name, called.nameSpan, known, otherwise));
  }
  const inner = checkIndicator(called, indicator, asked, checking.on(interval));
  if (inner === undefined) return undefined;
  if (inner.interval !== interval) {
    const message = `An input is on the interval of what reads it: ${interval}, not ${inner.interval}.`;
    return checking.tell(called.span, message);
  }
  const { name, params, output } = inner;
  return { name, params, output, input: inner.input ?? indicator.defaultInput ?? 'close' };
}

/** What follows its input in the unit of prices follows any other input in that one's. */
function outputUnit(unit: RuleUnit, input: IndicatorInput | undefined, checking: Checking): RuleUnit {
  return unit === 'price' && input !== undefined ? inputUnit(input, checking) : unit;
}

function inputUnit(input: IndicatorInput, checking: Checking): RuleUnit {
  if (typeof input !== 'object') return fieldUnit(input);
  const outputs = checking.indicator(input.name)?.outputs;
  const unit = outputs?.find(({ name }) => name === input.output)?.unit ?? 'number';
  return outputUnit(unit, input.input, checking);
}

function fieldUnit(field: InputField): RuleUnit {
  return field === 'volume' ? 'volume' : 'price';
}
