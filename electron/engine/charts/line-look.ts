import type { ChartLine } from '../../../shared/domain/chart.ts';
import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import type { IndicatorDefinition } from '../indicators/contract.ts';

/** Name of a line in the legend: `SMA 20`, `Bollinger 20 2 upper`, `EMA 9 hl2`. */
export function lineLabel(definition: IndicatorDefinition, config: IndicatorConfig, output: string): string {
  const parts = [
    definition.shortTitle,
    ...definition.params.map(({ name }) => String(config.params[name])),
    ...(config.input === (definition.defaultInput ?? config.input) ? [] : [config.input]),
    ...(definition.outputs.length === 1 || output === definition.id ? [] : [output.replaceAll('_', ' ')]),
  ];
  return parts.join(' ');
}

/** Where an output is drawn; undefined for one that is not drawn with the others of its indicator. */
export function linePane(
  definition: IndicatorDefinition,
  { input }: IndicatorConfig,
  output: string,
): ChartLine['pane'] | undefined {
  if (definition.otherScaleOutputs?.includes(output) === true) return undefined;
  return definition.overlay && input !== 'volume' ? 'price' : 'own';
}
