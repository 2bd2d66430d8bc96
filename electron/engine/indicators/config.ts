import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import {
  INDICATOR_TYPES,
  INPUT_FIELDS,
  type IndicatorConfig,
  type IndicatorInput,
  type IndicatorSource,
  type IndicatorType,
  type InputField,
  LONGEST_CHAIN,
} from '../../../shared/domain/indicator.ts';
import { type Interval, parseInterval } from '../../../shared/domain/interval.ts';
import type { IndicatorDefinition, IndicatorParams, ParameterSpec } from './contract.ts';
import { indicatorKey } from './key.ts';
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
  readonly input?: InputField | InputRequest | undefined;
}

/** What a caller says of an indicator that another one reads, on that one's interval. */
export interface InputRequest {
  readonly name: string;
  readonly period?: number | undefined;
  readonly params?: IndicatorParams | undefined;
  readonly input?: InputField | InputRequest | undefined;
  /** Which output is read; the main one by default. */
  readonly output?: string | undefined;
}

/**
 * The complete config of a request: defaults filled in, every name and range
 * checked, the key built. Throws InvalidArgumentError that names the argument;
 * one of an inner indicator by its place: `input.period`.
 */
export function indicatorConfig(request: IndicatorRequest): IndicatorConfig {
  const definition = indicatorDefinition(request.name);
  const interval = parseInterval(request.interval);
  requireInterval(definition, interval);
  const params = completeParams(definition, givenParams(request));
  const input = completeInput(definition, request.input, interval, 1);
  const type = request.type ?? definition.type;
  if (!INDICATOR_TYPES.includes(type))
    throw new InvalidArgumentError('type', type, INDICATOR_TYPES.join(', '));
  const config = { name: definition.id, type, interval, params, input };
  return { ...config, key: indicatorKey(config) };
}

function requireInterval({ id, intervals }: IndicatorDefinition, interval: Interval): void {
  if (intervals === undefined || intervals.includes(interval)) return;
  throw new InvalidArgumentError('interval', interval, `for ${id}: ${intervals.join(', ')}`);
}

function givenParams(request: Pick<IndicatorRequest, 'period' | 'params'>): IndicatorParams {
  const { period, params = {} } = request;
  if (typeof params !== 'object' || params === null)
    throw new InvalidArgumentError('params', params, 'values by name');
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

/**
 * Indicators that read whole bars have no choice of input; their config says `close`, which they ignore.
 *
 * @param depth place in the chain of the indicator that reads, 1 for the one that is asked for
 */
function completeInput(
  definition: IndicatorDefinition,
  input: InputField | InputRequest | undefined,
  interval: Interval,
  depth: number,
): IndicatorInput {
  const fallback = definition.defaultInput ?? 'close';
  if (input === undefined) return fallback;
  if (definition.defaultInput === undefined) {
    const given = typeof input === 'object' ? input.name : input;
    throw new InvalidArgumentError('input', given, `none: ${definition.id} reads whole bars`);
  }
  if (typeof input === 'object' && input !== null) return completeSource(input, interval, depth);
  if (INPUT_FIELDS.includes(input)) return input;
  throw new InvalidArgumentError('input', input, `${INPUT_FIELDS.join(', ')}, or an indicator`);
}

function completeSource(request: InputRequest, interval: Interval, depth: number): IndicatorSource {
  if (depth === LONGEST_CHAIN) {
    throw new InvalidArgumentError(
      'input',
      request.name,
      `a field: chains have ${LONGEST_CHAIN} indicators at most`,
    );
  }
  return insideInput(() => {
    const definition = indicatorDefinition(request.name);
    if (definition.intervals?.includes(interval) === false)
      throw new InvalidArgumentError('name', definition.id, `an indicator that there is on ${interval}`);
    return {
      name: definition.id,
      params: completeParams(definition, givenParams(request)),
      input: completeInput(definition, request.input, interval, depth + 1),
      output: checkedOutput(definition, request.output),
    };
  });
}

function checkedOutput({ id, outputs }: IndicatorDefinition, output: string | undefined): string {
  const [main = id] = outputs;
  if (output === undefined) return main;
  if (outputs.includes(output)) return output;
  throw new InvalidArgumentError('output', output, `for ${id}: ${outputs.join(', ')}`);
}

/** What is wrong inside an input is named by its place. */
function insideInput<T>(complete: () => T): T {
  try {
    return complete();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new InvalidArgumentError(`input.${error.argument}`, error.value, error.allowed);
  }
}
