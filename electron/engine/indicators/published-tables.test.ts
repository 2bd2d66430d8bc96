import { describe, it } from 'vitest';
import { valuesOver } from '../../testing/indicator-values.ts';
import { oracleTable, tableBars } from '../../testing/oracle-table.ts';
import { expectSameValues, type Tolerance } from '../../testing/same-values.ts';
import { hasTestData } from '../../testing/test-data.ts';
import type { IndicatorParams } from './contract.ts';
import { indicatorDefinition } from './registry.ts';

/** A column of a published table, and the output that it holds. */
interface Publication {
  readonly table: string;
  readonly id: string;
  readonly params?: IndicatorParams;
  /** Our output by the table's header. */
  readonly columns: Readonly<Record<string, string>>;
  readonly tolerance?: Tolerance;
  /** Turns our value into what the table holds. */
  readonly as?: (value: number) => number;
}

/** Volume of the first bar of the spreadsheets' quotes. */
const FIRST_VOLUME = 96_708_880;

/** Spreadsheets made by hand for Skender's Stock.Indicators: full precision. */
const SPREADSHEETS: readonly Publication[] = [
  { table: 'Sma.SMA_Close', id: 'sma', columns: { SMA: 'sma' } },
  { table: 'Sma.SMA_Volume', id: 'volume_sma', columns: { sma: 'volume_sma' } },
  { table: 'Ema.EMA', id: 'ema', columns: { ema: 'ema' } },
  // The spreadsheet works out its last bar alone.
  { table: 'Wma.WMA', id: 'wma', columns: { wma: 'wma' }, tolerance: { from: 501 } },
  { table: 'Rsi.RSI', id: 'rsi', columns: { 'RSI(14)': 'rsi' } },
  { table: 'Atr.ATR', id: 'atr', columns: { ATR: 'atr' } },
  { table: 'Atr.ATR', id: 'natr', columns: { 'ATR%': 'natr' } },
  { table: 'Mfi.MFI', id: 'mfi', columns: { mf: 'mfi' } },
  { table: 'StdDev.StdDev', id: 'stddev', params: { period: 10 }, columns: { stddev: 'stddev' } },
  {
    table: 'BollingerBands.Bollinger_Bands',
    id: 'bbands',
    columns: { sma: 'middle', upper: 'upper', lower: 'lower', '%b': 'percent_b', width: 'bandwidth' },
  },
  {
    table: 'Macd.MACD',
    id: 'macd',
    columns: { MACD: 'macd', Signal: 'signal', Histo: 'histogram' },
    // The table shows the line before the signal, we show all three together.
    tolerance: { from: 33 },
  },
  {
    table: 'Stoch.STO_14_3_3_2_',
    id: 'stochastic',
    columns: { '%K': 'k', '%D': 'd' },
    tolerance: { from: 17 },
  },
  // A period of one is the true range itself.
  { table: 'Tr.TR', id: 'atr', params: { period: 1 }, columns: { TR: 'atr' } },
  // The spreadsheet begins with 0, TA-Lib and we with the first volume: so much apart throughout.
  { table: 'Obv.OBV', id: 'obv', columns: { obv: 'obv' }, as: (value) => value - FIRST_VOLUME },
  // Wilder's own first sums have `period` changes, TA-Lib's and ours one fewer: forgotten after 300 bars.
  {
    table: 'Adx.ADX',
    id: 'adx',
    columns: { ADX: 'adx', '+DI14': 'plus_di', '-DI14': 'minus_di' },
    tolerance: { from: 300 },
  },
];

/** Tables of LEAN's tests (SPY): 7 digits or fewer, made from prices of more digits than the table shows. */
const LEAN_TABLES: readonly Publication[] = [
  {
    table: 'spy_with_indicators.txt',
    id: 'sma',
    params: { period: 14 },
    columns: { SMA14: 'sma' },
    tolerance: { absolute: 0.006 },
  },
  {
    table: 'spy_with_indicators.txt',
    id: 'ema',
    params: { period: 14 },
    columns: { EMA14: 'ema' },
    tolerance: { absolute: 0.006 },
  },
  {
    table: 'spy_with_indicators.txt',
    id: 'rsi',
    columns: { 'RSI 14 Wilder': 'rsi' },
    tolerance: { absolute: 1e-4 },
  },
  {
    table: 'spy_bollinger_bands.txt',
    id: 'bbands',
    columns: {
      'Moving Average 20': 'middle',
      'Bollinger Bands® 20 2 Top': 'upper',
      'Bollinger Bands® 20 2 Bottom': 'lower',
    },
    tolerance: { absolute: 1e-4 },
  },
  {
    table: 'spy_bollinger_bands.txt',
    id: 'bbands',
    columns: { '%B': 'percent_b' },
    tolerance: { absolute: 1e-4 },
  },
  {
    table: 'spy_bollinger_bands.txt',
    id: 'bbands',
    columns: { BandWidth: 'bandwidth' },
    as: (value) => 100 * value,
    tolerance: { absolute: 2e-4 },
  },
  {
    table: 'spy_with_cci.txt',
    id: 'cci',
    params: { period: 14 },
    columns: { 'Commodity Channel Index (CCI) 14': 'cci' },
    tolerance: { absolute: 0.02 },
  },
  {
    table: 'spy_mfi.txt',
    id: 'mfi',
    params: { period: 20 },
    columns: { 'Money Flow Index 20': 'mfi' },
    tolerance: { absolute: 1e-4 },
  },
  {
    table: 'spy_with_williamsR14.txt',
    id: 'williams_r',
    columns: { 'Williams %R 14': 'williams_r' },
    tolerance: { absolute: 2e-3 },
  },
  {
    table: 'spy_with_rocp50.txt',
    id: 'roc',
    params: { period: 50 },
    columns: { 'Rate of Change % 50': 'roc' },
    tolerance: { absolute: 5e-5 },
  },
  { table: 'spy_ad.txt', id: 'ad_line', columns: { AD: 'ad_line' } },
  // The values begin before the bars do; the last one was made from another last bar.
  { table: 'spy_cmf.txt', id: 'cmf', columns: { CMF_20: 'cmf' }, tolerance: { from: 19, to: 299 } },
  { table: 'spy_dema.txt', id: 'dema', params: { period: 5 }, columns: { DEMA_5: 'dema' } },
  { table: 'spy_ema.csv', id: 'ema', params: { period: 14 }, columns: { EMA14: 'ema' } },
  // The table has the variance.
  {
    table: 'spy_var.txt',
    id: 'stddev',
    params: { period: 10 },
    columns: { Var: 'stddev' },
    as: (value) => value * value,
  },
  // The table shows k before the first d.
  { table: 'spy_with_StochRSI.csv', id: 'stoch_rsi', columns: { k: 'k', d: 'd' }, tolerance: { from: 31 } },
  // LEAN counts the first bar's high - low as a true range: forgotten, to the table's digits, after 130 bars.
  {
    table: 'spy_atr_wilder.txt',
    id: 'atr',
    columns: { 'Average True Range 14': 'atr' },
    tolerance: { from: 130, absolute: 1e-5 },
  },
  // Wilder's first sums again; the table has 4 decimals.
  {
    table: 'spy_with_adx.txt',
    id: 'adx',
    columns: { 'ADX 14': 'adx', '+DI14': 'plus_di', '-DI14': 'minus_di' },
    tolerance: { from: 250, absolute: 1e-4 },
  },
  // The table begins with its 180th bar.
  {
    table: 'spy_with_macd.txt',
    id: 'macd',
    columns: { MACD: 'macd', Signal: 'signal', Histogram: 'histogram' },
    tolerance: { from: 179, absolute: 1e-5 },
  },
  {
    table: 'spy_with_indicators.txt',
    id: 'macd',
    columns: { 'MACD 12 26': 'macd' },
    tolerance: { from: 33, absolute: 0.006 },
  },
  // Volumes have 7 digits: 500 of them may be 50 shares off each, and the sum 500.
  {
    table: 'spy_with_obv.txt',
    id: 'obv',
    columns: { OBV: 'obv' },
    tolerance: { from: 1, absolute: 25_500 },
  },
  // What the table calls a rate of change is the difference.
  {
    table: 'spy_with_roc50.txt',
    id: 'momentum',
    params: { period: 50 },
    columns: { 'Rate of Change 50': 'momentum' },
    tolerance: { absolute: 2e-5 },
  },
  {
    table: 'spy_with_stoch12k3.txt',
    id: 'stochastic',
    params: { period: 12, smooth: 3, signal: 5 },
    columns: { 'Stochastics 12 %K 3': 'k', '%D 5': 'd' },
    tolerance: { from: 17, absolute: 2e-3 },
  },
  // The headers of the first and the third average are exchanged; values before the first window are of earlier bars.
  ...[
    { header: 'SMA15', period: 5 },
    { header: 'SMA10', period: 10 },
    { header: 'SMA5', period: 15 },
  ].map(({ header, period }) => ({
    table: 'spy_with_rma.csv',
    id: 'sma',
    params: { period },
    columns: { [header]: 'sma' },
    tolerance: { from: period - 1, absolute: 1e-7 },
  })),
  { table: 'spy_natr.txt', id: 'natr', params: { period: 5 }, columns: { NATR_5: 'natr' } },
  {
    table: 'spy_with_don50.txt',
    id: 'donchian',
    params: { period: 50 },
    columns: {
      'Donchian Channels 50 Top': 'upper',
      'Donchian Channels 50 Bottom': 'lower',
      'Donchian Channels 50 Mean': 'middle',
    },
    // The table has values from its first bar on, and none on its last.
    tolerance: { from: 49, to: 500, absolute: 1e-4 },
  },
];

describe.skipIf(!hasTestData)('published tables (need the test data)', () => {
  it.each(SPREADSHEETS)('the spreadsheet $table has our $id', (publication) => {
    compare(`skender/calc-xlsx-as-csv/${publication.table}.csv`, publication);
  });

  it.each(LEAN_TABLES)("LEAN's $table has our $id", (publication) => {
    compare(`lean-testdata/${publication.table}`, publication);
  });
});

function compare(path: string, publication: Publication): void {
  const { id, params, columns, tolerance, as = (value) => value } = publication;
  const table = oracleTable(path);
  const ours = valuesOver(indicatorDefinition(id), tableBars(table), params);
  for (const [header, output] of Object.entries(columns)) {
    const values = ours[output]?.map(as);
    expectSameValues(values, table[header] ?? [], tolerance);
  }
}
