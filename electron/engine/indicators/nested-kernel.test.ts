import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BAR_CLOSE, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { barsOf, randomBars } from '../../testing/bar-records.ts';
import { everyDayOpen, walkFor } from '../../testing/indicator-bars.ts';
import { DAILY, valuesOver } from '../../testing/indicator-values.ts';
import { type IndicatorRequest, indicatorConfig } from './config.ts';
import type { SessionOf } from './contract.ts';
import { kernelOf, warmUpOf } from './kernel-of.ts';
import { indicatorDefinition } from './registry.ts';

/** Values of the first output of a chain. */
function chain(
  request: IndicatorRequest,
  bars: Float64Array,
  sessionOf: SessionOf = DAILY.sessionOf,
): number[] {
  const kernel = kernelOf(indicatorConfig(request), sessionOf);
  const state = new Float64Array(kernel.stateLength);
  kernel.reset(state, 0);
  const values: number[] = [];
  for (let at = 0; at < bars.length; at += BAR_STRIDE) {
    kernel.update(state, 0, bars, at);
    values.push(state[0] ?? Number.NaN);
  }
  return values;
}

/** The same by hand: the inner values become the closes of bars, and the outer one takes those. */
function byHand(outer: string, period: number, inner: readonly number[], bars: Float64Array): number[] {
  const first = inner.findIndex((value) => !Number.isNaN(value));
  const closes = bars.slice(first * BAR_STRIDE);
  for (let index = 0; index * BAR_STRIDE < closes.length; index += 1)
    closes[index * BAR_STRIDE + BAR_CLOSE] = inner[first + index] ?? Number.NaN;
  const values = Object.values(valuesOver(indicatorDefinition(outer), closes, { period }))[0] ?? [];
  return [...new Array<number>(first).fill(Number.NaN), ...values];
}

const names = fc.constantFrom('sma', 'ema', 'rsi', 'wma', 'stddev', 'momentum', 'kama');
const periods = fc.integer({ min: 2, max: 9 });

it('is the outer indicator of the inner values, two deep and three deep', () => {
  fc.assert(
    fc.property(names, periods, names, periods, names, periods, fc.nat(999), (a, n, b, m, c, o, seed) => {
      const bars = randomBars(120, seed);
      const innermost = Object.values(valuesOver(indicatorDefinition(c), bars, { period: o }))[0] ?? [];
      const inner = byHand(b, m, innermost, bars);
      const last = { name: c, period: o };
      expect(chain({ name: b, period: m, interval: '1d', input: last }, bars)).toEqual(inner);
      const request = { name: a, period: n, interval: '1d', input: { name: b, period: m, input: last } };
      const values = chain(request, bars);
      expect(values).toEqual(byHand(a, n, inner, bars));
      expect(values.findIndex(Number.isFinite)).toBe(warmUpOf(indicatorConfig(request)).ready - 1);
    }),
    { numRuns: 60 },
  );
});

it('reads the output that is named', () => {
  const bars = randomBars(80, 4);
  const { upper = [] } = valuesOver(indicatorDefinition('bbands'), bars);
  const request = { name: 'sma', period: 3, interval: '1d', input: { name: 'bbands', output: 'upper' } };
  expect(chain(request, bars)).toEqual(byHand('sma', 3, upper, bars));
});

it('has no value on a bar on which the inner one has none, and goes on with the next', () => {
  const bars = barsOf({ close: [1, 1, 1, 1, 1, 1], volume: [100, 200, 0, 0, 400, 800] });
  const request = { name: 'sma', period: 2, interval: '1d', input: { name: 'cmf', period: 1 } };
  const values = chain(request, bars);
  expect(values.map(Number.isNaN)).toEqual([true, false, true, true, false, false]);
});

it('starts the inner one anew with each session where that is anchored on it, and carries the outer one over', () => {
  const vwap = indicatorDefinition('vwap');
  const { bars } = walkFor(vwap, '30m', 39, 3);
  const inner = [0, 13, 26].flatMap(
    (from) => valuesOver(vwap, bars.slice(from * BAR_STRIDE, (from + 13) * BAR_STRIDE)).vwap ?? [],
  );
  const request = { name: 'sma', period: 4, interval: '30m', input: { name: 'vwap' } };
  expect(chain(request, bars, everyDayOpen)).toEqual(byHand('sma', 4, inner, bars));
});
