import type { ChartLine } from '../../../shared/domain/chart.ts';
import type { IndicatorInput } from '../../../shared/domain/indicator.ts';
import type { IndicatorDefinition, IndicatorParams } from '../indicators/contract.ts';
import { indicatorDefinition } from '../indicators/registry.ts';

/** What of a config, or of an indicator that another one reads, the look depends on. */
interface Looked {
  readonly params: IndicatorParams;
  readonly input: IndicatorInput;
}

/** Name of a line in the legend: `SMA 20`, `Bollinger 20 2 upper`, `EMA 9 hl2`, `SMA 9 of RSI 14`. */
export function lineLabel(
  definition: IndicatorDefinition,
  { params, input }: Looked,
  output: string,
): string {
  const parts = [
    definition.shortTitle,
    ...definition.params.map(({ name }) => String(params[name])),
    ...(typeof input === 'object' || input === (definition.defaultInput ?? input) ? [] : [input]),
    ...(definition.outputs.length === 1 || output === definition.id ? [] : [output.replaceAll('_', ' ')]),
  ];
  if (typeof input === 'object')
    parts.push('of', lineLabel(indicatorDefinition(input.name), input, input.output));
  return parts.join(' ');
}

/** Where an output is drawn; undefined for one that is not drawn with the others of its indicator. */
export function linePane(
  definition: IndicatorDefinition,
  { input }: Pick<Looked, 'input'>,
  output: string,
): ChartLine['pane'] | undefined {
  if (definition.otherScaleOutputs?.includes(output) === true) return undefined;
  return definition.overlay && isPrice(input) ? 'price' : 'own';
}

/** True where what is read is measured as prices are. */
function isPrice(input: IndicatorInput): boolean {
  if (typeof input !== 'object') return input !== 'volume';
  return linePane(indicatorDefinition(input.name), input, input.output) === 'price';
}
