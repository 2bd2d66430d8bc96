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
  /** Turns our value into the table's unit. */
  readonly unit?: number;
}

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
    unit: 100,
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
  const { id, params, columns, tolerance, unit = 1 } = publication;
  const table = oracleTable(path);
  const ours = valuesOver(indicatorDefinition(id), tableBars(table), params);
  for (const [header, output] of Object.entries(columns)) {
    const values = ours[output]?.map((value) => value * unit);
    expectSameValues(values, table[header] ?? [], tolerance);
  }
}
