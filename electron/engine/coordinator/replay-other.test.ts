import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../shared/domain/time.ts';
import {
  averageOf20,
  type DailyRow,
  expectedAfterClose,
  expectedBeforeOpen,
  isTwoPercent,
  readDailyFolder,
  readSummerMinutes,
} from '../../testing/independent-replay.ts';
import { type PlayedRun, playConfig, readConfig } from '../../testing/play-config.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';

const figures = ({ symbol, metadata }: PlayedRun['hits'][number]) => ({
  symbol,
  price: metadata.price,
  sma: Number(metadata.sma.toPrecision(9)),
});
const rounded = ({ symbol, price, sma }: { symbol: string; price: number; sma: number }) => ({
  symbol,
  price,
  sma: Number(sma.toPrecision(9)),
});
const bySymbol = (left: { symbol: string }, right: { symbol: string }) =>
  left.symbol < right.symbol ? -1 : 1;

describe.skipIf(!hasTestData)(
  'the replay of June 2014, days before a 7:1 split (needs the test data)',
  () => {
    const played = hasTestData
      ? playConfig(readConfig('assets/examples/replay-2014-06.json'), { dataFolder: testData('.') })
      : undefined;

    it('shows AAPL in the prices of those days, with an average on the same basis', async () => {
      const run = await played;
      const hits = run?.hits.filter((hit) => hit.symbol === 'AAPL' && hit.scanner === 'above_2') ?? [];
      const minutes = readSummerMinutes('AAPL', '2014-06-05');
      const at10 = hits.find((hit) => hit.time === '2014-06-05T14:00:00.000Z');
      const close = minutes.findLast(({ start }) => start < Date.parse('2014-06-05T14:00:00Z'))?.close;
      expect(at10?.metadata.price).toBe(close);
      // The daily folder's closes are as of 2018: times 7 they are June 2014's.
      const adjusted = averageOf20(readDailyFolder().get('AAPL') ?? [], '2014-06-05') ?? Number.NaN;
      expect(at10?.metadata.sma).toBeCloseTo(adjusted * 7, 0);
      expect(hits.every((hit) => Math.abs(hit.metadata.gap_percent) < 10)).toBe(true);
    });

    it('refuses to join daily bars of 2018’s basis with 2014’s minutes, and takes the next source', async () => {
      const run = await played;
      expect(run?.loads.find((line) => line.symbol === 'AAPL' && line.interval === '1d')).toMatchObject({
        source: 'lean',
      });
      expect(run?.loads.find((line) => line.symbol === 'MSFT' && line.interval === '1d')).toMatchObject({
        source: 'daily',
      });
    });

    it('agrees with an independent calculation for every symbol that only the daily folder has', async () => {
      const run = await played;
      const history = readDailyFolder();
      for (const [previous, date] of [
        ['2014-06-04', '2014-06-05'],
        ['2014-06-05', '2014-06-06'],
      ] as const) {
        for (const direction of ['above', 'below'] as const) {
          const hits = run?.hits.filter(
            (hit) => hit.time === `${date}T13:00:00.000Z` && hit.scanner === `${direction}_2`,
          );
          const expected = expectedBeforeOpen(history, previous, date, direction).filter(
            (hit) => hit.symbol !== 'AAPL',
          );
          expect(
            hits
              ?.filter((hit) => hit.symbol !== 'AAPL')
              .map(figures)
              .sort(bySymbol),
          ).toEqual(expected.map(rounded));
        }
      }
    });
  },
);

describe.skipIf(!hasTestData)('five years of daily bars (needs the test data)', () => {
  it('hits after each close as an independent calculation does, session by session', async () => {
    const run = await playConfig(readConfig('assets/examples/daily-2013-2018.json'), {
      dataFolder: testData('.'),
    });
    const history = readDailyFolder();
    const byDate = new Map<string, PlayedRun['hits'][number][]>();
    const above = run.hits.filter(({ scanner }) => scanner === 'above_2');
    for (const hit of above) {
      const date = hit.time.slice(0, 10);
      const list = byDate.get(date) ?? [];
      list.push(hit);
      byDate.set(date, list);
    }
    expect(run.summary.sessions).toBe(1259);
    expect(run.summary.symbols).toBe(505);
    // Every 20th session and the last: the naive calculation is slow.
    const dates = [...new Set([...history.values()].flatMap((rows) => rows.map((row) => row.date)))].sort();
    for (const date of dates.filter(
      (_date, position) => position % 20 === 19 || position === dates.length - 1,
    )) {
      const hits = (byDate.get(date) ?? []).map(figures).sort(bySymbol);
      const known = expectedAfterClose(history, date, 'above').map(rounded);
      expect(hits).toEqual(known);
    }
    expect(run.summary.promoted).toBe(50);
    expect(above.every((hit) => isTwoPercent('above', hit.metadata.price, hit.metadata.sma))).toBe(true);
    const gaps = run.hits.filter(({ scanner }) => scanner === 'gap_on_volume');
    const found = gaps.map(({ symbol, time }) => `${symbol} ${time.slice(0, 10)}`).sort();
    expect(found).toEqual([...history].flatMap(([symbol, rows]) => gapsOnVolume(symbol, rows)).sort());
    expect(found.length).toBeGreaterThan(1_000);
  }, 120_000);
});

/** Days that opened at least 3 % above the close before, on at least twice the mean volume of the 20 days before. */
function gapsOnVolume(symbol: string, rows: readonly DailyRow[]): string[] {
  return rows.flatMap(({ date, open, volume }, place) => {
    const before = rows.slice(Math.max(0, place - 20), place);
    const usual = before.reduce((sum, row) => sum + row.volume, 0) / before.length;
    const close = before.at(-1)?.close ?? Number.NaN;
    const gap = (open / close - 1) * 100;
    return before.length === 20 && gap >= 3 && volume >= 2 * usual ? [`${symbol} ${date}`] : [];
  });
}

describe('the embedded simulated session', () => {
  it('hits before the open, promotes within its bounds, and gives the same log twice', async () => {
    const config = readConfig('assets/examples/simulated.json');
    const run = await playConfig(config);
    expect(run.summary.symbols).toBe(500);
    const early = run.hits.filter((hit) => hit.time === '2026-11-20T14:00:00.000Z');
    expect(early.length).toBeGreaterThan(10);
    expect(run.promotions.filter((line) => line.time === '2026-11-20T14:00:00.000Z')).toHaveLength(5);
    expect(run.summary.promoted).toBeLessThanOrEqual(50);
    const again = await playConfig(config);
    expect(again.summary.eventLogHash).toBe(run.summary.eventLogHash);
  }, 60_000);

  it('goes over a weekend, splits included, without a false jump', async () => {
    const config = readConfig('assets/examples/simulated.json');
    const run = await playConfig({
      ...config,
      data_sources: [{ name: 'simulated', kind: 'simulated', seed: 7, symbols: 60 }],
      replay: { start_date: sessionDate('2026-11-18'), end_date: sessionDate('2026-11-24'), speed: 'max' },
    });
    expect(run.summary.sessions).toBe(5);
    const splits = run.events.filter((line) => line.includes('"kind":"split"'));
    expect(splits.length).toBeGreaterThanOrEqual(4);
    const above = run.hits.filter(({ scanner }) => scanner === 'above_2');
    expect(above.length).toBeGreaterThan(0);
    expect(above.every((hit) => Math.abs(hit.metadata.gap_percent) < 60)).toBe(true);
  }, 60_000);
});
