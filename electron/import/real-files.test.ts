import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImportAnswers } from '../../shared/domain/import-report.ts';
import { openFindings } from '../../shared/domain/import-report.ts';
import { type CsvTrial, csvTrialOf, finding } from '../testing/csv-import.ts';
import { hasTestData, testData } from '../testing/test-data.ts';

const RAW: ImportAnswers = { basis: 'raw' };

async function imported(path: string, answers: ImportAnswers): Promise<CsvTrial> {
  const trial = await csvTrialOf([testData(path)], answers);
  const run = await trial.job.run(answers, 'trial');
  if (!run.ok) throw new Error(run.error.message);
  if (run.value.kind === 'many_rejects') await trial.job.goOn();
  await trial.job.close();
  return trial;
}

/** Rows of a file as text fields. */
function rows(path: string, delimiter: string): string[][] {
  const lines = readFileSync(testData(path), 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/);
  return lines.slice(1).map((line) => line.split(delimiter));
}

const opens = (trial: CsvTrial): string[] => openFindings(trial.report).map(({ id }) => id);

describe.skipIf(!hasTestData)('files of the world', () => {
  it('minutes with the close before the open, two stamps and a price beside them are read right', async () => {
    const path = 'minute-2024-blaizard/stocks/ohlc/usd/1min';
    const trial = await imported(path, RAW);

    // Nothing of the layout is open; only what no file can say.
    expect(opens(await csvTrialOf([testData(path)]))).toEqual(['basis']);
    expect(finding(trial, 'bar_edge').value).toBe('start');
    expect([...trial.bars.keys()].sort()).toEqual(['BKNG 1m', 'EXE 1m', 'SW 1m', 'TPL 1m']);
    const expected = rows(`${path}/BKNG/2024.csv`, ';').map(([, time, close, high, low, open, , volume]) =>
      [time, open, high, low, close, volume].map(Number),
    );
    expect(trial.bars.get('BKNG 1m')).toEqual(expected);
  });

  it('daily files with a ticker in each row, and their defects, row by row', async () => {
    const folder = 'daily-sp500-2013-2018/individual_stocks_5yr';
    const trial = await csvTrialOf([testData(`${folder}/BBY_data.csv`), testData(`${folder}/DHR_data.csv`)]);
    expect(opens(trial)).toEqual(['basis']);
    const answers = { basis: 'adjusted:2018-02-07' };
    const run = await trial.job.run(answers, 'trial');

    expect(run.ok && run.value.tally).toMatchObject({ rejected: 4 });
    expect(run.ok && run.value.tally.reasons.map(({ reason }) => reason).sort()).toEqual([
      'OHLC order: low # is above close #',
      'OHLC order: low # is above open #',
      'empty open',
      'empty open, high, low',
    ]);
    expect(trial.dataset()?.basis).toEqual({ kind: 'split_adjusted', asOf: '2018-02-07' });
    expect(trial.bars.get('BBY 1d')).toHaveLength(1_258);
    if (!run.ok || run.value.kind !== 'imported') throw new Error('Not imported');
    expect(run.value.series.find(({ symbol }) => symbol === 'DHR')).toMatchObject({
      // 16 are missing in the file, and three were rejected.
      missingSessions: 19,
      first: '2013-02-08',
      last: '2018-02-07',
    });
  });

  it('a minute session whose last bar is stamped with the close', async () => {
    const trial = await imported('indicator-oracles/skender/quotes/intraday.csv', { ...RAW, symbol: '=SPY' });
    expect(finding(trial, 'zone')).toMatchObject({ value: 'America/New_York' });
    expect(finding(trial, 'bar_edge')).toMatchObject({ value: 'start', confidence: 'likely' });
    const bars = trial.bars.get('SPY 1m') ?? [];
    expect(bars).toHaveLength(1_564);
    expect(new Date(bars[0]?.[0] ?? 0).toISOString()).toBe('2020-12-15T14:30:00.000Z');
    expect(bars[0]?.slice(1)).toEqual([367.4, 367.62, 367.36, 367.46, 407870]);
  });

  it.each([
    ['spy_mfi.txt', '2013-03-08', [155.46, 155.65, 154.66, 155.44, 122_805_700], 500],
    ['spy_with_adx.txt', '2009-02-11', [29.872, 30.1983, 29.4072, 29.872, 0], 0],
    ['spy_cmf.txt', '2019-09-27', [297.83, 297.9465, 293.69, 295.4, 84_781_110], 300],
    ['spy_zigzag.csv', '1998-01-02', [97.31, 97.53, 96.53, 97.36, 2_150_000], 0],
  ])('%s begins on %s', async (file, date, figures, count) => {
    const trial = await imported(`indicator-oracles/lean-testdata/${file}`, {
      ...RAW,
      symbol: '=SPY',
      column_volume:
        finding(await csvTrialOf([testData(`indicator-oracles/lean-testdata/${file}`)]), 'column_volume')
          .value ?? '',
    });
    const bars = trial.bars.get('SPY 1d') ?? [];
    expect(new Date(bars[0]?.[0] ?? 0).toISOString().slice(0, 10)).toBe(date);
    expect(bars[0]?.slice(1)).toEqual(figures);
    if (count > 0) expect(bars).toHaveLength(count);
  });

  it('dates of a spreadsheet are days of its own count', async () => {
    const trial = await imported('indicator-oracles/skender/calc-xlsx-as-csv/Atr.ATR.csv', {
      ...RAW,
      symbol: '=SPY',
    });
    expect(finding(trial, 'date_style').value).toBe('excel');
    const bars = trial.bars.get('SPY 1d') ?? [];
    expect(new Date(bars[0]?.[0] ?? 0).toISOString().slice(0, 10)).toBe('2017-01-03');
    expect(bars).toHaveLength(502);
  });

  it.each(['spy_ema.csv', 'spy_dema.txt', 'spy_with_indicators.txt'])(
    '%s makes no bars, and says why',
    async (file) => {
      const trial = await csvTrialOf([testData(`indicator-oracles/lean-testdata/${file}`)], {
        ...RAW,
        symbol: '=SPY',
      });
      expect(trial.report.layouts[0]?.problems[0]).toMatch(/No column holds|length of the bars/);
      expect(await trial.job.run(RAW, 'trial')).toMatchObject({ ok: false });
    },
  );
});
