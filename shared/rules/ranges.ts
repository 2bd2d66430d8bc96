import type { IndicatorInput } from '../domain/indicator.ts';
import type {
  ArithmeticMeasure,
  FunctionMeasure,
  IndicatorMeasure,
  Measure,
  RuleUnit,
} from './checked-rule.ts';

/** The values that a number can take, both ends included. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
}

const ANY: ValueRange = { least: -Infinity, most: Infinity };
/** Prices are above zero, by however little. */
const POSITIVE: ValueRange = { least: Number.MIN_VALUE, most: Infinity };
const NOT_NEGATIVE: ValueRange = { least: 0, most: Infinity };
const PERCENT_OF_ALL: ValueRange = { least: 0, most: 100 };
/** Nothing loses more than all of its worth. */
const CHANGE: ValueRange = { least: -100, most: Infinity };
const EITHER: ValueRange = { least: -1, most: 1 };

/**
 * The values that an indicator can take by its definition, by `id` or `id.output`. What is not here can take any,
 * or follows what it reads.
 */
export const INDICATOR_RANGES: Readonly<Record<string, ValueRange>> = {
  rsi: PERCENT_OF_ALL,
  mfi: PERCENT_OF_ALL,
  stochastic: PERCENT_OF_ALL,
  stoch_rsi: PERCENT_OF_ALL,
  adx: PERCENT_OF_ALL,
  aroon: PERCENT_OF_ALL,
  'aroon.oscillator': { least: -100, most: 100 },
  williams_r: { least: -100, most: 0 },
  cmf: EITHER,
  'supertrend.direction': EITHER,
  'parabolic_sar.direction': EITHER,
  atr: NOT_NEGATIVE,
  natr: NOT_NEGATIVE,
  stddev: NOT_NEGATIVE,
  volume_sma: NOT_NEGATIVE,
  relative_volume: NOT_NEGATIVE,
  roc: CHANGE,
  overnight_gap: CHANGE,
  session_change: CHANGE,
  vwap: POSITIVE,
  opening_range: POSITIVE,
  premarket: POSITIVE,
  prior_day: POSITIVE,
};

/** Means and extremes of what they read: never outside of it. */
const INSIDE_INPUT: ReadonlySet<string> = new Set([
  ...['sma', 'ema', 'wma', 'kama', 'highest', 'lowest', 'high_52w', 'low_52w', 'bbands.middle', 'donchian'],
]);

/** Indicators whose range holds for bars' prices alone: a change of something that may be negative has none. */
const OF_PRICES: ReadonlySet<string> = new Set(['roc']);

const SESSION_RANGES: Readonly<Partial<Record<RuleUnit, ValueRange>>> = {
  price: POSITIVE,
  volume: NOT_NEGATIVE,
  ratio: NOT_NEGATIVE,
  percent: CHANGE,
};

/** The values that a measure can take, whatever the bars are; at worst any. */
export function rangeOf(of: Measure): ValueRange {
  switch (of.kind) {
    case 'constant':
      return { least: of.value, most: of.value };
    case 'field':
      return of.field === 'volume' ? NOT_NEGATIVE : POSITIVE;
    case 'indicator':
      return rangeOfIndicator(of);
    case 'session':
      return SESSION_RANGES[of.unit] ?? ANY;
    case 'clock':
      return ANY;
    case 'rank':
      return { least: 1, most: Infinity };
    case 'arithmetic':
      return rangeOfArithmetic(of);
    case 'function':
      return rangeOfFunction(of);
    case 'window':
      return rangeOf(of.of);
    case 'bars_since':
      return { least: 0, most: of.within };
  }
}

function rangeOfIndicator({
  name,
  output,
  input,
}: Pick<IndicatorMeasure, 'name' | 'output' | 'input'>): ValueRange {
  const named = `${name}.${output}`;
  if (INSIDE_INPUT.has(name) || INSIDE_INPUT.has(named)) return rangeOfInput(input);
  if (OF_PRICES.has(name) && typeof input === 'object') return ANY;
  return INDICATOR_RANGES[named] ?? INDICATOR_RANGES[name] ?? ANY;
}

function rangeOfInput(input: IndicatorInput | undefined): ValueRange {
  if (typeof input === 'object') return rangeOfIndicator(input);
  return input === 'volume' ? NOT_NEGATIVE : POSITIVE;
}

function rangeOfArithmetic({ operator, left, right }: ArithmeticMeasure): ValueRange {
  const [a, b] = [rangeOf(left), rangeOf(right)];
  switch (operator) {
    case '+':
      return { least: a.least + b.least, most: a.most + b.most };
    case '-':
      return { least: a.least - b.most, most: a.most - b.least };
    case '*':
      return corners(a, b, (x, y) => (x === 0 || y === 0 ? 0 : x * y));
    case '/':
      // A quotient by what may be of either sign, or zero alone, is anywhere or nowhere.
      if (b.least < 0 ? b.most >= 0 : b.most === 0) return ANY;
      return corners(a, b, quotient);
  }
}

function quotient(x: number, y: number): number {
  if (x === 0) return 0;
  if (y === 0) return Infinity * Math.sign(x);
  return Math.abs(y) === Infinity ? 0 : x / y;
}

/** What an operator that grows or falls in each of its sides makes of two ranges. */
function corners(a: ValueRange, b: ValueRange, of: (x: number, y: number) => number): ValueRange {
  const all = [of(a.least, b.least), of(a.least, b.most), of(a.most, b.least), of(a.most, b.most)];
  return { least: Math.min(...all), most: Math.max(...all) };
}

function rangeOfFunction({ name, args }: FunctionMeasure): ValueRange {
  const ranges = args.map(rangeOf);
  const leasts = ranges.map(({ least }) => least);
  const mosts = ranges.map(({ most }) => most);
  const [least = -Infinity, most = Infinity] = [leasts[0], mosts[0]];
  switch (name) {
    case 'abs': {
      const far = Math.max(Math.abs(least), Math.abs(most));
      return { least: least <= 0 && most >= 0 ? 0 : Math.min(Math.abs(least), Math.abs(most)), most: far };
    }
    case 'min':
      return { least: Math.min(...leasts), most: Math.min(...mosts) };
    case 'max':
      return { least: Math.max(...leasts), most: Math.max(...mosts) };
    case 'sqrt':
      return { least: Math.sqrt(Math.max(0, least)), most: Math.sqrt(Math.max(0, most)) };
    case 'round':
    case 'floor':
    case 'ceil':
      return { least: Math.floor(least), most: Math.ceil(most) };
  }
}
