import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import type { IndicatorKernel } from './contract.ts';
import type { KernelInput } from './kernel-input.ts';
import { read } from './record.ts';

/** Place, behind the fields of a bar, of an input that is no stored field (see `withComputedInput`, nested-kernel.ts). */
export const COMPUTED = BAR_STRIDE;

const OFFSETS: Readonly<Record<KernelInput, number>> = {
  open: BAR_OPEN,
  high: BAR_HIGH,
  low: BAR_LOW,
  close: BAR_CLOSE,
  volume: BAR_VOLUME,
  hl2: COMPUTED,
  hlc3: COMPUTED,
  ohlc4: COMPUTED,
  indicator: COMPUTED,
};

/** Where a kernel finds its input in the bar's record. */
export function inputOffset(field: KernelInput): number {
  return OFFSETS[field];
}

/** (high + low + close) / 3, the typical price. */
export function typicalPrice(bars: Float64Array, barAt: number): number {
  return (read(bars, barAt + BAR_HIGH) + read(bars, barAt + BAR_LOW) + read(bars, barAt + BAR_CLOSE)) / 3;
}

/**
 * A kernel that reads hl2, hlc3 or ohlc4: it is given a copy of the bar with the
 * computed value behind the fields. A kernel that reads a stored field is left as
 * it is, so that the usual case pays nothing; so is one that reads an indicator,
 * whose bars have the value already, and a formula, which computes its input itself.
 */
export function withComputedInput(kernel: IndicatorKernel, field: KernelInput): IndicatorKernel {
  if (inputOffset(field) !== COMPUTED || field === 'indicator' || kernel.formula !== undefined) return kernel;
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

function computedInput(bar: Float64Array, field: KernelInput): number {
  if (field === 'hlc3') return typicalPrice(bar, 0);
  const highAndLow = read(bar, BAR_HIGH) + read(bar, BAR_LOW);
  return field === 'hl2' ? highAndLow / 2 : (highAndLow + read(bar, BAR_OPEN) + read(bar, BAR_CLOSE)) / 4;
}
