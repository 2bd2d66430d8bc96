import { type BarColumns, type Column, each, earlier, mean, rolling, sum, type Textbook } from './columns.ts';

function typical(bars: BarColumns): Column {
  return each((a, b, c) => (a + b + c) / 3, bars.high, bars.low, bars.close);
}

function moneyFlow(bars: BarColumns): Column {
  return each(
    (high, low, close, volume) => (high === low ? 0 : ((2 * close - high - low) / (high - low)) * volume),
    bars.high,
    bars.low,
    bars.close,
    bars.volume,
  );
}

function running(column: Column): Column {
  return column.map((_, bar) => sum(column.slice(0, bar + 1)));
}

/** Bars of the same session up to this one. */
function sessionSoFar(bars: BarColumns, bar: number): number[] {
  return bars.session.flatMap((session, index) =>
    index <= bar && session === bars.session[bar] ? [index] : [],
  );
}

/** Bars of the last session that began before the bar's. */
function sessionBefore(bars: BarColumns, bar: number): number[] {
  const others = bars.session.slice(0, bar).filter((session) => session !== bars.session[bar]);
  return bars.session.flatMap((session, index) => (session === others.at(-1) ? [index] : []));
}

function pick(column: Column, indices: readonly number[]): number[] {
  return indices.map((index) => column[index] ?? Number.NaN);
}

/** Of each bar with a session before it, whose bars are given. */
function ofSessions(
  bars: BarColumns,
  f: (before: readonly number[], soFar: readonly number[]) => number,
): Column {
  return bars.close.map((_, bar) => {
    const before = sessionBefore(bars, bar);
    return before.length === 0 ? Number.NaN : f(before, sessionSoFar(bars, bar));
  });
}

/** Definitions over volumes, and over sessions. */
export const FLOW_TEXTBOOKS: Readonly<Record<string, Textbook>> = {
  usual_volume: ({ volume }, { period }) => [
    volume.map((_each, bar) => {
      const window = volume.slice(Math.max(0, bar + 1 - period), bar + 1);
      return window.length < Math.min(5, period) ? Number.NaN : sum(window) / window.length;
    }),
  ],
  volume_sma: ({ volume }, { period }) => [rolling(volume, period, mean)],
  obv: ({ close, volume }) => {
    const signed = each(
      (now, before, shares) => (Number.isNaN(before) ? shares : Math.sign(now - before) * shares),
      close,
      earlier(close),
      volume,
    );
    return [running(signed)];
  },
  ad_line: (bars) => [running(moneyFlow(bars))],
  cmf: (bars, { period }) => [
    each((a, b) => a / b, rolling(moneyFlow(bars), period, sum), rolling(bars.volume, period, sum)),
  ],
  mfi: (bars, { period }) => {
    const price = typical(bars);
    const flow = each((a, b) => a * b, price, bars.volume);
    const part = (sign: number): Column =>
      rolling(
        each(
          (now, before, money) =>
            Number.isNaN(before) ? before : Math.sign(now - before) === sign ? money : 0,
          price,
          earlier(price),
          flow,
        ),
        period,
        sum,
      );
    return [each((up, down) => (up + down === 0 ? 50 : 100 - 100 / (1 + up / down)), part(1), part(-1))];
  },
  vwap: (bars) => {
    const money = running(each((a, b) => a * b, typical(bars), bars.volume));
    return [each((a, b) => a / b, money, running(bars.volume))];
  },
  premarket: (bars) => {
    const early = (column: Column): Column =>
      each((value, place) => (place < 0 ? value : Number.NaN), column, bars.place);
    // The session starts the indicator anew; here there is one walk without a break.
    const soFar = (column: Column, f: (...values: number[]) => number): Column =>
      column.map((_, bar) => f(...column.slice(0, bar + 1).filter((value) => !Number.isNaN(value))));
    return [soFar(early(bars.high), Math.max), soFar(early(bars.low), Math.min)];
  },
  opening_range: (bars, { minutes }) => {
    const range = (column: Column, f: (...values: number[]) => number): Column =>
      column.map((_, bar) => {
        const began = (index: number): number => (bars.place[index] ?? Number.NaN) * bars.barMinutes;
        const inRange = sessionSoFar(bars, bar).filter((index) => began(index) < minutes);
        const isOver = began(bar) + bars.barMinutes >= minutes;
        return isOver && inRange.length > 0 ? f(...pick(column, inRange)) : Number.NaN;
      });
    return [range(bars.high, Math.max), range(bars.low, Math.min)];
  },
  prior_day: (bars) => [
    ofSessions(bars, (before) => Math.max(...pick(bars.high, before))),
    ofSessions(bars, (before) => Math.min(...pick(bars.low, before))),
    ofSessions(bars, (before) => pick(bars.close, before).at(-1) ?? Number.NaN),
  ],
  overnight_gap: (bars) => [
    ofSessions(bars, (before, soFar) => {
      const close = pick(bars.close, before).at(-1) ?? Number.NaN;
      return (100 * ((pick(bars.open, soFar)[0] ?? Number.NaN) - close)) / close;
    }),
  ],
  session_change: (bars) => [
    ofSessions(bars, (before, soFar) => {
      const close = pick(bars.close, before).at(-1) ?? Number.NaN;
      return (100 * ((pick(bars.close, soFar).at(-1) ?? Number.NaN) - close)) / close;
    }),
  ],
  relative_volume: (bars, { period }) => [
    bars.volume.map((_, bar) => {
      const sessions = [...new Set(bars.session.slice(0, bar + 1))].slice(0, -1).slice(-period);
      if (sessions.length < period) return Number.NaN;
      const place = bars.place[bar] ?? Number.NaN;
      const before = sessions.map((session) =>
        sum(
          bars.volume.filter(
            (_volume, index) => bars.session[index] === session && (bars.place[index] ?? Number.NaN) <= place,
          ),
        ),
      );
      return sum(pick(bars.volume, sessionSoFar(bars, bar))) / mean(before);
    }),
  ],
};
