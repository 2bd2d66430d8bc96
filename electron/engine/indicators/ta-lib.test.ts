import { beforeAll, describe, it } from 'vitest';
import { BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { fieldOf, randomBars } from '../../testing/bar-records.ts';
import { valuesOver } from '../../testing/indicator-values.ts';
import { leanDailyBars } from '../../testing/lean-daily-bars.ts';
import { expectSameValues, type Tolerance } from '../../testing/same-values.ts';
import { openTaLib, type TaLib } from '../../testing/ta-lib.ts';
import { hasTestData } from '../../testing/test-data.ts';
import type { IndicatorParams } from './contract.ts';
import { indicatorDefinition } from './registry.ts';

type Columns = Record<'high' | 'low' | 'close' | 'volume', number[]>;

/** An indicator, and how TA-Lib is asked for the same. */
interface Peer {
  readonly id: string;
  readonly function: string;
  readonly inputs: readonly (keyof Columns)[];
  readonly params: IndicatorParams;
  /** TA-Lib's options in its order; the period alone by default. */
  readonly options?: readonly number[];
  /** Our outputs in TA-Lib's order; the main one alone by default. */
  readonly outputs?: readonly string[];
  readonly tolerance?: Tolerance;
}

const CLOSE = ['close'] as const;
const RANGE = ['high', 'low', 'close'] as const;
const SIMPLE_AVERAGE = 0;

/**
 * TA-Lib subtracts the squared mean from the mean square of prices: at 1e-16 of
 * 400^2 that leaves about 1e-11 of the variance, and a small deviation is its root.
 */
const NAIVE_VARIANCE: Tolerance = { absolute: 1e-6 };

/** The same with each of several periods. */
function byPeriod(
  id: string,
  name: string,
  inputs: readonly (keyof Columns)[],
  periods: readonly number[],
): Peer[] {
  return periods.map((period) => ({ id, function: name, inputs, params: { period } }));
}

const PEERS: readonly Peer[] = [
  ...byPeriod('sma', 'SMA', CLOSE, [2, 20, 200]),
  ...byPeriod('ema', 'EMA', CLOSE, [2, 9, 20, 200]),
  ...byPeriod('wma', 'WMA', CLOSE, [2, 7, 20, 100]),
  ...byPeriod('dema', 'DEMA', CLOSE, [2, 9, 20, 50]),
  ...byPeriod('tema', 'TEMA', CLOSE, [2, 9, 20, 50]),
  ...byPeriod('kama', 'KAMA', CLOSE, [2, 10, 21, 100]),
  ...byPeriod('rsi', 'RSI', CLOSE, [2, 7, 14, 50]),
  ...byPeriod('atr', 'ATR', RANGE, [2, 14, 50]),
  ...byPeriod('natr', 'NATR', RANGE, [5, 14, 50]),
  ...byPeriod('highest', 'MAX', ['high'], [2, 20, 252]),
  ...byPeriod('lowest', 'MIN', ['low'], [2, 20, 252]),
  ...byPeriod('roc', 'ROC', CLOSE, [1, 10, 100]),
  ...byPeriod('momentum', 'MOM', CLOSE, [1, 10, 100]),
  ...byPeriod('williams_r', 'WILLR', RANGE, [5, 14, 50]),
  ...byPeriod('cci', 'CCI', RANGE, [5, 14, 20, 50]),
  ...byPeriod('mfi', 'MFI', [...RANGE, 'volume'], [5, 14, 50]),
  ...byPeriod('volume_sma', 'SMA', ['volume'], [5, 20, 50]),
  ...byPeriod('adx', 'ADX', RANGE, [5, 14, 30]),
  { id: 'high_52w', function: 'MAX', inputs: ['high'], params: {}, options: [252] },
  { id: 'low_52w', function: 'MIN', inputs: ['low'], params: {}, options: [252] },
  { id: 'obv', function: 'OBV', inputs: ['close', 'volume'], params: {}, options: [] },
  { id: 'ad_line', function: 'AD', inputs: [...RANGE, 'volume'], params: {}, options: [] },
  ...[2, 14, 25, 100].map((period) => ({
    id: 'aroon',
    function: 'AROON',
    inputs: ['high', 'low'] as const,
    params: { period },
    outputs: ['down', 'up'],
  })),
  ...[2, 25].map((period) => ({
    id: 'aroon',
    function: 'AROONOSC',
    inputs: ['high', 'low'] as const,
    params: { period },
    outputs: ['oscillator'],
  })),
  ...[
    [0.02, 0.2],
    [0.01, 0.1],
    [0.1, 0.05],
    [0.3, 1],
  ].map(([step = 0, limit = 0]) => ({
    id: 'parabolic_sar',
    function: 'SAR',
    inputs: ['high', 'low'] as const,
    params: { step, limit },
    options: [step, limit],
  })),
  // TA-Lib does not smooth k.
  ...[
    [14, 14, 3],
    [7, 5, 4],
    [21, 9, 1],
  ].map(([period = 0, stoch = 0, signal = 0]) => ({
    id: 'stoch_rsi',
    function: 'STOCHRSI',
    inputs: CLOSE,
    params: { period, stoch, smooth: 1, signal },
    options: [period, stoch, signal, SIMPLE_AVERAGE],
    outputs: ['k', 'd'],
  })),
  {
    id: 'stddev',
    function: 'STDDEV',
    inputs: CLOSE,
    params: { period: 20 },
    options: [20, 1],
    tolerance: NAIVE_VARIANCE,
  },
  {
    id: 'bbands',
    function: 'BBANDS',
    inputs: CLOSE,
    params: { period: 20, k: 2.5 },
    options: [20, 2.5, 2.5, SIMPLE_AVERAGE],
    outputs: ['upper', 'middle', 'lower'],
    tolerance: NAIVE_VARIANCE,
  },
  {
    id: 'stochastic',
    function: 'STOCH',
    inputs: RANGE,
    params: { period: 14, smooth: 3, signal: 5 },
    options: [14, 3, SIMPLE_AVERAGE, 5, SIMPLE_AVERAGE],
    outputs: ['k', 'd'],
  },
  {
    id: 'macd',
    function: 'MACD',
    inputs: CLOSE,
    params: { fast: 12, slow: 26, signal: 9 },
    options: [12, 26, 9],
    outputs: ['macd', 'signal', 'histogram'],
    // TA-Lib seeds the fast average later: the same from when both have forgotten their seeds.
    tolerance: { from: 400 },
  },
  // The directional indicators alone are there before adx is.
  {
    id: 'adx',
    function: 'PLUS_DI',
    inputs: RANGE,
    params: { period: 14 },
    outputs: ['plus_di'],
    tolerance: { from: 27 },
  },
  {
    id: 'adx',
    function: 'MINUS_DI',
    inputs: RANGE,
    params: { period: 14 },
    outputs: ['minus_di'],
    tolerance: { from: 27 },
  },
];

const spy = hasTestData ? leanDailyBars('spy') : new Float64Array(0);

let taLib: TaLib;
beforeAll(async () => {
  taLib = await openTaLib();
});

describe.each(PEERS.map((peer) => [`${peer.id} ${JSON.stringify(peer.params)}`, peer] as const))(
  '%s',
  (_, peer) => {
    it(`equals TA-Lib's ${peer.function} on a random walk, from the same bar on`, () => {
      compare(peer, randomBars(700, 3));
    });

    it.skipIf(!hasTestData)(
      `equals TA-Lib's ${peer.function} on SPY since 1998 (needs the test data)`,
      () => {
        compare(peer, spy);
      },
    );
  },
);

function compare(peer: Peer, bars: Float64Array): void {
  const columns: Columns = {
    high: fieldOf(bars, BAR_HIGH),
    low: fieldOf(bars, BAR_LOW),
    close: fieldOf(bars, BAR_CLOSE),
    volume: fieldOf(bars, BAR_VOLUME),
  };
  const definition = indicatorDefinition(peer.id);
  const ours = valuesOver(definition, bars, peer.params);
  const outputs = peer.outputs ?? definition.outputs.slice(0, 1);
  const inputs = peer.inputs.map((name) => columns[name]);
  const options = peer.options ?? [peer.params.period ?? Number.NaN];
  const theirs = taLib.call(peer.function, inputs, options, outputs.length);
  for (const [index, name] of outputs.entries())
    expectSameValues(ours[name], theirs[index] ?? [], peer.tolerance);
}
