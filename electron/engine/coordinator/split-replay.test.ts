import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { type PlayedRun, playConfig, readConfig } from '../../testing/play-config.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';

const AAPL = symbolId('AAPL');
const EQUITY = 'lean/Data/equity/usa';
/** The day on which one share of AAPL became seven. */
const SPLIT = '2014-06-09';

/** Plays AAPL from its LEAN files alone, with the two gap scanners of the example. */
function play(first: string, last: string, dataFolder = testData('.')): Promise<PlayedRun> {
  const config = readConfig('assets/examples/replay-2014-06.json');
  const { scanners, ...data } = config.session_data_config;
  return playConfig(
    {
      ...config,
      replay: { start_date: sessionDate(first), end_date: sessionDate(last), speed: 'max' },
      data_sources: config.data_sources.filter(({ kind }) => kind === 'lean'),
      session_data_config: {
        ...data,
        universe: { symbols: [AAPL] },
        scanners: scanners.filter(({ name }) => name === 'above_2' || name === 'below_2'),
      },
    },
    { dataFolder },
  );
}

/** Closes as they were traded, by date, from the archive by another reader. */
function rawCloses(): { readonly date: string; readonly close: number }[] {
  const [entry] = Object.values(unzipSync(readFileSync(testData(`${EQUITY}/daily/aapl.zip`))));
  return strFromU8(entry ?? new Uint8Array())
    .trim()
    .split(/\r?\n/)
    .map((row) => row.split(','))
    .map(([stamp = '', , , , close]) => ({
      date: `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`,
      close: Number(close) / 10_000,
    }));
}

/** Average of the 20 closes before a date, all in the shares of that date. */
function average(date: string): number {
  const before = rawCloses()
    .filter((row) => row.date < date)
    .slice(-20);
  const shares = (row: { date: string }): number => (row.date < SPLIT && date >= SPLIT ? 7 : 1);
  return before.reduce((sum, row) => sum + row.close / shares(row), 0) / 20;
}

/** What the scanners compared before each open. */
function compared(run: PlayedRun): Map<string, { readonly price: number; readonly sma: number }> {
  return new Map(run.hits.map(({ time, metadata }) => [time.slice(0, 10), metadata]));
}

describe.skipIf(!hasTestData)('a 7:1 split inside the history (needs the test data)', () => {
  it('gives no false signal, from a session before it to one after', async () => {
    const run = await play('2014-06-04', '2014-06-10');
    expect(run.events.filter((line) => line.includes('"kind":"split"'))).toEqual([
      expect.stringMatching(/"factor":0\.14285/),
    ]);
    // AAPL stood 2% and more above its average all these days, and nowhere near seven times or a seventh of it.
    expect(run.hits.filter(({ scanner }) => scanner === 'below_2')).toEqual([]);
    for (const [date, { price, sma }] of compared(run)) {
      expect(sma / average(date), date).toBeCloseTo(1, 5);
      expect(Math.abs(price / sma - 1), date).toBeLessThan(0.1);
    }
    expect(compared(run).has(SPLIT)).toBe(true);
  }, 20_000);

  it('is the same for a session after it whose history reaches across', async () => {
    const [rolled, across] = [await play('2014-06-05', '2014-06-10'), await play('2014-06-10', '2014-06-10')];
    const value = ({ session }: PlayedRun, key: string): number =>
      session.data.getIndicator(AAPL, key)?.currentValue ?? Number.NaN;
    expect(value(across, 'sma_20_1d')).toBeCloseTo(average('2014-06-11'), 4);
    expect(value(rolled, 'sma_20_1d') / value(across, 'sma_20_1d')).toBeCloseTo(1, 6);
    // It goes back to another first day: within a tenth of a percent, by its own definition of stable.
    expect(value(rolled, 'atr_14_1d') / value(across, 'atr_14_1d')).toBeCloseTo(1, 3);
    const closes = rawCloses();
    for (const bar of across.session.data.getBars(AAPL, '1d', { last: 30 })) {
      const date = new Date(bar.start).toISOString().slice(0, 10);
      const raw = closes.find((row) => row.date === date)?.close ?? Number.NaN;
      expect(bar.close, date).toBeCloseTo(date < SPLIT ? raw / 7 : raw, 3);
    }
  }, 20_000);

  it('without factor files is raw, said as such, and never joined with adjusted prices', async () => {
    const folder = temporaryFolder();
    for (const file of ['daily/aapl.zip', 'minute/aapl', 'map_files']) {
      const to = join(folder, EQUITY, file);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(testData(`${EQUITY}/${file}`), to, { recursive: true });
    }
    cpSync(
      testData('daily-sp500-2013-2018/individual_stocks_5yr/AAPL_data.csv'),
      join(folder, 'daily/AAPL_data.csv'),
    );
    const raw = await play('2014-06-10', '2014-06-10', folder);
    const bars = [...raw.session.data.getBars(AAPL, '1d', { last: 3 })].map(({ close }) => Math.round(close));
    expect(bars).toEqual([646, 94, 94]);
    expect(raw.events.filter((line) => line.includes('"kind":"split"'))).toEqual([]);

    const config = readConfig('assets/examples/replay-2014-06.json');
    const joined = await playConfig(
      {
        ...config,
        replay: { start_date: sessionDate('2014-06-05'), end_date: sessionDate('2014-06-05'), speed: 'max' },
        data_sources: config.data_sources.map((source) =>
          source.kind === 'daily_csv' ? { ...source, path: 'daily' } : source,
        ),
        session_data_config: { ...config.session_data_config, universe: { symbols: [AAPL] }, scanners: [] },
      },
      { dataFolder: folder },
    );
    const sources = new Set(joined.loads.filter(({ got }) => got > 0).map(({ source }) => source));
    expect([...sources]).toEqual(['lean']);
    expect(joined.session.data.getBars(AAPL, '1d', { last: 1 }).close(0)).toBeGreaterThan(600);
  }, 20_000);
});
