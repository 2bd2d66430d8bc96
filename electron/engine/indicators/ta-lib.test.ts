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

const PEERS: readonly Peer[] = [
  { id: 'sma', function: 'SMA', inputs: CLOSE, params: { period: 20 } },
  { id: 'sma', function: 'SMA', inputs: CLOSE, params: { period: 200 } },
  { id: 'ema', function: 'EMA', inputs: CLOSE, params: { period: 20 } },
  { id: 'wma', function: 'WMA', inputs: CLOSE, params: { period: 20 } },
  { id: 'wma', function: 'WMA', inputs: CLOSE, params: { period: 7 } },
  { id: 'rsi', function: 'RSI', inputs: CLOSE, params: { period: 14 } },
  { id: 'atr', function: 'ATR', inputs: RANGE, params: { period: 14 } },
  { id: 'natr', function: 'NATR', inputs: RANGE, params: { period: 14 } },
  { id: 'highest', function: 'MAX', inputs: ['high'], params: { period: 20 } },
  { id: 'lowest', function: 'MIN', inputs: ['low'], params: { period: 252 } },
  { id: 'roc', function: 'ROC', inputs: CLOSE, params: { period: 10 } },
  { id: 'momentum', function: 'MOM', inputs: CLOSE, params: { period: 10 } },
  { id: 'williams_r', function: 'WILLR', inputs: RANGE, params: { period: 14 } },
  { id: 'cci', function: 'CCI', inputs: RANGE, params: { period: 20 } },
  { id: 'mfi', function: 'MFI', inputs: [...RANGE, 'volume'], params: { period: 14 } },
  { id: 'volume_sma', function: 'SMA', inputs: ['volume'], params: { period: 20 } },
  { id: 'obv', function: 'OBV', inputs: ['close', 'volume'], params: {}, options: [] },
  { id: 'adx', function: 'ADX', inputs: RANGE, params: { period: 14 } },
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
        compare(peer, leanDailyBars('spy'));
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
