import type { IndicatorReading, IndicatorState } from '../../../shared/domain/indicator.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { BAR_COUNT, LAST_START } from './plan.ts';
import { read } from './record.ts';
import type { IndicatorSeries } from './series.ts';
import type { IndicatorSpec } from './spec.ts';

/**
 * What a symbol's indicator says now.
 *
 * @param endOf end of the indicator's bar that starts at the given ms
 */
export function readingOf(
  spec: IndicatorSpec,
  series: IndicatorSeries,
  endOf: (startMs: number) => number,
): IndicatorReading {
  const { state, plan } = series;
  const at = plan.offsetOf(spec) ?? 0;
  const barsUsed = read(state, BAR_COUNT) - read(state, at - 1);
  const values = valuesOf(spec, state, at);
  return {
    key: spec.config.key,
    name: spec.config.name,
    type: spec.config.type,
    interval: spec.config.interval,
    currentValue: values === null ? null : read(state, at),
    values,
    lastUpdated: barsUsed === 0 ? null : epochMs(endOf(read(state, LAST_START))),
    valid: values !== null,
    state: stateOf(values !== null, barsUsed, spec.warmUp.stable),
    barsUsed,
  };
}

/** Null where any output has no value: before the indicator is ready, or where its formula divides by zero. */
function valuesOf(spec: IndicatorSpec, state: Float64Array, at: number): Record<string, number> | null {
  const values: Record<string, number> = {};
  for (const [output, name] of spec.definition.outputs.entries()) {
    const value = read(state, at + output);
    if (Number.isNaN(value)) return null;
    values[name] = value;
  }
  return values;
}

function stateOf(valid: boolean, barsUsed: number, stable: number): IndicatorState {
  if (!valid) return 'warming';
  return barsUsed >= stable ? 'stable' : 'settling';
}
