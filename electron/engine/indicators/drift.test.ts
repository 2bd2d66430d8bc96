import { expect, it } from 'vitest';
import { BAR_CLOSE, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { randomBars } from '../../testing/bar-records.ts';
import { DAILY, defaultParams, valuesOver } from '../../testing/indicator-values.ts';
import { indicatorDefinition } from './registry.ts';

const BARS = 1_000_000;
const PERIOD = 20;

let walk: Float64Array | undefined;

/** One walk for all tests. */
function millionBars(): Float64Array {
  walk ??= randomBars(BARS, 42);
  return walk;
}

it('has not drifted from the window by more than 1e-8 after a million bars', () => {
  const bars = millionBars();
  const bands = indicatorDefinition('bbands').create({ period: PERIOD, k: 2 }, 'close', DAILY);
  const average = indicatorDefinition('sma').create({ period: PERIOD }, 'close', DAILY);
  const weighted = indicatorDefinition('wma').create({ period: PERIOD }, 'close', DAILY);
  const states = [bands, average, weighted].map((kernel) => new Float64Array(kernel.stateLength));
  const [bandsState = states[0], averageState = states[0], weightedState = states[0]] = states;
  if (!bandsState || !averageState || !weightedState) throw new Error('No state');
  bands.reset(bandsState, 0);
  average.reset(averageState, 0);
  weighted.reset(weightedState, 0);
  let worst = 0;
  for (let index = 0; index < BARS; index += 1) {
    bands.update(bandsState, 0, bars, index * BAR_STRIDE);
    average.update(averageState, 0, bars, index * BAR_STRIDE);
    weighted.update(weightedState, 0, bars, index * BAR_STRIDE);
    if (index < PERIOD || (index % 997 !== 0 && index < BARS - 100)) continue;
    const { mean, deviation, weightedMean } = byTheBook(bars, index);
    const pairs = [
      [bandsState[0], mean],
      [bandsState[1], mean + 2 * deviation],
      [bandsState[2], mean - 2 * deviation],
      [averageState[0], mean],
      [weightedState[0], weightedMean],
    ] as const;
    for (const [value = Number.NaN, expected] of pairs) {
      worst = Math.max(worst, Math.abs(value - expected) / Math.abs(expected));
    }
  }
  expect(worst).toBeLessThan(1e-10);
});

/** Those whose windows are sums, beside the three above; the others hold no sum, or forget. */
const SUMS = ['hma', 'stddev', 'volume_sma', 'cmf', 'mfi', 'stochastic'];

it.each(SUMS)('%s over the window alone is what it is after a million bars', (id) => {
  const bars = millionBars();
  const definition = indicatorDefinition(id);
  const params = defaultParams(definition);
  const { ready } = definition.warmUp(params, '1d');
  const kernel = definition.create(params, definition.defaultInput ?? 'close', DAILY);
  const state = new Float64Array(kernel.stateLength);
  kernel.reset(state, 0);
  let worst = 0;
  for (let index = 0; index < BARS; index += 1) {
    kernel.update(state, 0, bars, index * BAR_STRIDE);
    if (index % 99_991 !== 99_990 && index < BARS - 20) continue;
    const window = bars.subarray((index + 1 - ready) * BAR_STRIDE, (index + 1) * BAR_STRIDE);
    for (const [output, values] of Object.values(valuesOver(definition, window)).entries()) {
      const alone = values.at(-1) ?? Number.NaN;
      worst = Math.max(worst, Math.abs((state[output] ?? Number.NaN) - alone) / Math.max(1, Math.abs(alone)));
    }
  }
  expect(worst).toBeLessThan(1e-10);
});

function byTheBook(
  bars: Float64Array,
  last: number,
): { mean: number; deviation: number; weightedMean: number } {
  const closes = Array.from(
    { length: PERIOD },
    (_, index) => bars[(last - PERIOD + 1 + index) * BAR_STRIDE + BAR_CLOSE] ?? Number.NaN,
  );
  const mean = closes.reduce((sum, close) => sum + close, 0) / PERIOD;
  const variance = closes.reduce((sum, close) => sum + (close - mean) ** 2, 0) / PERIOD;
  const weightedSum = closes.reduce((sum, close, index) => sum + close * (index + 1), 0);
  return { mean, deviation: Math.sqrt(variance), weightedMean: weightedSum / ((PERIOD * (PERIOD + 1)) / 2) };
}
