import { LONGEST_CHAIN } from '../domain/indicator.ts';
import { percentOver } from './check-names.ts';
import type {
  BarsSinceMeasure,
  FieldMeasure,
  FunctionMeasure,
  Measure,
  RankMeasure,
  RuleUnit,
  WindowMeasure,
} from './checked-rule.ts';
import { type Called, type Checking, written } from './checking.ts';
import { barsOf, functionArguments } from './function-arguments.ts';
import { MOST_BARS_BACK, MOST_LAGS } from './limits.ts';
import { chainLength, everyPart } from './measure-tree.ts';
import { fitsTimes, movableInterval, movedBack, tellChain } from './moved.ts';
import { isOneOf, MATH_NAMES } from './names.ts';
import { unknownWord } from './suggestions.ts';
import type { Expression, Span } from './syntax.ts';
import { commonUnit, UNIT_WORDS } from './units.ts';

/** Functions that give a number; `unnamed` where the name is none of them. */
export function checkFunction(called: Called, checking: Checking): Measure | undefined | 'unnamed' {
  const { name } = called;
  if (name === 'highest' || name === 'lowest') return checkWindow(called, name, checking);
  if (name === 'avg' || name === 'sum') return checkTotal(called, name, checking);
  if (name === 'pct_change') return checkPercentChange(called, checking);
  if (name === 'bars_since') return checkBarsSince(called, checking);
  if (name === 'rank') return checkRank(called, checking);
  return isOneOf(MATH_NAMES, name) ? checkMath(called, name, checking) : 'unnamed';
}

/** `highest(20, 5m)`, `highest(5m)`, `highest(20, input = close)` are the indicator; `highest(close, 20)` looks at any value. */
function isIndicatorCall({ args }: Called): boolean {
  return args.every(
    ({ name, value }) =>
      name !== 'x' &&
      name !== 'bars' &&
      (name !== undefined || value.kind === 'number' || value.kind === 'interval'),
  );
}

function checkWindow(
  called: Called,
  name: WindowMeasure['name'],
  checking: Checking,
): Measure | undefined | 'unnamed' {
  if (isIndicatorCall(called)) return 'unnamed';
  const shape = {
    args: [{ name: 'x' }, { name: 'bars' }],
    takesInterval: true,
    example: `${name}(close, 20) of any value, or ${name}(20, 5m) of the ${name === 'highest' ? 'highs' : 'lows'}`,
  };
  const given = functionArguments(called, shape, checking);
  const [x, count] = [given?.values.get('x'), given?.values.get('bars')];
  if (given === undefined || x === undefined || count === undefined) return undefined;
  const of = checking.on(given.interval ?? checking.interval).measure(x);
  const bars = barsOf(count, `bars of ${name}`, MOST_BARS_BACK, checking);
  if (of === undefined || bars === undefined || !isFlat(of, name, checking)) return undefined;
  const interval = movableInterval(of, name, x.span, checking);
  if (interval === undefined || !movedBack(of, bars - 1, interval, called.span, checking)) return undefined;
  if (of.kind === 'indicator' && chainLength(of.input) + (of.ago > 0 ? 2 : 1) > LONGEST_CHAIN) {
    tellChain(called.span, checking);
    return undefined;
  }
  const isLeaf = of.kind === 'indicator' || of.kind === 'field';
  if (!isLeaf && !fitsLags(of, bars, count.span, checking)) return undefined;
  return { kind: 'window', name, bars, interval, of, unit: of.unit, span: called.span };
}

/** False where there is a window inside of a window, which is told. */
function isFlat(of: Measure, name: string, checking: Checking): boolean {
  for (const part of everyPart(of)) {
    if (part.kind !== 'window' && part.kind !== 'bars_since') continue;
    const message = `'${written(checking, part.span)}' looks back itself and cannot stand in ${name}.`;
    checking.tell(part.span, message);
    return false;
  }
  return true;
}

/** Every earlier value of arithmetic is kept for every symbol. */
function fitsLags(
  of: Parameters<typeof everyPart>[0],
  bars: number,
  span: Span,
  checking: Checking,
): boolean {
  const leaves = new Set<string>();
  for (const part of everyPart(of)) {
    if (part.kind === 'field' || part.kind === 'indicator')
      leaves.add(JSON.stringify({ ...part, span: null }));
  }
  const most = Math.floor(MOST_LAGS / Math.max(1, leaves.size));
  if (bars <= most) return true;
  const fix = { title: `Change to ${most}`, span, replacement: String(most) };
  const message = `Looking back on ${leaves.size === 1 ? 'an expression' : `an expression of ${leaves.size} values`} reaches at most ${most} bars; it is ${bars}.`;
  checking.tell(span, message, fix);
  return false;
}

/** `avg(close * volume, 20)`, `sum(volume, 5)`: of any value, as arithmetic over its earlier values. */
function checkTotal(called: Called, name: 'avg' | 'sum', checking: Checking): Measure | undefined {
  const shape = {
    args: [{ name: 'x' }, { name: 'bars' }],
    takesInterval: true,
    example: `${name}(${name === 'avg' ? 'close * volume, 20' : 'volume, 5'})`,
  };
  const given = functionArguments(called, shape, checking);
  const [x, count] = [given?.values.get('x'), given?.values.get('bars')];
  if (given === undefined || x === undefined || count === undefined) return undefined;
  const of = checking.on(given.interval ?? checking.interval).measure(x);
  const bars = barsOf(count, `bars of ${name}`, MOST_BARS_BACK, checking);
  if (of === undefined || bars === undefined || !isFlat(of, name, checking)) return undefined;
  const interval = movableInterval(of, name, x.span, checking);
  if (interval === undefined) return undefined;
  const { span } = called;
  const number: Measure = { kind: 'constant', value: bars, unit: 'number', span };
  const mean = of.kind === 'field' ? meanOfField(of, bars, span, checking) : undefined;
  if (mean !== undefined)
    return name === 'avg'
      ? mean
      : { kind: 'arithmetic', operator: '*', left: mean, right: number, unit: of.unit, span };
  if (!fitsLags(of, bars, count.span, checking) || !fitsTimes(bars, [of], span, checking)) return undefined;
  const values: Measure[] = [];
  for (let ago = 0; ago < bars; ago += 1) {
    const value = movedBack(of, ago, interval, span, checking);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const total = totalOf(values, of.unit, span);
  if (name === 'sum') return total;
  return { kind: 'arithmetic', operator: '/', left: total, right: number, unit: of.unit, span };
}

/** The mean of a field of bars is an indicator: one number is kept in place of a column for every bar. */
function meanOfField(
  { field, interval, ago, unit }: FieldMeasure,
  bars: number,
  span: Span,
  checking: Checking,
): Measure | undefined {
  const sma = checking.indicator('sma');
  const [output] = sma?.outputs ?? [];
  if (output === undefined) return undefined;
  const input = field === sma?.defaultInput ? undefined : field;
  const params = { period: bars };
  return { kind: 'indicator', name: 'sma', params, input, output: output.name, interval, ago, unit, span };
}

/** Added two by two: a tree whose height grows with the logarithm of their number. */
function totalOf(values: readonly Measure[], unit: RuleUnit, span: Span): Measure {
  const half = Math.ceil(values.length / 2);
  const [first] = values;
  if (first !== undefined && values.length === 1) return first;
  const [left, right] = [totalOf(values.slice(0, half), unit, span), totalOf(values.slice(half), unit, span)];
  return { kind: 'arithmetic', operator: '+', left, right, unit, span };
}

/** `pct_change(x, n)`: 100 * (x / x[n] - 1). */
function checkPercentChange(called: Called, checking: Checking): Measure | undefined {
  const shape = {
    args: [{ name: 'x' }, { name: 'bars', isOptional: true }],
    takesInterval: true,
    example: 'pct_change(close, 5)',
  };
  const given = functionArguments(called, shape, checking);
  const x = given?.values.get('x');
  if (given === undefined || x === undefined) return undefined;
  const of = checking.on(given.interval ?? checking.interval).measure(x);
  const count = given.values.get('bars');
  const bars = count === undefined ? 1 : barsOf(count, 'bars of pct_change', MOST_BARS_BACK, checking);
  if (of === undefined || bars === undefined) return undefined;
  const interval = movableInterval(of, 'pct_change', x.span, checking);
  if (interval === undefined || !fitsTimes(2, [of], called.span, checking)) return undefined;
  const before = movedBack(of, bars, interval, called.span, checking);
  if (before === undefined) return undefined;
  const { span } = called;
  const ratio: Measure = { kind: 'arithmetic', operator: '/', left: of, right: before, unit: 'ratio', span };
  const number = (value: number): Measure => ({ kind: 'constant', value, unit: 'number', span });
  return percentOver(ratio, number(1), number(100), span);
}

function checkBarsSince(called: Called, checking: Checking): BarsSinceMeasure | undefined {
  const shape = {
    args: [{ name: 'condition' }, { name: 'within' }],
    takesInterval: true,
    example: 'bars_since(close > open, 20)',
  };
  const given = functionArguments(called, shape, checking);
  const [condition, count] = [given?.values.get('condition'), given?.values.get('within')];
  if (given === undefined || condition === undefined || count === undefined) return undefined;
  const of = checking.on(given.interval ?? checking.interval).predicate(condition);
  const within = barsOf(count, 'within of bars_since', MOST_BARS_BACK, checking);
  if (of === undefined || within === undefined) return undefined;
  const nested = [...everyPart(of)].find(({ kind }) => kind === 'bars_since');
  if (nested !== undefined) return checking.tell(nested.span, 'bars_since cannot stand in bars_since.');
  const interval = movableInterval(of, 'bars_since', condition.span, checking);
  if (interval === undefined || !fitsLags(of, within + 1, count.span, checking)) return undefined;
  if (movedBack(of, within, interval, called.span, checking) === undefined) return undefined;
  return { kind: 'bars_since', interval, within, of, unit: 'count', span: called.span };
}

function checkRank(called: Called, checking: Checking): RankMeasure | undefined {
  const shape = {
    args: [{ name: 'x' }, { name: 'among', isOptional: true }],
    takesInterval: true,
    example: 'rank(gap), or rank(gap, sector)',
  };
  const given = functionArguments(called, shape, checking);
  const x = given?.values.get('x');
  if (given === undefined || x === undefined) return undefined;
  const of = checking.on(given.interval ?? checking.interval).measure(x);
  const among = amongOf(given.values.get('among'), checking);
  if (of === undefined || among === undefined) return undefined;
  const parts = [...everyPart(of)];
  const nested = parts.find(({ kind }) => kind === 'rank');
  if (nested !== undefined)
    return checking.tell(nested.span, 'A rank of a rank is the same rank; rank the value itself.');
  if (!parts.some(({ kind }) => kind === 'field' || kind === 'indicator' || kind === 'session'))
    return checking.tell(
      x.span,
      `'${written(checking, x.span)}' is the same for every symbol, so it has no rank.`,
    );
  return { kind: 'rank', of, among, unit: 'count', span: called.span };
}

function amongOf(given: Expression | undefined, checking: Checking): RankMeasure['among'] | undefined {
  if (given === undefined) return 'universe';
  if (given.kind === 'name' && (given.name === 'sector' || given.name === 'universe')) return given.name;
  const word = given.kind === 'name' ? given.name : written(checking, given.span);
  if (word === '') return undefined;
  return checking.problem(
    unknownWord('group of rank', word, given.span, ['sector', 'universe'], 'there are universe and sector'),
  );
}

/** How many arguments each takes. */
const MATH_ARGUMENTS: Readonly<Record<FunctionMeasure['name'], readonly [number, number]>> = {
  abs: [1, 1],
  min: [2, 8],
  max: [2, 8],
  sqrt: [1, 1],
  round: [1, 1],
  floor: [1, 1],
  ceil: [1, 1],
};

function checkMath(
  called: Called,
  name: FunctionMeasure['name'],
  checking: Checking,
): FunctionMeasure | undefined {
  const [least, most] = MATH_ARGUMENTS[name];
  const { args: given, nameSpan, span } = called;
  const named = given.find((each) => each.name !== undefined);
  if (named !== undefined) return checking.tell(named.span, `The arguments of ${name} have no names.`);
  if (given.length < least || given.length > most) {
    const takes =
      most === 1 ? 'one value, as in abs(gap)' : `${least} to ${most} values, as in max(close, open)`;
    return checking.tell(nameSpan, `${name} takes ${takes.replace(/abs|max/u, name)}.`);
  }
  const args = given.map(({ value }) => checking.measure(value)).filter((each) => each !== undefined);
  if (args.length < given.length) return undefined;
  const unit = name === 'sqrt' ? 'number' : unitOf(args, checking);
  return unit === undefined ? undefined : { kind: 'function', name, args, unit, span };
}

function unitOf(args: readonly Measure[], checking: Checking): RuleUnit | undefined {
  let unit: RuleUnit = 'number';
  for (const arg of args) {
    const common = commonUnit(unit, arg.unit);
    if (common === undefined) {
      const message = `'${written(checking, arg.span)}' is ${UNIT_WORDS[arg.unit]} beside ${UNIT_WORDS[unit]}; all of them need one unit.`;
      return checking.tell(arg.span, message);
    }
    unit = common;
  }
  return unit;
}
