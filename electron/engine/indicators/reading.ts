import type { IndicatorReading, IndicatorState } from '../../../shared/domain/indicator.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import type { IndicatorSpec } from './spec.ts';
import type { Standing } from './standing.ts';

/**
 * What a symbol's indicator says now.
 *
 * @param endOf end of the indicator's bar that starts at the given ms
 */
export function readingOf(
  spec: IndicatorSpec,
  symbolIndex: number,
  { barsUsed, lastStart }: Standing,
  endOf: (startMs: number) => number,
): IndicatorReading {
  const values = valuesOf(spec, symbolIndex);
  return {
    key: spec.config.key,
    name: spec.config.name,
    type: spec.config.type,
    interval: spec.config.interval,
    currentValue: values === null ? null : (spec.columns[0]?.[symbolIndex] ?? Number.NaN),
    values,
    lastUpdated: barsUsed === 0 ? null : epochMs(endOf(lastStart)),
    valid: values !== null,
    state: stateOf(values !== null, barsUsed, spec.warmUp.stable),
    barsUsed,
  };
}

/** Null where any output has no value: before the indicator is ready, or where its formula divides by zero. */
function valuesOf(spec: IndicatorSpec, symbolIndex: number): Record<string, number> | null {
  const values: Record<string, number> = {};
  for (const [output, name] of spec.definition.outputs.entries()) {
    const value = spec.columns[output]?.[symbolIndex] ?? Number.NaN;
    if (Number.isNaN(value)) return null;
    values[name] = value;
  }
  return values;
}

function stateOf(valid: boolean, barsUsed: number, stable: number): IndicatorState {
  if (!valid) return 'warming';
  return barsUsed >= stable ? 'stable' : 'settling';
}
