import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { playConfig, readConfig } from '../../testing/play-config.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';

interface Row {
  /** Minutes after midnight in New York. */
  readonly minute: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

const IBM = symbolId('IBM');
const OPEN = 9.5 * 60;
const CLOSE = 16 * 60;
/** 10:00 in New York. */
const NOW = 10 * 60;

/** What the file of a day holds, read here and nowhere else. */
function rowsOf(day: string): Row[] {
  const file = testData(`lean/Data/equity/usa/minute/ibm/${day}_trade.zip`);
  const [entry = new Uint8Array()] = Object.values(unzipSync(readFileSync(file)));
  return strFromU8(entry)
    .trim()
    .split('\n')
    .map((line) => {
      const [time = 0, open = 0, high = 0, low = 0, close = 0, volume = 0] = line.split(',').map(Number);
      const [o = 0, h = 0, l = 0, c = 0] = [open, high, low, close].map((price) => price / 10_000);
      return { minute: time / 60_000, open: o, high: h, low: l, close: c, volume };
    });
}

const between = (rows: readonly Row[], from: number, to: number): Row[] =>
  rows.filter(({ minute }) => minute >= from && minute < to);
const highest = (rows: readonly Row[]): number => Math.max(...rows.map(({ high }) => high));
const lowest = (rows: readonly Row[]): number => Math.min(...rows.map(({ low }) => low));
const volume = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.volume, 0);

describe.skipIf(!hasTestData)('levels of sessions on 8 October 2013 at 10:00 (need the test data)', () => {
  it('are those that the files of the minutes give', async () => {
    const names = ['premarket', 'prior_day', 'overnight_gap', 'session_change'];
    const base = readConfig('assets/examples/replay-2013-10.json');
    const run = await playConfig(
      {
        ...base,
        replay: { start_date: sessionDate('2013-10-08'), end_date: sessionDate('2013-10-08'), speed: 'max' },
        session_data_config: {
          ...base.session_data_config,
          symbols: [IBM],
          scanners: [],
          universe: {},
          indicators: [
            ...names.map((name) => ({ name, interval: '5m' as const })),
            { name: 'premarket', interval: '1m' },
            { name: 'relative_volume', interval: '5m', period: 1 },
          ],
        },
      },
      { dataFolder: testData('.'), until: epochMs(Date.parse('2013-10-08T14:00:00Z')) },
    );
    const values = (key: string) => run.session.data.getIndicator('IBM', key)?.values;
    const [before, today] = [rowsOf('20131007'), rowsOf('20131008')];
    const early = between(today, 4 * 60, OPEN);
    const prior = between(before, OPEN, CLOSE);
    const soFar = between(today, OPEN, NOW);
    const close = prior.at(-1)?.close ?? Number.NaN;
    expect(values('premarket_5m')).toEqual({ high: highest(early), low: lowest(early) });
    expect(values('premarket_1m')).toEqual(values('premarket_5m'));
    expect(values('prior_day_5m')).toEqual({ high: highest(prior), low: lowest(prior), close });
    expect(values('overnight_gap_5m')?.overnight_gap).toBeCloseTo(
      100 * ((soFar[0]?.open ?? 0) / close - 1),
      10,
    );
    expect(values('session_change_5m')?.session_change).toBeCloseTo(
      100 * ((soFar.at(-1)?.close ?? 0) / close - 1),
      10,
    );
    expect(values('relative_volume_1_5m')?.relative_volume).toBeCloseTo(
      volume(soFar) / volume(between(before, OPEN, NOW)),
      10,
    );
    await run.session.stop();
  });
});
