import { type BarColumns, type Column, each, earlier, mean, type Textbook, wilder } from './columns.ts';
import { trueRange } from './prices.ts';

/** Wilder's sums as TA-Lib begins them: with `period` - 1 changes, smoothed from the next on. */
function directed(changes: Column, period: number): Column {
  let total = 0;
  return changes.map((change, bar) => {
    if (bar === 0) return Number.NaN;
    total = bar < period ? total + change : total - total / period + change;
    return bar < period ? Number.NaN : total;
  });
}

function movements(bars: BarColumns): { plus: Column; minus: Column } {
  const rise = each((now, before) => now - before, bars.high, earlier(bars.high));
  const fall = each((now, before) => before - now, bars.low, earlier(bars.low));
  return {
    plus: each((up, down) => (up > down && up > 0 ? up : 0), rise, fall),
    minus: each((up, down) => (down > up && down > 0 ? down : 0), rise, fall),
  };
}

/** A trend that the stop follows; written for a rise, and once more for a fall. */
interface Trend {
  readonly isUp: boolean;
  readonly extreme: number;
  readonly factor: number;
  readonly stop: number;
}

/** Wilder's rules for one bar: the stop that held on it, and the trend that goes on. */
function follow(
  trend: Trend,
  now: { high: number; low: number },
  before: { high: number; low: number },
  step: number,
  limit: number,
): { sar: number; next: Trend } {
  const lows = Math.min(now.low, before.low);
  const highs = Math.max(now.high, before.high);
  if (trend.isUp && now.low <= trend.stop) {
    const sar = Math.max(trend.extreme, highs);
    const stop = Math.max(sar + step * (now.low - sar), highs);
    return { sar, next: { isUp: false, extreme: now.low, factor: step, stop } };
  }
  if (!trend.isUp && now.high >= trend.stop) {
    const sar = Math.min(trend.extreme, lows);
    const stop = Math.min(sar + step * (now.high - sar), lows);
    return { sar, next: { isUp: true, extreme: now.high, factor: step, stop } };
  }
  const isNew = trend.isUp ? now.high > trend.extreme : now.low < trend.extreme;
  const extreme = trend.isUp ? Math.max(trend.extreme, now.high) : Math.min(trend.extreme, now.low);
  const factor = isNew ? Math.min(trend.factor + step, limit) : trend.factor;
  const moved = trend.stop + factor * (extreme - trend.stop);
  const stop = trend.isUp ? Math.min(moved, lows) : Math.max(moved, highs);
  return { sar: trend.stop, next: { isUp: trend.isUp, extreme, factor, stop } };
}

function parabolic(bars: BarColumns, wanted: number, limit: number): Column[] {
  const step = Math.min(wanted, limit);
  const at = (bar: number) => ({ high: bars.high[bar] ?? Number.NaN, low: bars.low[bar] ?? Number.NaN });
  const fall = at(0).low - at(1).low;
  const isUp = !(fall > 0 && fall > at(1).high - at(0).high);
  let trend: Trend = {
    isUp,
    extreme: isUp ? at(1).high : at(1).low,
    factor: step,
    stop: isUp ? at(0).low : at(0).high,
  };
  const sar = [Number.NaN];
  const direction = [Number.NaN];
  for (let bar = 1; bar < bars.close.length; bar += 1) {
    const { sar: stop, next } = follow(trend, at(bar), at(bar === 1 ? 1 : bar - 1), step, limit);
    trend = next;
    sar.push(stop);
    direction.push(next.isUp ? 1 : -1);
  }
  return [sar, direction];
}

function bands(bars: BarColumns, period: number, k: number): Column[] {
  const range = wilder(trueRange(bars), period);
  let [upper, lower, isUp] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
  const line: number[] = [];
  const direction: number[] = [];
  for (const [bar, close] of bars.close.entries()) {
    const middle = ((bars.high[bar] ?? 0) + (bars.low[bar] ?? 0)) / 2;
    const reach = k * (range[bar] ?? Number.NaN);
    const before = bars.close[bar - 1] ?? Number.NaN;
    if (Number.isNaN(reach)) {
      line.push(Number.NaN);
      direction.push(Number.NaN);
      continue;
    }
    const isFirst = bar === period;
    upper = before > upper ? middle + reach : Math.min(upper, middle + reach);
    lower = before < lower ? middle - reach : Math.max(lower, middle - reach);
    if (isFirst) isUp = close > middle;
    else if (isUp ? close < lower : close > upper) isUp = !isUp;
    line.push(isUp ? lower : upper);
    direction.push(isUp ? 1 : -1);
  }
  return [line, direction];
}

/** Definitions that follow a trend. */
export const TREND_TEXTBOOKS: Readonly<Record<string, Textbook>> = {
  adx: (bars, { period }) => {
    const { plus, minus } = movements(bars);
    const range = directed(trueRange(bars), period);
    const share = (moved: Column): Column =>
      each((a, b) => (b === 0 ? 0 : (100 * a) / b), directed(moved, period), range);
    const [up, down] = [share(plus), share(minus)];
    const index = each((a, b) => (a + b === 0 ? 0 : (100 * Math.abs(a - b)) / (a + b)), up, down);
    const first = 2 * period - 1;
    let average = Number.NaN;
    const adx = index.map((value, bar) => {
      if (bar < first) return Number.NaN;
      average =
        bar === first ? mean(index.slice(period, bar + 1)) : (average * (period - 1) + value) / period;
      return average;
    });
    const shown = (column: Column): Column => column.map((value, bar) => (bar < first ? Number.NaN : value));
    return [adx, shown(up), shown(down)];
  },
  parabolic_sar: (bars, { step, limit }) => parabolic(bars, step, limit),
  supertrend: (bars, { period, k }) => bands(bars, period, k),
};
