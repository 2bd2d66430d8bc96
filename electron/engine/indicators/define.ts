import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { INTERVALS, isIntraday } from '../../../shared/domain/interval.ts';
import type { IndicatorDefinition, IndicatorParams, KernelContext, ParameterSpec } from './contract.ts';
import { withComputedInput } from './input.ts';
import type { KernelInput } from './kernel-input.ts';

/** Longest window: the bars that a session series holds by default. */
const LONGEST_PERIOD = 5_000;

/**
 * The one way to write an indicator. Its kernel reads the input at
 * `inputOffset(input)` of the bar, for computed inputs too. Frozen, so that
 * nobody's form can change another's.
 */
export function defineIndicator(definition: IndicatorDefinition): IndicatorDefinition {
  return Object.freeze({
    ...definition,
    create: (params: IndicatorParams, input: KernelInput, context: KernelContext) =>
      withComputedInput(definition.create(params, input, context), input),
  });
}

/** A whole number of bars, named `period` unless said otherwise. */
export function barsParameter(fallback: number, name = 'period', title = 'Period', min = 1): ParameterSpec {
  return { name, title, default: fallback, min, max: LONGEST_PERIOD, integer: true };
}

/** A factor such as the width of a band. */
export function factorParameter(fallback: number, name: string, title: string): ParameterSpec {
  return { name, title, default: fallback, min: 0.01, max: 100, integer: false };
}

/** A parameter that the definition declares. Throws InvalidArgumentError where the caller left it out. */
export function parameter(params: IndicatorParams, name: string): number {
  const value = params[name];
  if (value === undefined) throw new InvalidArgumentError(name, value, 'a number');
  return value;
}

/** Intervals of which sessions are made: bars within one, or one bar each. */
export const DAY_INTERVALS = INTERVALS.filter((interval) => interval !== '1w');

/** Intervals on which a year has no more bars than a series holds. */
export const YEAR_INTERVALS = INTERVALS.filter((interval) => !isIntraday(interval));
