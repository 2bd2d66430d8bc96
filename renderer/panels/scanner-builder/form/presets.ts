/** A condition that is inserted whole, with a number to be changed. */
export interface Preset {
  readonly id: string;
  readonly group: string;
  /** As a trader would say it. */
  readonly title: string;
  readonly text: string;
  /** The number of it that is changed first; absent where there is none. */
  readonly number?: string;
  /** Other words that it is looked for by. */
  readonly also: string;
}

type Row = readonly [title: string, text: string, number?: string | undefined, also?: string];

const GROUPS: Readonly<Record<string, readonly Row[]>> = {
  'Gap and change': [
    ['Gap up over', 'gap > 3 %', '3', 'gaps higher overnight opens above'],
    ['Gap down over', 'gap < -3 %', '-3', 'gaps lower overnight opens below'],
    ['Up today over', 'change > 2 %', '2'],
    ['Down today over', 'change < -2 %', '-2'],
    ['Among the strongest of today', 'rank(change) <= 10', '10'],
  ],
  Price: [
    ['Price at least', 'last(1d) >= 5', '5'],
    ['Price at most', 'last(1d) <= 200', '200'],
    ['Above the 20-day average', 'last(1d) > sma(20, 1d)', '20'],
    ['Below the 20-day average', 'last(1d) < sma(20, 1d)', '20'],
    ['Averages cross upwards', 'crosses_above(ema(9, 5m), ema(20, 5m))', '9'],
    ['Averages cross downwards', 'crosses_below(ema(9, 5m), ema(20, 5m))', '9'],
  ],
  Volume: [
    ['Relative volume at least', 'rvol >= 2', '2', 'times twice double usual normal average volume unusual'],
    ['Traded today at least', 'day_volume >= 1_000_000', '1_000_000'],
    ['Usual daily volume at least', 'volume_sma(20, 1d) >= 500_000', '500_000', 'average liquid'],
    ['A bar over its usual volume', 'volume(5m) > 2 * volume_sma(20, 5m)', '2'],
  ],
  VWAP: [
    ['Above VWAP', 'close(5m) > vwap(5m)', undefined, 'over'],
    ['Below VWAP', 'close(5m) < vwap(5m)', undefined, 'under'],
    ['Crosses above VWAP', 'crosses_above(close(5m), vwap(5m))'],
    ['Crosses below VWAP', 'crosses_below(close(5m), vwap(5m))'],
  ],
  Momentum: [
    ['RSI above', 'rsi(14, 5m) > 70', '70'],
    ['RSI below', 'rsi(14, 5m) < 30', '30'],
    ['MACD above its signal', 'macd(5m) > macd(5m).signal'],
    ['Above the upper Bollinger band', 'close(5m) > bbands(20, 5m).upper', '20'],
    ['Rising for so many bars', 'rising(close(5m), 3)', '3'],
  ],
  'Highs and lows': [
    ['New high of so many days', 'last(1d) > highest(20, 1d)', '20'],
    ['New low of so many days', 'last(1d) < lowest(20, 1d)', '20'],
    ['New 52-week high', 'last(1d) > high_52w(1d)'],
    ['Above yesterday’s high', 'last(1d) > prev_high'],
    ['Below yesterday’s low', 'last(1d) < prev_low'],
    ['Above the pre-market high', 'last(1d) > premarket_high'],
  ],
  'Time and symbols': [
    ['So many minutes after the open', 'minutes_since_open >= 15', '15'],
    ['Until so many minutes before the close', 'minutes_to_close >= 30', '30'],
    ['In a sector', 'sector in ("Energy")'],
    ['None of these symbols', 'symbol not in ("SPY", "QQQ")'],
  ],
};

/** Conditions that traders begin with, by what they are about. */
export const PRESETS: readonly Preset[] = Object.entries(GROUPS).flatMap(([group, presets]) =>
  presets.map(([title, text, number, also = '']) => ({
    id: `${group} ${title}`,
    group,
    title,
    text,
    also,
    ...(number !== undefined && { number }),
  })),
);

/**
 * Those that are meant by what is typed, the likeliest first: a title that begins so, then one with words that
 * begin so, then other words for it, then whatever holds the words anywhere, the rule's own text among it.
 */
export function presetsFor(typed: string): readonly Preset[] {
  const words = wordsOf(typed).filter((word) => !FILLERS.has(word));
  const rankOf = (preset: Preset) => rank(preset, typed.trim().toLowerCase(), words);
  return PRESETS.filter((preset) => rankOf(preset) < NO_MATCH).sort((a, b) => rankOf(a) - rankOf(b));
}

const NO_MATCH = 4;
/** Said between the words that mean something: "on twice the usual volume". */
const FILLERS = new Set(['a', 'an', 'the', 'on', 'of', 'its']);

function rank({ group, title, text, also }: Preset, typed: string, words: readonly string[]): number {
  const said = title.toLowerCase();
  if (said.startsWith(typed)) return 0;
  const begins = (known: readonly string[]) =>
    words.every((word) => known.some((other) => other.startsWith(word)));
  if (begins(wordsOf(title))) return 1;
  if (begins(wordsOf(`${title} ${group} ${also}`))) return 2;
  const all = `${group} ${title} ${also} ${text}`.toLowerCase();
  return words.every((word) => all.includes(word)) ? 3 : NO_MATCH;
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean);
}
