import type { RuleUnit } from './checked-rule.ts';

export type WordGroup = 'field' | 'session' | 'function' | 'condition' | 'fact' | 'keyword';

/** What a word gives: a number in a unit, a number in the unit of its argument, a condition, a text. */
export type WordGives = RuleUnit | 'the same' | 'condition' | 'text';

/** One of the language's own words: completion, the hover, the form and the guide are made from it. */
export interface RuleWord {
  readonly name: string;
  readonly group: WordGroup;
  /** As it is written with all it takes: `rising(x, bars = 1, interval)`. */
  readonly signature: string;
  readonly gives: WordGives;
  /** One sentence. */
  readonly doc: string;
  /** A whole condition that uses it, right on 5m. */
  readonly example: string;
  /** What completion writes, where that is more than the name; `|` is where the cursor goes. */
  readonly insert?: string;
}

const FIELDS: readonly RuleWord[] = [
  {
    name: 'open',
    group: 'field',
    signature: 'open(interval)',
    gives: 'price',
    doc: 'Open of the last closed bar.',
    example: 'close > open',
  },
  {
    name: 'high',
    group: 'field',
    signature: 'high(interval)',
    gives: 'price',
    doc: 'High of the last closed bar.',
    example: 'close > high[1]',
  },
  {
    name: 'low',
    group: 'field',
    signature: 'low(interval)',
    gives: 'price',
    doc: 'Low of the last closed bar.',
    example: 'low > low[1]',
  },
  {
    name: 'close',
    group: 'field',
    signature: 'close(interval)',
    gives: 'price',
    doc: "Close of the last closed bar; of 1d that is yesterday's during the session, and last(1d) the price now.",
    example: 'close(1d) > sma(50, 1d)',
  },
  {
    name: 'volume',
    group: 'field',
    signature: 'volume(interval)',
    gives: 'volume',
    doc: "Shares traded in the last closed bar; of 1d that is yesterday's during the session, and day_volume today's so far.",
    example: 'volume(1d) > 1_000_000',
  },
  {
    name: 'hl2',
    group: 'field',
    signature: 'hl2(interval)',
    gives: 'price',
    doc: '(high + low) / 2 of the last closed bar.',
    example: 'hl2 > vwap',
  },
  {
    name: 'hlc3',
    group: 'field',
    signature: 'hlc3(interval)',
    gives: 'price',
    doc: '(high + low + close) / 3 of the last closed bar, the typical price.',
    example: 'hlc3 > vwap',
  },
  {
    name: 'ohlc4',
    group: 'field',
    signature: 'ohlc4(interval)',
    gives: 'price',
    doc: '(open + high + low + close) / 4 of the last closed bar.',
    example: 'ohlc4 > ohlc4[1]',
  },
  {
    name: 'last',
    group: 'field',
    signature: 'last(interval)',
    gives: 'price',
    doc: 'Close of the newest bar, which may still be forming: the latest price.',
    example: 'last(1d) > sma(20, 1d) * 1.02',
  },
];

const SESSION: readonly RuleWord[] = [
  {
    name: 'overnight_gap',
    group: 'session',
    signature: 'overnight_gap',
    gives: 'percent',
    doc: "Today's open against the close of the session before, in percent; with an interval, as in gap(5m), it is the indicator on closed bars.",
    example: 'gap > 3 %',
  },
  {
    name: 'session_change',
    group: 'session',
    signature: 'session_change',
    gives: 'percent',
    doc: 'Latest price against the close of the session before, in percent; with an interval, as in change(5m), it is the indicator on closed bars.',
    example: 'change > 5 %',
  },
  {
    name: 'relative_volume',
    group: 'session',
    signature: 'relative_volume',
    gives: 'ratio',
    doc: "Today's volume so far over what is usual by this time of day, from the average of the last 20 days: 2 is twice the usual; unknown before the open. With settings, as in rvol(5m), it is the indicator on closed bars.",
    example: 'rvol > 2',
  },
  {
    name: 'day_open',
    group: 'session',
    signature: 'day_open',
    gives: 'price',
    doc: "Open of today's session; unknown before it.",
    example: 'close > day_open',
  },
  {
    name: 'day_high',
    group: 'session',
    signature: 'day_high',
    gives: 'price',
    doc: "Highest price of today's regular hours so far.",
    example: 'last >= day_high',
  },
  {
    name: 'day_low',
    group: 'session',
    signature: 'day_low',
    gives: 'price',
    doc: "Lowest price of today's regular hours so far.",
    example: 'last <= day_low * 1.01',
  },
  {
    name: 'day_volume',
    group: 'session',
    signature: 'day_volume',
    gives: 'volume',
    doc: "Shares traded in today's regular hours so far.",
    example: 'day_volume > volume_sma(20, 1d)',
  },
  {
    name: 'prev_close',
    group: 'session',
    signature: 'prev_close',
    gives: 'price',
    doc: 'Close of the session before today, whatever the hour.',
    example: 'crosses_above(close, prev_close)',
  },
  {
    name: 'prev_high',
    group: 'session',
    signature: 'prev_high',
    gives: 'price',
    doc: 'High of the session before today, whatever the hour.',
    example: 'crosses_above(close, prev_high)',
  },
  {
    name: 'prev_low',
    group: 'session',
    signature: 'prev_low',
    gives: 'price',
    doc: 'Low of the session before today, whatever the hour.',
    example: 'crosses_below(close, prev_low)',
  },
  {
    name: 'premarket_high',
    group: 'session',
    signature: 'premarket_high',
    gives: 'price',
    doc: "Highest price of today's pre-market, from 04:00 to 09:30.",
    example: 'crosses_above(close, premarket_high)',
  },
  {
    name: 'premarket_low',
    group: 'session',
    signature: 'premarket_low',
    gives: 'price',
    doc: "Lowest price of today's pre-market, from 04:00 to 09:30.",
    example: 'crosses_below(close, premarket_low)',
  },
  {
    name: 'minutes_since_open',
    group: 'session',
    signature: 'minutes_since_open',
    gives: 'minutes',
    doc: 'Minutes since the open; negative before it.',
    example: 'minutes_since_open >= 30',
  },
  {
    name: 'minutes_to_close',
    group: 'session',
    signature: 'minutes_to_close',
    gives: 'minutes',
    doc: "Minutes to the session's close, on half days to the early one.",
    example: 'minutes_to_close < 60',
  },
];

const FUNCTIONS: readonly RuleWord[] = [
  {
    name: 'highest',
    group: 'function',
    signature: 'highest(x, bars, interval)',
    gives: 'the same',
    doc: 'Largest of the last so many values of anything, the newest included; highest(20, 5m), with the number first, is the highest high.',
    example: 'close > highest(close, 20)[1]',
    insert: 'highest(|, 20)',
  },
  {
    name: 'lowest',
    group: 'function',
    signature: 'lowest(x, bars, interval)',
    gives: 'the same',
    doc: 'Smallest of the last so many values of anything, the newest included; lowest(20, 5m), with the number first, is the lowest low.',
    example: 'close < lowest(close, 20)[1]',
    insert: 'lowest(|, 20)',
  },
  {
    name: 'pct_change',
    group: 'function',
    signature: 'pct_change(x, bars = 1, interval)',
    gives: 'percent',
    doc: 'Change against so many bars ago, in percent: 100 * (x / x[bars] - 1).',
    example: 'pct_change(close, 5) > 2 %',
    insert: 'pct_change(|, 5)',
  },
  {
    name: 'bars_since',
    group: 'function',
    signature: 'bars_since(condition, within, interval)',
    gives: 'count',
    doc: 'Bars since a condition was last true, 0 where it is now; unknown where it was not within so many bars.',
    example: 'bars_since(crosses_above(close, ema(9)), 10) <= 3',
    insert: 'bars_since(|, 20)',
  },
  {
    name: 'rank',
    group: 'function',
    signature: 'rank(x, among = universe)',
    gives: 'count',
    doc: "Place among the symbols of the scanner's universe, or of the symbol's sector: 1 for the largest value.",
    example: 'rank(change) <= 10',
    insert: 'rank(|)',
  },
  {
    name: 'abs',
    group: 'function',
    signature: 'abs(x)',
    gives: 'the same',
    doc: 'The value without its sign.',
    example: 'abs(gap) > 3 %',
    insert: 'abs(|)',
  },
  {
    name: 'min',
    group: 'function',
    signature: 'min(a, b, ...)',
    gives: 'the same',
    doc: 'The smallest of two to eight values.',
    example: 'close < min(vwap, ema(20))',
    insert: 'min(|)',
  },
  {
    name: 'max',
    group: 'function',
    signature: 'max(a, b, ...)',
    gives: 'the same',
    doc: 'The largest of two to eight values.',
    example: 'close > max(vwap, ema(20))',
    insert: 'max(|)',
  },
  {
    name: 'sqrt',
    group: 'function',
    signature: 'sqrt(x)',
    gives: 'number',
    doc: 'The square root.',
    example: 'stddev(20) / sqrt(20) > 0.1',
    insert: 'sqrt(|)',
  },
  {
    name: 'round',
    group: 'function',
    signature: 'round(x)',
    gives: 'the same',
    doc: 'The nearest whole number; halves go up.',
    example: 'round(close) = 100',
    insert: 'round(|)',
  },
  {
    name: 'floor',
    group: 'function',
    signature: 'floor(x)',
    gives: 'the same',
    doc: 'The whole number below.',
    example: 'floor(close / 10) > floor(open / 10)',
    insert: 'floor(|)',
  },
  {
    name: 'ceil',
    group: 'function',
    signature: 'ceil(x)',
    gives: 'the same',
    doc: 'The whole number above.',
    example: 'ceil(close) - close < 0.1',
    insert: 'ceil(|)',
  },
];

const CONDITIONS: readonly RuleWord[] = [
  {
    name: 'crosses_above',
    group: 'condition',
    signature: 'crosses_above(a, b, interval)',
    gives: 'condition',
    doc: 'True on the bar on which a is above b and was not on the bar before.',
    example: 'crosses_above(close, vwap)',
    insert: 'crosses_above(|)',
  },
  {
    name: 'crosses_below',
    group: 'condition',
    signature: 'crosses_below(a, b, interval)',
    gives: 'condition',
    doc: 'True on the bar on which a is below b and was not on the bar before.',
    example: 'crosses_below(rsi(14), 70)',
    insert: 'crosses_below(|)',
  },
  {
    name: 'rising',
    group: 'condition',
    signature: 'rising(x, bars = 1, interval)',
    gives: 'condition',
    doc: 'True where each of the last so many values is above the one before it.',
    example: 'rising(close, 3)',
    insert: 'rising(|, 3)',
  },
  {
    name: 'falling',
    group: 'condition',
    signature: 'falling(x, bars = 1, interval)',
    gives: 'condition',
    doc: 'True where each of the last so many values is below the one before it.',
    example: 'falling(volume, 3)',
    insert: 'falling(|, 3)',
  },
  {
    name: 'in_list',
    group: 'condition',
    signature: 'in_list("name", ...)',
    gives: 'condition',
    doc: "True for the symbols of a list of the session's.",
    example: 'in_list("Favourites")',
    insert: 'in_list("|")',
  },
];

const FACTS: readonly RuleWord[] = [
  {
    name: 'sector',
    group: 'fact',
    signature: 'sector in ("name", ...)',
    gives: 'text',
    doc: "The symbol's sector, held against one or several; unknown where no sector is known.",
    example: 'sector in ("Energy", "Utilities")',
    insert: 'sector in ("|")',
  },
  {
    name: 'symbol',
    group: 'fact',
    signature: 'symbol in ("name", ...)',
    gives: 'text',
    doc: 'The symbol itself, held against one or several.',
    example: 'symbol not in ("SPY", "QQQ")',
    insert: 'symbol in ("|")',
  },
];

const KEYWORDS: readonly RuleWord[] = [
  {
    name: 'and',
    group: 'keyword',
    signature: 'a and b',
    gives: 'condition',
    doc: 'True where both are; false where one is false; unknown otherwise.',
    example: 'close > vwap and rsi(14) > 50',
  },
  {
    name: 'or',
    group: 'keyword',
    signature: 'a or b',
    gives: 'condition',
    doc: 'True where one is; false where both are false; unknown otherwise.',
    example: 'rsi(14) > 70 or rsi(14) < 30',
  },
  {
    name: 'not',
    group: 'keyword',
    signature: 'not a',
    gives: 'condition',
    doc: 'Turns true into false and false into true; unknown stays unknown.',
    example: 'not rising(close, 3)',
  },
  {
    name: 'in',
    group: 'keyword',
    signature: 'sector in ("name", ...)',
    gives: 'condition',
    doc: 'True where a text is one of a list; not in where it is none of them.',
    example: 'sector not in ("Energy")',
  },
];

/** Every word of the language's own, by group, in the order of the guide. */
export const RULE_WORDS: readonly RuleWord[] = [
  ...FIELDS,
  ...SESSION,
  ...FUNCTIONS,
  ...CONDITIONS,
  ...FACTS,
  ...KEYWORDS,
];

/** Names of the words that stand for something: all but and, or, not, in. */
export const WORD_NAMES: readonly string[] = RULE_WORDS.filter(({ group }) => group !== 'keyword').map(
  ({ name }) => name,
);
