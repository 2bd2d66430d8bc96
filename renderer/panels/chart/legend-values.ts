import type { ChartData, ChartLine } from '../../../shared/domain/chart.ts';
import { formatPrice, formatVolume, MISSING } from '../../format/numbers.ts';

/** The bar that a legend speaks of: the one under the crosshair, or the newest. */
export function legendIndex(data: ChartData, hovered: number | null): number {
  const newest = data.bars.start.length - 1;
  return hovered === null || hovered > newest ? newest : hovered;
}

/** Letter and figure of a bar: open, high, low, close, volume. */
export function barFigures({ bars }: ChartData, index: number): readonly (readonly [string, string])[] {
  return [
    ['O', formatPrice(bars.open[index])],
    ['H', formatPrice(bars.high[index])],
    ['L', formatPrice(bars.low[index])],
    ['C', formatPrice(bars.close[index])],
    ['V', formatVolume(bars.volume[index])],
  ];
}

const one = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const three = new Intl.NumberFormat('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
/** Lines in shares; above this a figure of three decimals would say nothing more. */
const LARGE = 100_000;

/** Value of a line at a bar: as a price over the prices, with one decimal where it is bounded. */
export function lineFigure(line: ChartLine, index: number): string {
  const value = line.values[index];
  if (value === undefined || !Number.isFinite(value)) return MISSING;
  if (line.pane === 'price') return formatPrice(value);
  if (Math.abs(value) >= LARGE) return value < 0 ? `−${formatVolume(-value)}` : formatVolume(value);
  return (line.range === null ? three : one).format(value).replace('-', '−');
}

/** The lines of one indicator under the name that they share. */
export interface LineGroup {
  readonly key: string;
  /** `MACD 12 26 9` of `MACD 12 26 9`, `MACD 12 26 9 signal`. */
  readonly name: string;
  readonly lines: readonly ChartLine[];
}

/** Lines by indicator, in their order. */
export function lineGroups(lines: readonly ChartLine[]): readonly LineGroup[] {
  return [...new Set(lines.map(({ key }) => key))].map((key) => {
    const own = lines.filter((line) => line.key === key);
    return { key, name: sharedName(own.map(({ label }) => label.split(' '))), lines: own };
  });
}

/** The words that all labels begin with; one label keeps all of its words. */
function sharedName(labels: readonly (readonly string[])[]): string {
  const [first = [], ...others] = labels;
  const end = first.findIndex((word, i) => others.some((label) => label[i] !== word));
  return first.slice(0, end === -1 ? first.length : end).join(' ');
}
