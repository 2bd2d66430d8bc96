import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import type { InputField } from '../../../shared/domain/indicator.ts';
import type { IndicatorKernel } from './contract.ts';
import { read } from './record.ts';

/** Place, behind the fields of a bar, of a computed input (see `withComputedInput`). */
const COMPUTED = BAR_STRIDE;

const OFFSETS: Readonly<Record<InputField, number>> = {
  open: BAR_OPEN,
  high: BAR_HIGH,
  low: BAR_LOW,
  close: BAR_CLOSE,
  volume: BAR_VOLUME,
  hl2: COMPUTED,
  hlc3: COMPUTED,
  ohlc4: COMPUTED,
};

/** Where a kernel finds its input in the bar's record. */
export function inputOffset(field: InputField): number {
  return OFFSETS[field];
}

/** (high + low + close) / 3, the typical price. */
export function typicalPrice(bars: Float64Array, barAt: number): number {
  return (read(bars, barAt + BAR_HIGH) + read(bars, barAt + BAR_LOW) + read(bars, barAt + BAR_CLOSE)) / 3;
}

/**
 * A kernel that reads hl2, hlc3 or ohlc4: it is given a copy of the bar with the
 * computed value behind the fields. A kernel that reads a stored field is left as
 * it is, so that the usual case pays nothing.
 */
export function withComputedInput(kernel: IndicatorKernel, field: InputField): IndicatorKernel {
  if (inputOffset(field) !== COMPUTED) return kernel;
  const copy = new Float64Array(BAR_STRIDE + 1);
  return {
    stateLength: kernel.stateLength,
    outputCount: kernel.outputCount,
    reset: (state, at) => kernel.reset(state, at),
    update(state, at, bars, barAt) {
      for (let index = 0; index < BAR_STRIDE; index += 1) copy[index] = read(bars, barAt + index);
      copy[COMPUTED] = computedInput(copy, field);
      kernel.update(state, at, copy, 0);
    },
  };
}

function computedInput(bar: Float64Array, field: InputField): number {
  if (field === 'hlc3') return typicalPrice(bar, 0);
  const highAndLow = read(bar, BAR_HIGH) + read(bar, BAR_LOW);
  return field === 'hl2' ? highAndLow / 2 : (highAndLow + read(bar, BAR_OPEN) + read(bar, BAR_CLOSE)) / 4;
}
