import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import type { InputField } from '../../shared/domain/indicator.ts';
import type { IndicatorDefinition, IndicatorParams, KernelContext } from '../engine/indicators/contract.ts';

/** Daily bars, each a session of its own. */
export const DAILY: KernelContext = { interval: '1d', sessionOf: (start) => start };

/** What an indicator says after each bar: per output, a value per bar, NaN where there is none. */
export function valuesOver(
  definition: IndicatorDefinition,
  bars: Float64Array,
  params: IndicatorParams = {},
  input: InputField = definition.defaultInput ?? 'close',
  context: KernelContext = DAILY,
): Record<string, number[]> {
  const kernel = definition.create({ ...defaultParams(definition), ...params }, input, context);
  const state = new Float64Array(kernel.stateLength);
  kernel.reset(state, 0);
  const values: Record<string, number[]> = {};
  for (const name of definition.outputs) values[name] = [];
  for (let barAt = 0; barAt < bars.length; barAt += BAR_STRIDE) {
    kernel.update(state, 0, bars, barAt);
    for (const [output, name] of definition.outputs.entries()) {
      values[name]?.push(state[output] ?? Number.NaN);
    }
  }
  return values;
}

/** Every parameter at its default. */
export function defaultParams(definition: IndicatorDefinition): Record<string, number> {
  return Object.fromEntries(definition.params.map((spec) => [spec.name, spec.default]));
}
