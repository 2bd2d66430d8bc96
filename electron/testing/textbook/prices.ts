import {
  type BarColumns,
  type Column,
  each,
  earlier,
  exponential,
  mean,
  rolling,
  sum,
  type Textbook,
  together,
  weighted,
  wilder,
} from './columns.ts';

const high = (window: Column): number => Math.max(...window);
const low = (window: Column): number => Math.min(...window);

function deviation(window: Column): number {
  const middle = mean(window);
  return Math.sqrt(mean(window.map((value) => (value - middle) ** 2)));
}

export function trueRange(bars: BarColumns): Column {
  return each(
    (top, bottom, before) => Math.max(top - bottom, Math.abs(top - before), Math.abs(bottom - before)),
    bars.high,
    bars.low,
    earlier(bars.close),
  );
}

function strength(close: Column, period: number): Column {
  const change = each((now, before) => now - before, close, earlier(close));
  const gain = wilder(
    change.map((value) => (value > 0 ? value : value - value)),
    period,
  );
  const loss = wilder(
    change.map((value) => (value < 0 ? -value : value - value)),
    period,
  );
  return each((up, down) => (up + down === 0 ? 50 : 100 - 100 / (1 + up / down)), gain, loss);
}

/** 100 where the value is the highest of the window; 50 where the window has no range. */
function position(value: Column, top: Column, bottom: Column): Column {
  return each(
    (now, most, least) => (most - least < 1e-10 ? 50 : (100 * (now - least)) / (most - least)),
    value,
    top,
    bottom,
  );
}

/** k and d of a position. */
function smoothed(raw: Column, smooth: number, signal: number): Column[] {
  const k = rolling(raw, smooth, mean);
  return together(k, rolling(k, signal, mean));
}

/** Definitions over windows and averages of prices. */
export const PRICE_TEXTBOOKS: Readonly<Record<string, Textbook>> = {
  sma: ({ close }, { period }) => [rolling(close, period, mean)],
  ema: ({ close }, { period }) => [exponential(close, period)],
  wma: ({ close }, { period }) => [weighted(close, period)],
  dema: ({ close }, { period }) => {
    const once = exponential(close, period);
    return [each((a, b) => 2 * a - b, once, exponential(once, period))];
  },
  tema: ({ close }, { period }) => {
    const once = exponential(close, period);
    const twice = exponential(once, period);
    return [each((a, b, c) => 3 * a - 3 * b + c, once, twice, exponential(twice, period))];
  },
  hma: ({ close }, { period }) => {
    const fast = weighted(close, Math.floor(period / 2));
    const raw = each((a, b) => 2 * a - b, fast, weighted(close, period));
    return [weighted(raw, Math.floor(Math.sqrt(period)))];
  },
  kama: ({ close }, { period, fast, slow }) => {
    let average = Number.NaN;
    const values = close.map((value, bar) => {
      if (bar < period) return Number.NaN;
      const path = close.slice(bar - period, bar + 1);
      const moved = sum(path.slice(1).map((price, index) => Math.abs(price - (path[index] ?? 0))));
      const efficiency = moved === 0 ? 1 : Math.abs(value - (path[0] ?? 0)) / moved;
      const [quick, lazy] = [2 / (fast + 1), 2 / (slow + 1)];
      const before = bar === period ? (close[bar - 1] ?? 0) : average;
      average = before + (efficiency * (quick - lazy) + lazy) ** 2 * (value - before);
      return average;
    });
    return [values];
  },
  stddev: ({ close }, { period }) => [rolling(close, period, deviation)],
  bbands: ({ close }, { period, k }) => {
    const middle = rolling(close, period, mean);
    const reach = rolling(close, period, deviation).map((value) => k * value);
    return [
      middle,
      each((a, b) => a + b, middle, reach),
      each((a, b) => a - b, middle, reach),
      each((a, b) => (2 * b) / a, middle, reach),
      each((a, b, price) => (b === 0 ? 0.5 : (price - (a - b)) / (2 * b)), middle, reach, close),
    ];
  },
  macd: ({ close }, { fast, slow, signal }) => {
    const line = each((a, b) => a - b, exponential(close, fast), exponential(close, slow));
    const average = exponential(line, signal);
    return together(
      line,
      average,
      each((a, b) => a - b, line, average),
    );
  },
  rsi: ({ close }, { period }) => [strength(close, period)],
  stoch_rsi: ({ close }, { period, stoch, smooth, signal }) => {
    const rsi = strength(close, period);
    return smoothed(position(rsi, rolling(rsi, stoch, high), rolling(rsi, stoch, low)), smooth, signal);
  },
  stochastic: (bars, { period, smooth, signal }) => {
    const raw = position(bars.close, rolling(bars.high, period, high), rolling(bars.low, period, low));
    return smoothed(raw, smooth, signal);
  },
  williams_r: (bars, { period }) => {
    const raw = position(bars.close, rolling(bars.high, period, high), rolling(bars.low, period, low));
    return [raw.map((value) => value - 100)];
  },
  cci: (bars, { period }) => {
    const typical = each((a, b, c) => (a + b + c) / 3, bars.high, bars.low, bars.close);
    const middle = rolling(typical, period, mean);
    const spread = rolling(typical, period, (window) =>
      mean(window.map((value) => Math.abs(value - mean(window)))),
    );
    return [each((a, b, c) => (c < 1e-9 ? 0 : (a - b) / (0.015 * c)), typical, middle, spread)];
  },
  roc: ({ close }, { period }) => [each((a, b) => 100 * (a / b - 1), close, earlier(close, period))],
  value_ago: ({ close }, { period }) => [earlier(close, period)],
  momentum: ({ close }, { period }) => [each((a, b) => a - b, close, earlier(close, period))],
  atr: (bars, { period }) => [wilder(trueRange(bars), period)],
  natr: (bars, { period }) => [
    each((range, price) => (100 * range) / price, wilder(trueRange(bars), period), bars.close),
  ],
  keltner: (bars, { period, atr, k }) => {
    const middle = exponential(bars.close, period);
    const reach = wilder(trueRange(bars), atr).map((value) => k * value);
    return together(
      middle,
      each((a, b) => a + b, middle, reach),
      each((a, b) => a - b, middle, reach),
    );
  },
  donchian: (bars, { period }) => {
    const [top, bottom] = [rolling(bars.high, period, high), rolling(bars.low, period, low)];
    return [each((a, b) => (a + b) / 2, top, bottom), top, bottom];
  },
  highest: (bars, { period }) => [rolling(bars.high, period, high)],
  lowest: (bars, { period }) => [rolling(bars.low, period, low)],
  high_52w: (bars) => [rolling(bars.high, 252, high)],
  low_52w: (bars) => [rolling(bars.low, 252, low)],
  aroon: (bars, { period }) => {
    const since = (window: Column, extreme: number): number => period - window.lastIndexOf(extreme);
    const up = rolling(bars.high, period + 1, (window) => 100 - (100 * since(window, high(window))) / period);
    const down = rolling(bars.low, period + 1, (window) => 100 - (100 * since(window, low(window))) / period);
    return [up, down, each((a, b) => a - b, up, down)];
  },
};
