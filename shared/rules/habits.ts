import type { RuleProblem, Span } from './syntax.ts';

/** What other programs call by one name, and this language writes with several. */
const WRITTEN: Readonly<Record<string, string>> = {
  c: 'close',
  o: 'open',
  h: 'high',
  l: 'low',
  v: 'volume',
  range: '(high - low)',
  day_range: '(day_high - day_low)',
  true_range: 'atr(1)',
  nr4: 'high - low <= lowest(high - low, 4)',
  nr7: 'high - low <= lowest(high - low, 7)',
  inside_day: '(high < high[1] and low > low[1])',
  inside_bar: '(high < high[1] and low > low[1])',
  outside_day: '(high > high[1] and low < low[1])',
  outside_bar: '(high > high[1] and low < low[1])',
  change_from_open: '(last / day_open - 1) * 100',
  orb_high: 'opening_range(30).high',
  orb_low: 'opening_range(30).low',
  macd_line: 'macd',
  macd_signal: 'macd.signal',
  signal: 'macd.signal',
  macd_hist: 'macd.histogram',
  macd_histogram: 'macd.histogram',
  histogram: 'macd.histogram',
  upper_bb: 'bbands.upper',
  bb_upper: 'bbands.upper',
  lower_bb: 'bbands.lower',
  bb_lower: 'bbands.lower',
  bandwidth: 'bbands.bandwidth',
  percent_b: 'bbands.percent_b',
  plus_di: 'adx.plus_di',
  minus_di: 'adx.minus_di',
  di_plus: 'adx.plus_di',
  di_minus: 'adx.minus_di',
  hhv: 'highest',
  llv: 'lowest',
  mean: 'avg',
  average: 'avg',
  time: 'minutes_since_open',
  gap_up: 'gap',
  gap_down: 'gap',
};

/** What no bar tells. */
const NOT_KNOWN: ReadonlySet<string> = new Set([
  ...[
    'float',
    'market_cap',
    'marketcap',
    'shares_outstanding',
    'pe',
    'eps',
    'earnings',
    'dividend',
    'revenue',
  ],
  ...[
    'short_interest',
    'short_float',
    'news',
    'analyst',
    'rating',
    'beta',
    'exchange',
    'industry',
    'country',
  ],
  ...['bid', 'ask', 'spread'],
]);

/** What is said in another way, by its names. */
const SAID: Readonly<Record<string, string>> = {
  up_days: 'so many closes in a row above the one before are rising(close, 3)',
  consecutive_up: 'so many closes in a row above the one before are rising(close, 3)',
  down_days: 'so many closes in a row below the one before are falling(close, 3)',
  consecutive_down: 'so many closes in a row below the one before are falling(close, 3)',
  count: 'of a condition that holds on each of some bars say lowest(close - open, 5) > 0',
  distance: 'a distance in percent is (close / sma(50) - 1) * 100, one in price close - sma(50)',
  all_time_high: 'the highest high of so many bars is highest(1000, 1d)',
  percent_rank: 'the best of a universe are rank(change) <= 50',
  ref: 'bars ago are written close[1]',
  iff: 'a condition stands for itself, joined by and, or, not',
  premarket_change: 'before the open, change is that of the newest price where the bars have extended hours',
};

const IN_SCHEDULE: ReadonlySet<string> = new Set(['weekday', 'day', 'day_of_week', 'monday', 'friday']);

/**
 * A name that traders bring from elsewhere, with what is written here; undefined where it is none of those.
 *
 * @param known names of indicators, the other ones too
 */
export function habitOf(
  {
    name,
    nameSpan,
    hasBrackets,
  }: { readonly name: string; readonly nameSpan: Span; readonly hasBrackets: boolean },
  known: readonly string[],
): RuleProblem | undefined {
  const change = (meant: string, why: string): RuleProblem => ({
    span: nameSpan,
    message: `'${name}' is written ${meant}${why}.`,
    fix: { title: `Change to ${meant}`, span: nameSpan, replacement: meant },
  });
  const [, word = '', period = ''] = /^([a-z_]+?)_?(\d{1,4})$/u.exec(name) ?? [];
  if (!hasBrackets && known.includes(word))
    return change(`${word}(${period})`, ': a period stands in brackets');
  const meant = Object.hasOwn(WRITTEN, name) ? WRITTEN[name] : undefined;
  // In brackets behind it would stand what is no call.
  if (meant !== undefined && (!hasBrackets || /^\w+$/u.test(meant))) return change(meant, '');
  const said = Object.hasOwn(SAID, name) ? SAID[name] : undefined;
  if (said !== undefined) return { span: nameSpan, message: `There is no '${name}': ${said}.` };
  if (NOT_KNOWN.has(name))
    return {
      span: nameSpan,
      message: `There is no '${name}': rules read bars, indicators, the session, sectors, symbols and lists.`,
    };
  if (IN_SCHEDULE.has(name))
    return {
      span: nameSpan,
      message: `There is no '${name}': the days on which a scanner runs are those of its schedule.`,
    };
  return undefined;
}

/** The one name that another one stands for elsewhere: `close` for `c`; the name itself where there is none. */
export function nameMeant(name: string): string {
  const meant = Object.hasOwn(WRITTEN, name) ? WRITTEN[name] : undefined;
  return meant !== undefined && /^\w+$/u.test(meant) ? meant : name;
}

/** How comparisons are said in words: the sign of each. */
export const SPOKEN_SIGNS: Readonly<Record<string, '>' | '<' | '>=' | '<=' | '='>> = {
  above: '>',
  over: '>',
  'greater than': '>',
  'more than': '>',
  below: '<',
  under: '<',
  'less than': '<',
  'at least': '>=',
  'at most': '<=',
  equals: '=',
  'equal to': '=',
};

/** How crosses are said between two values. */
export const SPOKEN_CROSSES: Readonly<Record<string, 'crosses_above' | 'crosses_below'>> = {
  crosses_above: 'crosses_above',
  crosses_below: 'crosses_below',
  'crosses above': 'crosses_above',
  'crosses over': 'crosses_above',
  'crossed above': 'crosses_above',
  'cross above': 'crosses_above',
  'crosses below': 'crosses_below',
  'crosses under': 'crosses_below',
  'crossed below': 'crosses_below',
  'cross below': 'crosses_below',
  crosses: 'crosses_above',
};

/** Numbers that are said in words. */
export const SPOKEN_FACTORS: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  millions: 1e6,
  billion: 1e9,
};
