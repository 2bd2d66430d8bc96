import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PlayedRun, playConfig } from '../../../testing/play-config.ts';
import { openTaLib } from '../../../testing/ta-lib.ts';
import { hasTestData, testData } from '../../../testing/test-data.ts';
import { formatConfigProblems } from '../../config/problem.ts';
import { readSessionConfig } from '../../config/read-session-config.ts';

/*
 * Rules over the real minutes of SPY, AIG, BAC and IBM in October 2013, scanned every five minutes, against plain
 * loops over the same files that share nothing with loaders and engine. Minutes begin on the 4th: the session before
 * the first one played is all of the history that there is.
 */
const SYMBOLS = ['AIG', 'BAC', 'IBM', 'SPY'];
const BEFORE = '2013-10-04';
const DATES = ['2013-10-07', '2013-10-08', '2013-10-09'] as const;
const FIVE = 300_000;
const MINUTE = 60_000;
const RULES = {
  vwap: {
    when: 'crosses_above(close(5m), vwap(5m))',
    figures: { first: 'close(5m)', second: 'vwap(5m)' },
  },
  breakout: {
    when: 'minutes_since_open > 30 and crosses_above(close(5m), opening_range(5m).high)',
    figures: { first: 'close(5m)', second: 'opening_range(5m).high' },
  },
  rsi: {
    when: 'rsi(14, 5m) > 65',
    figures: { first: 'rsi(14, 5m)', second: 'highest(high(5m), 12)' },
  },
  range: {
    when: 'high(5m) - low(5m) >= highest(high(5m) - low(5m), 6)',
    figures: { first: 'high(5m) - low(5m)', second: 'bars_since(close(5m) < open(5m), 10, 5m) + 1' },
  },
  day: {
    when: 'last(1d) > prev_close and last(1d) >= day_high * 0.999',
    figures: { first: 'prev_close', second: 'day_high' },
  },
} as const;
type RuleName = keyof typeof RULES;

interface Bar {
  readonly start: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

interface Expected {
  readonly time: number;
  readonly symbol: string;
  readonly first: number;
  readonly second: number;
}

function played(): Promise<PlayedRun> {
  const config = JSON.parse(readFileSync('assets/examples/replay-2013-10.json', 'utf8'));
  const data = config.session_data_config;
  // Without the other source's daily bars every day is made of the minutes.
  config.data_sources = config.data_sources.filter(({ kind }: { kind: string }) => kind === 'lean');
  config.session_data_config = {
    ...{ symbols: [], streams: [], historical: { data: [] }, indicators: [] },
    universe: { symbols: SYMBOLS },
    pre_session_time: data.pre_session_time,
    promotion: { auto: false },
    scanners: Object.entries(RULES).map(([name, rule]) => ({
      ...{ name, kind: 'rule', enabled: true },
      schedule: [{ start: 'open+5m', end: '15:55', interval: '5m' }],
      config: { ...rule },
    })),
  };
  const read = readSessionConfig(JSON.stringify(config), 'rules.json');
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  return playConfig(read.value, { dataFolder: testData('.') });
}

/** Regular minutes of a day in October (New York is 4 hours behind UTC). */
function minutesOf(symbol: string, date: string): Bar[] {
  const path = `lean/Data/equity/usa/minute/${symbol.toLowerCase()}/${date.replaceAll('-', '')}_trade.zip`;
  const [entry = new Uint8Array()] = Object.values(unzipSync(readFileSync(testData(path))));
  const midnight = Date.parse(`${date}T04:00:00Z`);
  const open = midnight + 9.5 * 3_600_000;
  return new TextDecoder()
    .decode(entry)
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
    .map(([time = 0, first = 0, high = 0, low = 0, close = 0, volume = 0]) => ({
      ...{ start: midnight + time, open: first / 10_000, high: high / 10_000, low: low / 10_000 },
      ...{ close: close / 10_000, volume },
    }))
    .filter(({ start }) => start >= open && start < open + 390 * MINUTE);
}

function fiveMinutesOf(minutes: readonly Bar[]): Bar[] {
  const bars: Bar[] = [];
  for (const { start, open, high, low, close, volume } of minutes) {
    const begin = start - (start % FIVE);
    const last = bars.at(-1);
    if (last === undefined || last.start !== begin)
      bars.push({ start: begin, open, high, low, close, volume });
    else
      bars[bars.length - 1] = {
        ...{ start: begin, open: last.open, close, volume: last.volume + volume },
        ...{ high: Math.max(last.high, high), low: Math.min(last.low, low) },
      };
  }
  return bars;
}

/** Sum of typical price times volume over sum of volume, by bar of one session. */
function vwapOf(bars: readonly Bar[]): number[] {
  let [money, shares] = [0, 0];
  return bars.map(({ high, low, close, volume }) => {
    money += ((high + low + close) / 3) * volume;
    shares += volume;
    return money / shares;
  });
}

/** Of one symbol on one date: five minutes of the day and, before them, of the day before. */
interface Day {
  readonly date: string;
  readonly symbol: string;
  readonly minutes: readonly Bar[];
  readonly bars: readonly Bar[];
  readonly before: readonly Bar[];
  /** Five minutes of everything from the first day on. */
  readonly all: readonly Bar[];
}

function daysOf(symbol: string): Day[] {
  const dates = [BEFORE, ...DATES];
  const minutes = dates.map((date) => minutesOf(symbol, date));
  const bars = minutes.map(fiveMinutesOf);
  return DATES.map((date, day) => ({
    ...{ date, symbol, minutes: minutes[day + 1] ?? [], bars: bars[day + 1] ?? [], before: bars[day] ?? [] },
    all: bars.slice(0, day + 2).flat(),
  }));
}

const DAYS: readonly Day[] = hasTestData ? SYMBOLS.flatMap(daysOf) : [];

/** Every scan of a day: its time, and how many bars of the day have closed by then. */
function scansOf(day: Day): { readonly time: number; readonly closed: number }[] {
  const open = Date.parse(`${day.date}T13:30:00Z`);
  return Array.from({ length: 77 }, (_unused, place) => {
    const time = open + (place + 1) * FIVE;
    return { time, closed: day.bars.filter(({ start }) => start + FIVE <= time).length };
  });
}

type Look = (day: Day, closed: number, time: number) => readonly [number, number] | undefined;

function expectedOf(look: Look): Expected[] {
  return DAYS.flatMap((day) =>
    scansOf(day).flatMap(({ time, closed }): Expected[] => {
      const figures = look(day, closed, time);
      return figures === undefined
        ? []
        : [{ time, symbol: day.symbol, first: figures[0], second: figures[1] }];
    }),
  );
}

const missing: Bar = {
  ...{ start: Number.NaN, open: Number.NaN, high: Number.NaN, low: Number.NaN },
  ...{ close: Number.NaN, volume: Number.NaN },
};

describe.skipIf(!hasTestData)('rules over real minutes (need the test data)', () => {
  let run: PlayedRun;

  beforeAll(async () => {
    run = await played();
  }, 120_000);

  function compare(name: RuleName, expected: readonly Expected[]): void {
    const order = ({ time, symbol }: Expected): string => `${new Date(time).toISOString()} ${symbol}`;
    const found = run.hits
      .filter(({ scanner }) => scanner === name)
      .map(({ time, symbol, metadata }): Expected => {
        const figures: Readonly<Record<string, number>> = { ...metadata };
        const { first = Number.NaN, second = Number.NaN } = figures;
        return { time: Date.parse(time), symbol, first, second };
      });
    expect(found.length).toBeGreaterThan(3);
    expect(found.map(order).sort()).toEqual(expected.map(order).sort());
    const byOrder = new Map(expected.map((each) => [order(each), each]));
    for (const hit of found) {
      const same = byOrder.get(order(hit));
      expect(Math.abs(hit.first / (same?.first ?? Number.NaN) - 1)).toBeLessThan(1e-9);
      const second = same?.second ?? Number.NaN;
      // A figure that has no value is left out of a hit.
      if (Number.isNaN(second)) expect(hit.second).toBeNaN();
      else expect(Math.abs(hit.second / second - 1)).toBeLessThan(1e-9);
    }
  }

  it('a close that crosses VWAP, the session before included in the bar before the first', () => {
    compare(
      'vwap',
      expectedOf(({ bars, before }, closed) => {
        const [vwaps, earlier] = [vwapOf(bars), vwapOf(before)];
        const [now, then] = [bars[closed - 1] ?? missing, closed > 1 ? bars[closed - 2] : before.at(-1)];
        const level = vwaps[closed - 1] ?? Number.NaN;
        const levelThen = (closed > 1 ? vwaps[closed - 2] : earlier.at(-1)) ?? Number.NaN;
        return now.close > level && (then ?? missing).close <= levelThen ? [now.close, level] : undefined;
      }),
    );
  });

  it('a close that breaks out of the range of the first 30 minutes', () => {
    compare(
      'breakout',
      expectedOf(({ bars }, closed, time) => {
        const high = Math.max(...bars.slice(0, 6).map((bar) => bar.high));
        const [now, then] = [bars[closed - 1] ?? missing, bars[closed - 2] ?? missing];
        const isLate = time > (bars[0]?.start ?? 0) + 30 * MINUTE;
        return isLate && now.close > high && then.close <= high ? [now.close, high] : undefined;
      }),
    );
  });

  it('RSI on five minutes as TA-Lib has it, and the highest high of an hour', async () => {
    const library = await openTaLib();
    const strength = new Map(
      SYMBOLS.map((symbol) => {
        const all = DAYS.findLast((day) => day.symbol === symbol)?.all ?? [];
        return [symbol, library.call('RSI', [all.map(({ close }) => close)], [14], 1)[0] ?? []];
      }),
    );
    compare(
      'rsi',
      expectedOf(({ symbol, all, bars }, closed) => {
        const place = all.length - bars.length + closed - 1;
        const value = strength.get(symbol)?.[place] ?? Number.NaN;
        const high = Math.max(...all.slice(place - 11, place + 1).map((bar) => bar.high));
        return value > 65 ? [value, high] : undefined;
      }),
    );
  });

  it('a window over arithmetic, and bars since a bar that fell', () => {
    const range = ({ high, low }: Bar): number => high - low;
    compare(
      'range',
      expectedOf(({ all, bars }, closed) => {
        const place = all.length - bars.length + closed - 1;
        const now = range(all[place] ?? missing);
        const most = Math.max(...all.slice(place - 5, place + 1).map(range));
        const since = Array.from({ length: 11 }, (_unused, ago) => all[place - ago] ?? missing).findIndex(
          ({ close, open }) => close < open,
        );
        return now >= most ? [now, since < 0 ? Number.NaN : since + 1] : undefined;
      }),
    );
  });

  it('the day so far against the session before, while the day forms', () => {
    const lines = new Map(SYMBOLS.map((symbol) => [symbol, dailyLines(symbol)]));
    const closes = new Map(DAYS.map((day) => [day, closeBefore(day.date, lines.get(day.symbol) ?? [])]));
    compare(
      'day',
      expectedOf((day, _closed, time) => {
        const past = day.minutes.filter(({ start }) => start + MINUTE <= time);
        const [last, high] = [past.at(-1)?.close ?? Number.NaN, Math.max(...past.map((bar) => bar.high))];
        const previous = closes.get(day) ?? Number.NaN;
        return last > previous && last >= high * 0.999 ? [previous, high] : undefined;
      }),
    );
  });
});

/** Lines of the source's own daily file. */
function dailyLines(symbol: string): string[] {
  const [entry = new Uint8Array()] = Object.values(
    unzipSync(readFileSync(testData(`lean/Data/equity/usa/daily/${symbol.toLowerCase()}.zip`))),
  );
  return new TextDecoder().decode(entry).trim().split('\n');
}

/** Close of the last daily bar before a date. */
function closeBefore(date: string, lines: readonly string[]): number {
  const line = lines.findLast((each) => each.slice(0, 8) < date.replaceAll('-', ''));
  return Number(line?.split(',')[4]) / 10_000;
}
