import type { ChartLine } from '../../shared/domain/chart.ts';
import type { ChartTheme } from './chart-theme.ts';
import { withAlpha } from './colours.ts';

/** How a line of an indicator is drawn. */
export interface LineStyleOf {
  readonly shape: 'line' | 'histogram';
  readonly colour: string;
}

/** Levels that an oscillator is read by, and the part of its range that its pane shows. */
interface Levels {
  readonly levels: readonly [number, number];
  readonly view: readonly [number, number] | null;
}

const LEVELS: Readonly<Record<string, Levels>> = {
  rsi: { levels: [30, 70], view: [10, 90] },
  mfi: { levels: [20, 80], view: [5, 95] },
  stochastic: { levels: [20, 80], view: [0, 100] },
  williams_r: { levels: [-80, -20], view: [-100, 0] },
  cci: { levels: [-100, 100], view: null },
};

const BANDS = new Set(['upper', 'lower']);
const SECOND_LINES = new Set(['signal', 'd', 'minus_di']);

/** The two levels of an indicator; undefined where it has none that everybody reads it by. */
export function levelsOf(name: string): readonly [number, number] | undefined {
  return LEVELS[name]?.levels;
}

/** The fixed ends of an indicator's scale; null where it follows the values. */
export function viewOf(line: ChartLine): readonly [number, number] | null {
  return LEVELS[line.name]?.view ?? line.range;
}

/**
 * Colour and shape of each line, by `key` and `output`. Indicators over the prices take the theme's colours in
 * their order, hidden ones too, so that hiding one does not colour the others anew.
 */
export function lineStyles(lines: readonly ChartLine[], theme: ChartTheme): ReadonlyMap<string, LineStyleOf> {
  const styles = new Map<string, LineStyleOf>();
  const inOrder = new Map<string, string>();
  for (const line of lines) {
    if (line.pane === 'price' && line.name !== 'vwap' && !inOrder.has(line.key)) {
      inOrder.set(line.key, theme.lines[inOrder.size % theme.lines.length] ?? theme.text2);
    }
    styles.set(lineId(line), styleOf(line, inOrder.get(line.key), theme));
  }
  return styles;
}

/** Names one line of a chart. */
export function lineId({ key, output }: Pick<ChartLine, 'key' | 'output'>): string {
  return `${key} ${output}`;
}

function styleOf(line: ChartLine, ordered: string | undefined, theme: ChartTheme): LineStyleOf {
  if (line.name === 'vwap') return { shape: 'line', colour: theme.vwap };
  if (line.output === 'histogram') return { shape: 'histogram', colour: theme.text3 };
  if (ordered !== undefined) {
    return { shape: 'line', colour: BANDS.has(line.output) ? withAlpha(ordered, 0.7) : ordered };
  }
  const second = theme.lines[1] ?? theme.text2;
  return { shape: 'line', colour: SECOND_LINES.has(line.output) ? second : theme.oscillator };
}
