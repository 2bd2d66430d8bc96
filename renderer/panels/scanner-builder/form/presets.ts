/** A condition that is inserted whole, with a number to be changed. */
export interface Preset {
  readonly id: string;
  readonly group: string;
  /** As a trader would say it. */
  readonly title: string;
  readonly text: string;
  /** The number of it that is changed first; absent where there is none. */
  readonly number?: string;
}

const GROUPS: Readonly<Record<string, readonly (readonly [title: string, text: string, number?: string])[]>> =
  {
    'Gap and change': [
      ['Gap up over', 'gap > 3 %', '3'],
      ['Gap down over', 'gap < -3 %', '-3'],
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
      ['Relative volume at least', 'rvol >= 2', '2'],
      ['Traded today at least', 'day_volume >= 1_000_000', '1_000_000'],
      ['Usual daily volume at least', 'volume_sma(20, 1d) >= 500_000', '500_000'],
      ['A bar on twice its usual volume', 'volume(5m) > 2 * volume_sma(20, 5m)', '2'],
    ],
    VWAP: [
      ['Above VWAP', 'close(5m) > vwap(5m)'],
      ['Below VWAP', 'close(5m) < vwap(5m)'],
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
  presets.map(([title, text, number]) => ({
    id: `${group} ${title}`,
    group,
    title,
    text,
    ...(number !== undefined && { number }),
  })),
);

/** Those whose words hold every word that is typed. */
export function presetsFor(typed: string): readonly Preset[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return PRESETS.filter(({ group, title, text }) => {
    const all = `${group} ${title} ${text}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
