import { describe, expect, it } from 'vitest';
import { valuesOver } from '../../testing/indicator-values.ts';
import { oracleResults, oracleTable, tableBars } from '../../testing/oracle-table.ts';
import { expectSameValues, type Tolerance } from '../../testing/same-values.ts';
import { hasTestData } from '../../testing/test-data.ts';
import type { IndicatorParams } from './contract.ts';
import { indicatorDefinition } from './registry.ts';

/** Results of another library for bars that we have too, and our output by its name. */
interface Results {
  readonly file: string;
  readonly id: string;
  readonly params?: IndicatorParams;
  readonly columns: Readonly<Record<string, string>>;
  readonly tolerance?: Tolerance;
  /** Bars by which our values are later. */
  readonly later?: number;
  /** Bars at which the definitions differ: see the line above. */
  readonly except?: readonly number[];
}

/** What Skender's Stock.Indicators gives for its own 502 daily bars. */
const RESULTS: readonly Results[] = [
  { file: 'adl', id: 'ad_line', columns: { adl: 'ad_line' } },
  // Its first sums have `period` changes, TA-Lib's and ours one fewer: forgotten after 300 bars.
  {
    file: 'adx',
    id: 'adx',
    columns: { adx: 'adx', pdi: 'plus_di', mdi: 'minus_di' },
    tolerance: { from: 300 },
  },
  // Of two equal highs (193) or lows (232) it takes the earlier one, TA-Lib and we the later one.
  {
    file: 'aroon',
    id: 'aroon',
    columns: { aroonUp: 'up', aroonDown: 'down', oscillator: 'oscillator' },
    except: [193, 232],
  },
  { file: 'atr', id: 'atr', columns: { atr: 'atr' } },
  {
    file: 'bb',
    id: 'bbands',
    columns: {
      sma: 'middle',
      upperBand: 'upper',
      lowerBand: 'lower',
      percentB: 'percent_b',
      width: 'bandwidth',
    },
  },
  { file: 'cci', id: 'cci', columns: { cci: 'cci' } },
  { file: 'cmf', id: 'cmf', columns: { cmf: 'cmf' } },
  // It seeds the second average with the first's seed, TA-Lib and we with a mean: forgotten after 120 bars.
  { file: 'dema', id: 'dema', params: { period: 14 }, columns: { dema: 'dema' }, tolerance: { from: 120 } },
  // Its channel leaves the bar itself out.
  {
    file: 'donchian',
    id: 'donchian',
    columns: { upperBand: 'upper', centerline: 'middle', lowerBand: 'lower' },
    later: 1,
  },
  { file: 'ema', id: 'ema', columns: { ema: 'ema' } },
  { file: 'hma', id: 'hma', params: { period: 14 }, columns: { hma: 'hma' } },
  {
    file: 'keltner',
    id: 'keltner',
    columns: { upperBand: 'upper', centerline: 'middle', lowerBand: 'lower' },
  },
  {
    file: 'macd',
    id: 'macd',
    columns: { macd: 'macd', signal: 'signal', histogram: 'histogram' },
    tolerance: { from: 33 },
  },
  { file: 'mfi', id: 'mfi', columns: { mfi: 'mfi' } },
  // It begins with another trend, the same from the second reversal (40) on; on a reversal (250) it does not keep
  // the new stop outside of the bars, as TA-Lib and we do.
  {
    file: 'psar',
    id: 'parabolic_sar',
    columns: { sar: 'sar' },
    tolerance: { from: 40 },
    except: [250],
  },
  { file: 'roc', id: 'roc', params: { period: 14 }, columns: { roc: 'roc' } },
  { file: 'roc', id: 'momentum', params: { period: 14 }, columns: { momentum: 'momentum' } },
  { file: 'rsi', id: 'rsi', columns: { rsi: 'rsi' } },
  { file: 'sma', id: 'sma', columns: { sma: 'sma' } },
  { file: 'stdev', id: 'stddev', params: { period: 14 }, columns: { stdDev: 'stddev' } },
  // It shows k before the first d.
  {
    file: 'stoch-rsi',
    id: 'stoch_rsi',
    params: { smooth: 1 },
    columns: { stochRsi: 'k', signal: 'd' },
    tolerance: { from: 29 },
  },
  { file: 'stoch', id: 'stochastic', columns: { k: 'k', d: 'd' }, tolerance: { from: 17 } },
  { file: 'supertrend', id: 'supertrend', columns: { superTrend: 'supertrend' } },
  // As for DEMA: forgotten after 220 bars.
  { file: 'tema', id: 'tema', columns: { tema: 'tema' }, tolerance: { from: 220 } },
  { file: 'tr', id: 'atr', params: { period: 1 }, columns: { tr: 'atr' } },
  { file: 'vwap', id: 'vwap', columns: { vwap: 'vwap' } },
  { file: 'willr', id: 'williams_r', columns: { williamsR: 'williams_r' } },
  { file: 'wma', id: 'wma', params: { period: 14 }, columns: { wma: 'wma' } },
];

describe.skipIf(!hasTestData)("Skender's library (needs the test data)", () => {
  it.each(RESULTS)(
    'gives $file as our $id',
    ({ file, id, params, columns, tolerance, later = 0, except = [] }) => {
      const bars = tableBars(oracleTable('skender/quotes/default.csv'));
      const results = oracleResults(`skender/results-json/${file}.standard.json`);
      const ours = valuesOver(indicatorDefinition(id), bars, params);
      for (const [name, output] of Object.entries(columns)) {
        const values = shifted(ours[output] ?? [], later);
        const theirs = [...(results[name] ?? [])];
        for (const bar of except) {
          values[bar] = Number.NaN;
          theirs[bar] = Number.NaN;
        }
        expectSameValues(values, theirs, tolerance);
      }
    },
  );

  it.each(RESULTS.flatMap(({ except = [], ...results }) => except.map((bar) => ({ ...results, bar }))))(
    'gives another $file on bar $bar, where the definitions differ',
    ({ file, id, params, columns, bar }) => {
      const bars = tableBars(oracleTable('skender/quotes/default.csv'));
      const results = oracleResults(`skender/results-json/${file}.standard.json`);
      const ours = valuesOver(indicatorDefinition(id), bars, params);
      const differences = Object.entries(columns).map(([name, output]) =>
        Math.abs((ours[output]?.[bar] ?? Number.NaN) - (results[name]?.[bar] ?? Number.NaN)),
      );
      expect(Math.max(...differences)).toBeGreaterThan(1e-6);
    },
  );
});

function shifted(values: readonly number[], bars: number): number[] {
  return [...new Array<number>(bars).fill(Number.NaN), ...values.slice(0, values.length - bars)];
}
