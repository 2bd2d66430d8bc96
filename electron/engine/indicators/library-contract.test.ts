import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { randomBars } from '../../testing/bar-records.ts';
import { DAILY, defaultParams, valuesOver } from '../../testing/indicator-values.ts';
import type { IndicatorDefinition, IndicatorParams } from './contract.ts';
import { INDICATORS } from './registry.ts';

const bars = randomBars(400, 7);

/** Other parameters than the defaults: each as small as it may be, and each odd. */
function variantsOf(definition: IndicatorDefinition): IndicatorParams[] {
  const smallest = Object.fromEntries(definition.params.map((spec) => [spec.name, spec.min]));
  const odd = Object.fromEntries(
    definition.params.map((spec, index) => [spec.name, spec.integer ? 7 + 4 * index : 1.5]),
  );
  return [defaultParams(definition), smallest, odd];
}

describe.each(INDICATORS.map((definition) => [definition.id, definition] as const))('%s', (_, definition) => {
  it('says everything that forms and legends need', () => {
    expect(definition.id).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(definition.title).not.toBe('');
    expect(definition.description).toMatch(/\.$/);
    expect(new Set(definition.outputs).size).toBe(definition.outputs.length);
    for (const spec of definition.params) {
      expect(spec.default).toBeGreaterThanOrEqual(spec.min);
      expect(spec.default).toBeLessThanOrEqual(spec.max);
    }
    expect(Object.isFrozen(definition)).toBe(true);
  });

  it.each(variantsOf(definition))(
    'has no value before it is ready and every value from then on %o',
    (params) => {
      const { ready, stable } = definition.warmUp(params, '1d');
      expect(stable).toBeGreaterThanOrEqual(ready);
      for (const values of Object.values(valuesOver(definition, bars, params))) {
        expect(values.findIndex((value) => Number.isFinite(value))).toBe(ready - 1);
        expect(values.slice(ready - 1).every((value) => Number.isFinite(value))).toBe(true);
      }
    },
  );

  it('gives the same values for the same bars', () => {
    expect(valuesOver(definition, bars)).toEqual(valuesOver(definition, bars));
  });

  it('writes only into its own record', () => {
    const kernel = definition.create(defaultParams(definition), definition.defaultInput ?? 'close', DAILY);
    const at = 11;
    const state = new Float64Array(at + kernel.stateLength + 13).fill(-12345);
    kernel.reset(state, at);
    for (let barAt = 0; barAt < bars.length; barAt += BAR_STRIDE) kernel.update(state, at, bars, barAt);
    expect([...state.subarray(0, at)]).toEqual(new Array(at).fill(-12345));
    expect([...state.subarray(at + kernel.stateLength)]).toEqual(new Array(13).fill(-12345));
    expect(kernel.outputCount).toBe(definition.outputs.length);
  });

  it('is as new after a reset', () => {
    const kernel = definition.create(defaultParams(definition), definition.defaultInput ?? 'close', DAILY);
    const fresh = new Float64Array(kernel.stateLength);
    kernel.reset(fresh, 0);
    const used = new Float64Array(kernel.stateLength).fill(99);
    kernel.reset(used, 0);
    for (let barAt = 0; barAt < bars.length; barAt += BAR_STRIDE) kernel.update(used, 0, bars, barAt);
    kernel.reset(used, 0);
    expect(used).toEqual(fresh);
  });

  it('scales with the input, not with its level: doubled prices keep every value finite and ordered', () => {
    const doubled = bars.map((value, index) => (index % BAR_STRIDE === 0 ? value : value * 2));
    const before = valuesOver(definition, bars);
    const after = valuesOver(definition, doubled);
    const factor = { price: 2, price_difference: 2, volume: 2, oscillator: 1, percent: 1, ratio: 1 };
    const name = definition.outputs[0] ?? '';
    for (const [index, value] of (after[name] ?? []).entries()) {
      if (Number.isNaN(value)) continue;
      expect(value).toBeCloseTo((before[name]?.[index] ?? 0) * factor[definition.scale], 6);
    }
  });
});
