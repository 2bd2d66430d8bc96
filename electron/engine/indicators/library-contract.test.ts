import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_OPEN, BAR_STRIDE, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { INPUT_FIELDS, type InputField } from '../../../shared/domain/indicator.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { barsOf, randomBars } from '../../testing/bar-records.ts';
import { restamped, triedIntervals, walkFor } from '../../testing/indicator-bars.ts';
import { defaultParams, valuesOver } from '../../testing/indicator-values.ts';
import type { IndicatorDefinition, IndicatorParams, ParameterSpec } from './contract.ts';
import { INDICATORS } from './registry.ts';

/** No output is further from its range than this: the rounding of a mean of bounds. */
const ROUNDING = 1e-9;
/** Longest warm-up that random parameters are tried with. */
const MOST_BARS = 500;

/** Every indicator on every interval that it is tried on. */
const CASES = INDICATORS.flatMap((definition) =>
  triedIntervals(definition).map((interval) => ({
    name: `${definition.id} on ${interval}`,
    definition,
    interval,
  })),
);

/** Those whose input can be chosen. */
const CHOOSERS = INDICATORS.filter(({ defaultInput }) => defaultInput !== undefined).map(
  (definition) => [definition.id, definition] as const,
);

function anyValueOf({ min, max, integer }: ParameterSpec): fc.Arbitrary<number> {
  const greatest = Math.min(max, min + 24);
  return integer
    ? fc.integer({ min, max: greatest })
    : fc
        .double({ min, max: Math.min(max, 5), noNaN: true })
        .map((value) => Math.max(min, Number(value.toFixed(3))));
}

function anyParamsOf(definition: IndicatorDefinition, interval: Interval): fc.Arbitrary<IndicatorParams> {
  const values = Object.fromEntries(definition.params.map((spec) => [spec.name, anyValueOf(spec)]));
  return fc.record(values).filter((params) => definition.warmUp(params, interval).ready <= MOST_BARS);
}

const seeds = fc.integer({ min: 0, max: 1_000_000 });

function over(
  definition: IndicatorDefinition,
  interval: Interval,
  params: IndicatorParams,
  bars: Float64Array,
) {
  const { bars: stamped, context } = restamped(bars, definition, interval);
  return valuesOver(definition, stamped, params, definition.defaultInput ?? 'close', context);
}

describe.each(INDICATORS.map((definition) => [definition.id, definition] as const))('%s', (_, definition) => {
  it('says everything that forms and legends need', () => {
    expect(definition.id).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(definition.title).not.toBe('');
    expect(definition.description).toMatch(/\.$/);
    expect(new Set(definition.outputs).size).toBe(definition.outputs.length);
    expect(definition.outputs).toEqual(expect.arrayContaining([...(definition.otherScaleOutputs ?? [])]));
    for (const spec of definition.params) {
      expect(spec.name).toMatch(/^[a-z]+$/);
      expect(spec.default).toBeGreaterThanOrEqual(spec.min);
      expect(spec.default).toBeLessThanOrEqual(spec.max);
    }
    expect(Object.isFrozen(definition)).toBe(true);
  });
});

describe.each(CHOOSERS)('%s', (_, definition) => {
  it('has no output that could be taken for an input', () => {
    expect(definition.outputs.filter((name) => INPUT_FIELDS.some((field) => field === name))).toEqual([]);
  });

  it.each(INPUT_FIELDS)('reads %s where it is told to', (input) => {
    const [interval = '1d'] = triedIntervals(definition).slice(-1);
    const { bars, context } = walkFor(definition, interval, MOST_BARS, 12);
    const asOpen = Float64Array.from(bars);
    for (let at = 0; at < bars.length; at += BAR_STRIDE) asOpen[at + BAR_OPEN] = fieldOf(bars, at, input);
    expect(valuesOver(definition, bars, {}, input, context)).toEqual(
      valuesOver(definition, asOpen, {}, 'open', context),
    );
  });
});

/** What the fields mean, written down once more. */
function fieldOf(bars: Float64Array, at: number, input: InputField): number {
  const [, open = 0, high = 0, low = 0, close = 0, volume = 0] = bars.subarray(at, at + BAR_STRIDE);
  const fields: Record<InputField, number> = {
    open,
    high,
    low,
    close,
    volume,
    hl2: (high + low) / 2,
    hlc3: (high + low + close) / 3,
    ohlc4: (high + low + open + close) / 4,
  };
  return fields[input];
}

describe.each(CASES)('$name', ({ definition, interval }) => {
  const anyParams = anyParamsOf(definition, interval);
  const { range, scale, otherScaleOutputs = [] } = definition;
  const mainOutputs = definition.outputs.filter((name) => !otherScaleOutputs.includes(name));

  it('has no value before it is ready, every value from then on, and none out of range', () => {
    fc.assert(
      fc.property(anyParams, seeds, (params, seed) => {
        const { ready, stable } = definition.warmUp(params, interval);
        expect(stable).toBeGreaterThanOrEqual(ready);
        const { bars, context } = walkFor(definition, interval, ready + 60, seed);
        const outputs = valuesOver(definition, bars, params, definition.defaultInput, context);
        for (const values of Object.values(outputs)) {
          expect(values.findIndex((value) => !Number.isNaN(value))).toBe(ready - 1);
          expect(values.slice(ready - 1).every((value) => Number.isFinite(value))).toBe(true);
        }
        if (range === undefined) return;
        const values = mainOutputs.flatMap((name) => outputs[name]?.slice(ready - 1) ?? []);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(range[0] - ROUNDING);
        expect(Math.max(...values)).toBeLessThanOrEqual(range[1] + ROUNDING);
      }),
      { numRuns: 12 },
    );
  });

  // Five thousand bars take a while: once is enough where the interval plays no part.
  const isTimeless = definition.intervals === undefined && interval !== '1d';
  it.each([
    ['least', Object.fromEntries(definition.params.map((spec) => [spec.name, spec.min]))] as const,
    ...(isTimeless
      ? []
      : [['greatest', Object.fromEntries(definition.params.map((spec) => [spec.name, spec.max]))] as const]),
  ])('is ready when it says so with the %s parameters', (_, params) => {
    const { ready } = definition.warmUp(params, interval);
    const { bars, context } = walkFor(definition, interval, ready + 3, 5);
    for (const values of Object.values(
      valuesOver(definition, bars, params, definition.defaultInput, context),
    )) {
      expect(values.findIndex((value) => !Number.isNaN(value))).toBe(ready - 1);
      expect(values.slice(ready - 1).every((value) => Number.isFinite(value))).toBe(true);
    }
  });

  it('scales with prices and with volumes as its scale says, to the last bit', () => {
    fc.assert(
      fc.property(anyParams, seeds, fc.constantFrom(0.125, 2, 1024), (params, seed, factor) => {
        const count = definition.warmUp(params, interval).ready + 40;
        const bars = randomBars(count, seed);
        const plain = over(definition, interval, params, bars);
        const dear = over(definition, interval, params, multiplied(bars, factor, 1));
        const busy = over(definition, interval, params, multiplied(bars, 1, factor));
        const isPrice = scale === 'price' || scale === 'price_difference';
        for (const name of definition.outputs) {
          const isMain = mainOutputs.includes(name);
          expect(dear[name]).toEqual(plain[name]?.map((value) => value * (isMain && isPrice ? factor : 1)));
          expect(busy[name]).toEqual(
            plain[name]?.map((value) => value * (isMain && scale === 'volume' ? factor : 1)),
          );
        }
      }),
      { numRuns: 6 },
    );
  });

  it('is the price, no difference or within its range where nothing moves', () => {
    fc.assert(
      fc.property(anyParams, fc.constantFrom(0.01, 1, 37.13, 400_000), (params, price) => {
        const { ready } = definition.warmUp(params, interval);
        const close = new Array<number>(ready + 30).fill(price);
        const outputs = over(definition, interval, params, barsOf({ close }));
        for (const name of mainOutputs) {
          for (const value of outputs[name]?.slice(ready - 1) ?? []) {
            if (scale === 'price') expect(Math.abs(value / price - 1)).toBeLessThan(1e-12);
            else if (scale === 'price_difference') expect(Math.abs(value)).toBeLessThan(1e-12 * price);
            else if (scale === 'percent') expect(Math.abs(value)).toBeLessThan(1e-12);
            else expect(Number.isFinite(value)).toBe(true);
          }
        }
      }),
      { numRuns: 4 },
    );
  });

  it('has a value though a bar has no volume and no range', () => {
    const params = smallParams(definition);
    const { ready } = definition.warmUp(params, interval);
    const bars = randomBars(ready + 40, 8);
    for (const quiet of [Math.ceil((ready + 1) / 2), ready + 5, ready + 6]) silence(bars, quiet);
    for (const values of Object.values(over(definition, interval, params, bars)))
      expect(values.slice(ready - 1).every((value) => Number.isFinite(value))).toBe(true);
  });

  it('gives the same values for the same bars, and is as new after a reset', () => {
    const { bars, context } = walkFor(definition, interval, 200, 7);
    const kernel = definition.create(defaultParams(definition), definition.defaultInput ?? 'close', context);
    const fresh = new Float64Array(kernel.stateLength);
    kernel.reset(fresh, 0);
    const used = new Float64Array(kernel.stateLength).fill(99);
    kernel.reset(used, 0);
    for (let at = 0; at < bars.length; at += BAR_STRIDE) kernel.update(used, 0, bars, at);
    const once = Float64Array.from(used);
    kernel.reset(used, 0);
    expect(used).toEqual(fresh);
    for (let at = 0; at < bars.length; at += BAR_STRIDE) kernel.update(used, 0, bars, at);
    expect(used).toEqual(once);
  });

  it('writes only into its own record, and never into a bar', () => {
    const { bars, context } = walkFor(definition, interval, 200, 7);
    const kernel = definition.create(defaultParams(definition), definition.defaultInput ?? 'close', context);
    const before = Float64Array.from(bars);
    const at = 11;
    const state = new Float64Array(at + kernel.stateLength + 13).fill(-12345);
    kernel.reset(state, at);
    for (let barAt = 0; barAt < bars.length; barAt += BAR_STRIDE) kernel.update(state, at, bars, barAt);
    expect([...state.subarray(0, at)]).toEqual(new Array(at).fill(-12345));
    expect([...state.subarray(at + kernel.stateLength)]).toEqual(new Array(13).fill(-12345));
    expect(kernel.outputCount).toBe(definition.outputs.length);
    expect(bars).toEqual(before);
  });
});

function smallParams(definition: IndicatorDefinition): IndicatorParams {
  const values = definition.params.map((spec, index) => [spec.name, spec.integer ? 4 + index : spec.default]);
  return Object.fromEntries(values);
}

function multiplied(bars: Float64Array, price: number, volume: number): Float64Array {
  return bars.map((value, index) => {
    const field = index % BAR_STRIDE;
    if (field === 0) return value;
    return value * (field === BAR_VOLUME ? volume : price);
  });
}

/** Nothing traded: the price stands where it stood. */
function silence(bars: Float64Array, index: number): void {
  const at = index * BAR_STRIDE;
  bars.fill(bars[at - BAR_STRIDE + BAR_CLOSE] ?? Number.NaN, at + BAR_OPEN, at + BAR_VOLUME);
  bars[at + BAR_VOLUME] = 0;
}
