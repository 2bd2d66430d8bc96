import type { IndicatorConfig, IndicatorInput } from '../../../shared/domain/indicator.ts';
import type { IndicatorParams } from './contract.ts';
import { indicatorDefinition } from './registry.ts';

/**
 * The name of a complete indicator, equal for equal ones alone: `sma_20_1d`,
 * `macd_5m_fast12_slow26_signal9`, `bbands_20_5m_k2.5`, `ema_20_5m_hl2`, `vwap_5m`;
 * of an indicator `sma_9_5m_of_rsi_14`, `ema_9_5m_of_macd_histogram_fast12_slow26_signal9`.
 */
export function indicatorKey(config: Omit<IndicatorConfig, 'key'>): string {
  return [
    ...partsOf(config.name, config.params, [config.interval]),
    ...inputParts(config.name, config.input),
  ].join('_');
}

/** Name, period, what stands between, then every parameter by name: all of them where there is no period, else the unusual ones. */
function partsOf(name: string, params: IndicatorParams, between: readonly string[]): string[] {
  const { period } = params;
  const parts = period === undefined ? [name, ...between] : [name, String(period), ...between];
  for (const spec of indicatorDefinition(name).params) {
    if (spec.name === 'period') continue;
    const value = params[spec.name];
    if (period === undefined || value !== spec.default) parts.push(`${spec.name}${value}`);
  }
  return parts;
}

/** The input where it is not the usual one; of an indicator all that makes it, its output where it is not the main one. */
function inputParts(name: string, input: IndicatorInput): string[] {
  if (typeof input !== 'object') {
    const usual = indicatorDefinition(name).defaultInput ?? input;
    return input === usual ? [] : [input];
  }
  const [main] = indicatorDefinition(input.name).outputs;
  const output = input.output === main ? [] : [input.output];
  return ['of', ...partsOf(input.name, input.params, output), ...inputParts(input.name, input.input)];
}
