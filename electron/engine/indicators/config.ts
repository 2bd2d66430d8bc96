import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import {
  INPUT_FIELDS,
  type IndicatorConfig,
  type IndicatorType,
  type InputField,
} from '../../../shared/domain/indicator.ts';
import { parseInterval } from '../../../shared/domain/interval.ts';
import type { IndicatorDefinition, IndicatorParams, ParameterSpec } from './contract.ts';
import { indicatorDefinition } from './registry.ts';

/** What a caller says of an indicator; everything left out takes its default. */
export interface IndicatorRequest {
  /** Registry id: `sma`. */
  readonly name: string;
  readonly interval: string;
  /** Short for `params: {period}`. */
  readonly period?: number | undefined;
  /** The definition's own type by default. */
  readonly type?: IndicatorType | undefined;
  readonly params?: IndicatorParams | undefined;
  readonly input?: InputField | undefined;
}

/**
 * The complete config of a request: defaults filled in, every name and range
 * checked, the key built. Throws InvalidArgumentError that names the argument.
 */
export function indicatorConfig(request: IndicatorRequest): IndicatorConfig {
  const definition = indicatorDefinition(request.name);
  const interval = parseInterval(request.interval);
  const params = completeParams(definition, givenParams(request));
  const input = checkedInput(definition, request.input);
  return {
    name: definition.id,
    type: request.type ?? definition.type,
    interval,
    params,
    input,
    key: indicatorKey(definition, interval, params, input),
  };
}

function givenParams(request: IndicatorRequest): IndicatorParams {
  const { period, params = {} } = request;
  if (period === undefined) return params;
  if (params.period !== undefined && params.period !== period) {
    throw new InvalidArgumentError('period', period, `the same as params.period (${params.period})`);
  }
  return { ...params, period };
}

function completeParams(definition: IndicatorDefinition, given: IndicatorParams): IndicatorParams {
  for (const name of Object.keys(given)) {
    if (definition.params.some((spec) => spec.name === name)) continue;
    const known = definition.params.map((spec) => spec.name).join(', ') || 'no parameters';
    throw new InvalidArgumentError(name, given[name], `for ${definition.id}: ${known}`);
  }
  const complete: Record<string, number> = {};
  for (const spec of definition.params) complete[spec.name] = checkedValue(spec, given[spec.name]);
  return complete;
}

function checkedValue(spec: ParameterSpec, value: number | undefined): number {
  if (value === undefined) return spec.default;
  const fits = value >= spec.min && value <= spec.max && (!spec.integer || Number.isInteger(value));
  if (typeof value !== 'number' || !fits) {
    const kind = spec.integer ? 'a whole number' : 'a number';
    throw new InvalidArgumentError(spec.name, value, `${kind} from ${spec.min} to ${spec.max}`);
  }
  return value;
}

/** Indicators that read whole bars have no choice of input; their config says `close`, which they ignore. */
function checkedInput(definition: IndicatorDefinition, input: InputField | undefined): InputField {
  const fallback = definition.defaultInput ?? 'close';
  if (input === undefined) return fallback;
  if (definition.defaultInput === undefined) {
    throw new InvalidArgumentError('input', input, `none: ${definition.id} reads whole bars`);
  }
  if (!INPUT_FIELDS.includes(input)) throw new InvalidArgumentError('input', input, INPUT_FIELDS.join(', '));
  return input;
}

/** `sma_20_1d`, `macd_5m_fast12_slow26_signal9`, `bbands_20_5m_k2.5`, `ema_20_5m_hl2`, `vwap_5m`. */
function indicatorKey(
  definition: IndicatorDefinition,
  interval: string,
  params: IndicatorParams,
  input: InputField,
): string {
  const period = params.period;
  const parts = period === undefined ? [definition.id, interval] : [definition.id, String(period), interval];
  for (const spec of definition.params) {
    if (spec.name === 'period') continue;
    const value = params[spec.name];
    if (period === undefined || value !== spec.default) parts.push(`${spec.name}${value}`);
  }
  if (definition.defaultInput !== undefined && input !== definition.defaultInput) parts.push(input);
  return parts.join('_');
}
