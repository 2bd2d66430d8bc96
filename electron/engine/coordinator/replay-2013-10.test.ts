import { beforeAll, describe, expect, it } from 'vitest';
import {
  averageOf20,
  type DailyHistory,
  type ExpectedHit,
  expectedAfterClose,
  expectedBeforeOpen,
  isTwoPercent,
  readDailyFolder,
  readSummerMinutes,
} from '../../testing/independent-replay.ts';
import { type HitLine, type PlayedRun, playConfig, readConfig } from '../../testing/play-config.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';

const DATES = ['2013-10-07', '2013-10-08', '2013-10-09'] as const;
const BEFORE: Readonly<Record<string, string>> = {
  '2013-10-07': '2013-10-04',
  '2013-10-08': '2013-10-07',
  '2013-10-09': '2013-10-08',
};
const INTRADAY = ['AIG', 'BAC', 'IBM'];

/** The figures of hits, for a comparison at 1e-9. */
function compare(hits: readonly HitLine[], expected: readonly ExpectedHit[]): void {
  const sorted = [...hits].sort((left, right) => (left.symbol < right.symbol ? -1 : 1));
  expect(sorted.map((hit) => hit.symbol)).toEqual(expected.map((hit) => hit.symbol));
  for (const [position, hit] of sorted.entries()) {
    const { price, sma } = expected[position] ?? { price: Number.NaN, sma: Number.NaN };
    expect(hit.metadata.price).toBe(price);
    expect(Math.abs(hit.metadata.sma / sma - 1)).toBeLessThan(1e-9);
    expect(Math.abs(hit.metadata.gap_percent - (price / sma - 1) * 100)).toBeLessThan(1e-7);
  }
}

describe.skipIf(!hasTestData)('the replay of October 2013 (needs the test data)', () => {
  let run: PlayedRun;
  let history: DailyHistory;

  beforeAll(async () => {
    history = readDailyFolder();
    run = await playConfig(readConfig('assets/examples/replay-2013-10.json'), { dataFolder: testData('.') });
  }, 60_000);

  it.each(DATES)('hits before the open of %s are those of an independent calculation', (date) => {
    for (const direction of ['above', 'below'] as const) {
      const hits = run.hits.filter(
        (hit) => hit.time === `${date}T13:00:00.000Z` && hit.scanner === `${direction}_2`,
      );
      expect(hits.length).toBeGreaterThan(20);
      compare(hits, expectedBeforeOpen(history, BEFORE[date] ?? '', date, direction));
    }
  });

  it.each(DATES)('hits inside %s are the minutes of AIG, BAC and IBM against yesterday’s average', (date) => {
    const minutes = new Map(INTRADAY.map((symbol) => [symbol, readSummerMinutes(symbol, date)]));
    const first = Date.parse(`${date}T13:35:00Z`);
    const last = Date.parse(`${date}T19:55:00Z`);
    for (let time = first; time <= last; time += 300_000) {
      const iso = new Date(time).toISOString();
      for (const direction of ['above', 'below'] as const) {
        const expected = INTRADAY.flatMap((symbol): ExpectedHit[] => {
          const price =
            minutes.get(symbol)?.findLast(({ start }) => start + 60_000 <= time)?.close ?? Number.NaN;
          const sma = averageOf20(history.get(symbol) ?? [], date) ?? Number.NaN;
          return isTwoPercent(direction, price, sma) ? [{ symbol, price, sma }] : [];
        });
        compare(
          run.hits.filter((hit) => hit.time === iso && hit.scanner === `${direction}_2`),
          expected,
        );
      }
    }
  });

  it.each(DATES)('hits after the close of %s use the day’s own daily bar', (date) => {
    const hits = run.hits.filter(
      (hit) => hit.scanner === 'above_2_close' && hit.time === `${date}T20:00:00.000Z`,
    );
    compare(hits, expectedAfterClose(history, date, 'above'));
  });

  it('has no hit at any other time', () => {
    const times = new Set(run.hits.map((hit) => hit.time.slice(11, 19)));
    for (const time of times) expect(time >= '13:00:00' && time <= '20:00:00').toBe(true);
    const scanned = run.events.filter((line) => line.includes('"kind":"scan"'));
    expect(scanned).toHaveLength(3 * (2 * (1 + 77) + 1));
  });

  it('calls each symbol’s first hit of a scanner and day the first, and the others repeats', () => {
    const seen = new Set<string>();
    for (const hit of run.hits) {
      const key = `${hit.scanner} ${hit.symbol} ${hit.time.slice(0, 10)}`;
      expect(hit.first).toBe(!seen.has(key));
      seen.add(key);
    }
  });

  it('promotes within the bounds, strongest first, and says which bound held a hit back', () => {
    const promoted = run.promotions.filter((line) => line.change === 'promoted' && line.by !== 'config');
    const perScan = new Map<string, string[]>();
    for (const { time, by, symbol } of promoted) {
      const key = `${time} ${by}`;
      perScan.set(key, [...(perScan.get(key) ?? []), symbol]);
    }
    for (const [key, symbols] of perScan) {
      expect(symbols.length).toBeLessThanOrEqual(5);
      const [time, by] = key.split(' ');
      const gaps = symbols.map((symbol) =>
        Math.abs(
          run.hits.find(
            (hit) => hit.time === time && `scanner:${hit.scanner}` === by && hit.symbol === symbol,
          )?.metadata.gap_percent ?? Number.NaN,
        ),
      );
      expect(gaps).toEqual([...gaps].sort((left, right) => right - left));
    }
    expect(run.summary.promoted).toBeLessThanOrEqual(50);
    expect(new Set(promoted.map((line) => line.symbol)).size).toBe(promoted.length);
    const early = run.hits.filter(
      (hit) => hit.time === '2013-10-07T13:00:00.000Z' && hit.scanner === 'above_2',
    );
    expect(early.filter((hit) => hit.held_back === 'max_per_scan')).toHaveLength(early.length - 5);
  });

  it('loads 40 trading days of daily bars for the average, from the daily folder', () => {
    const load = run.loads.find((line) => line.symbol === 'MSFT' && line.interval === '1d');
    expect(load).toMatchObject({ asked: 40, got: 40, missing: [], cause: null, source: 'daily' });
  });

  it('says of every short load what is missing and why', () => {
    const short = run.loads.filter((line) => line.got < line.asked);
    expect(short.length).toBeGreaterThan(0);
    for (const line of short) expect(line.cause).toMatch(/\w/);
    expect(run.loads.filter((line) => line.got === line.asked && line.cause !== null)).toEqual([]);
    expect(run.loads.find((line) => line.symbol === 'SPY' && line.interval === '1m')).toMatchObject({
      asked: 1170,
      got: 390,
      missing: [{ from: '2013-10-02', to: '2013-10-03' }],
    });
  });

  it('lists the 23 rows of the daily folder that are no bars', () => {
    expect(run.rejected).toHaveLength(23);
    expect(run.summary.rejectedRows).toBe(23);
  });

  it('exports a config with the promoted symbols and nothing of the run', () => {
    const exported = JSON.parse(run.session.exportConfig());
    expect(exported.session_data_config.symbols).toEqual([...run.session.data.getConfigSymbols()]);
    expect(JSON.stringify(exported)).not.toContain(testData('.'));
  });

  it('gives the same event log twice', async () => {
    const again = await playConfig(readConfig('assets/examples/replay-2013-10.json'), {
      dataFolder: testData('.'),
    });
    expect(again.summary.eventLogHash).toBe(run.summary.eventLogHash);
  }, 60_000);

  it('gives another event log where one bar of the input is changed, even one that moves no hit', async () => {
    const changed = await playConfig(readConfig('assets/examples/replay-2013-10.json'), {
      dataFolder: testData('.'),
      wrap: (source) =>
        new Proxy(source, {
          get: (target, name) => {
            if (name !== 'readBars') {
              const member: unknown = Reflect.get(target, name, target);
              return typeof member === 'function' ? member.bind(target) : member;
            }
            return async (...given: Parameters<typeof source.readBars>) => {
              const answers = await target.readBars(...given);
              return answers.map((answer) => {
                if (answer.symbol !== 'MSFT' || answer.interval !== '1d' || answer.records.length < 6)
                  return answer;
                const records = answer.records.slice();
                records[5] = (records[5] ?? 0) + 1;
                return { ...answer, records };
              });
            };
          },
        }),
    });
    expect(changed.hits).toEqual(run.hits);
    expect(changed.summary.eventLogHash).not.toBe(run.summary.eventLogHash);
  }, 60_000);
});
