import {
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  type SeriesType,
  type Time,
} from 'lightweight-charts';
import type { ChartData, ChartLine } from '../../shared/domain/chart.ts';
import { LINE_WIDTH, QUIET } from './chart-options.ts';
import type { ChartTheme } from './chart-theme.ts';
import { withAlpha } from './colours.ts';
import { type LineStyleOf, levelsOf, lineId, lineStyles, viewOf } from './line-styles.ts';
import { LevelBand } from './primitives/level-band.ts';
import { lineItems } from './series-data.ts';

type AnySeries = ISeriesApi<SeriesType, Time>;

interface Drawn {
  readonly id: string;
  readonly series: AnySeries;
  readonly tone: ((value: number) => string) | undefined;
}

/** `75` on the axis, `74.3` under the crosshair. */
const OSCILLATOR_FORMAT = {
  type: 'custom',
  minMove: 0.1,
  formatter: (value: number) => String(Math.round(value * 10) / 10).replace('-', '−'),
} as const;
const DIFFERENCE_FORMAT = { type: 'price', precision: 3, minMove: 0.001 } as const;
const SHARES_FORMAT = { type: 'volume', precision: 2, minMove: 1 } as const;
/** Indicators whose values are shares. */
const OF_VOLUME = new Set(['obv', 'volume_sma']);
/** A bounded scale fills its pane; a free one leaves room for the legend. */
const BOUNDED_MARGINS = { top: 0.03, bottom: 0.03 };
const FREE_MARGINS = { top: 0.2, bottom: 0.08 };
/** Fewer figures on the axis of a low pane. */
const TICK_DENSITY = 1.6;

/** The lines of a chart's indicators: over the prices, or each indicator in a pane of its own. */
export class IndicatorSeries {
  readonly #chart: IChartApi;
  #drawn: readonly Drawn[] = [];
  /** Keys of the indicators with a pane, from the top; the prices are above them. */
  #panes: readonly string[] = [];

  constructor(chart: IChartApi) {
    this.#chart = chart;
  }

  /** Keys of the indicators with a pane of their own, in the order of the panes from 1 on. */
  get panes(): readonly string[] {
    return this.#panes;
  }

  /** Makes the series of these lines, in place of those before. */
  rebuild(data: ChartData, shown: readonly ChartLine[], theme: ChartTheme): void {
    for (const { series } of this.#drawn) this.#chart.removeSeries(series);
    const styles = lineStyles(data.lines, theme);
    this.#panes = ownPanes(shown);
    this.#drawn = shown.flatMap((line) => {
      const style = styles.get(lineId(line));
      return style === undefined ? [] : [this.#added(line, style, theme)];
    });
    for (const [i, key] of this.#panes.entries()) this.#dressPane(i + 1, key, shown, theme);
    this.write(data, 0);
  }

  /** Gives the series the values from bar `from` on. */
  write(data: ChartData, from: number): void {
    const lines = new Map(data.lines.map((line) => [lineId(line), line]));
    for (const { id, series, tone } of this.#drawn) {
      const line = lines.get(id);
      if (line === undefined) continue;
      const items = lineItems(data, line, from, tone);
      if (from === 0) series.setData(items);
      else for (const item of items) series.update(item);
    }
  }

  #added(line: ChartLine, style: LineStyleOf, theme: ChartTheme): Drawn {
    const pane = line.pane === 'price' ? 0 : this.#panes.indexOf(line.key) + 1;
    const id = lineId(line);
    if (style.shape === 'histogram') {
      const rise = withAlpha(theme.barUp, 0.55);
      const fall = withAlpha(theme.barDown, 0.55);
      const options = { ...QUIET, color: rise, priceFormat: DIFFERENCE_FORMAT };
      const series = this.#chart.addSeries(HistogramSeries, options, pane);
      return { id, series, tone: (value) => (value < 0 ? fall : rise) };
    }
    const view = line.pane === 'own' ? viewOf(line) : null;
    const series = this.#chart.addSeries(
      LineSeries,
      {
        ...QUIET,
        color: style.colour,
        lineWidth: LINE_WIDTH,
        ...(line.pane === 'own' && { priceFormat: formatOf(line, view !== null) }),
        ...(view !== null && {
          autoscaleInfoProvider: () => ({ priceRange: { minValue: view[0], maxValue: view[1] } }),
        }),
      },
      pane,
    );
    return { id, series, tone: undefined };
  }

  #dressPane(index: number, key: string, shown: readonly ChartLine[], theme: ChartTheme): void {
    const line = shown.find((each) => each.key === key);
    if (line === undefined) return;
    const scaleMargins = viewOf(line) === null ? FREE_MARGINS : BOUNDED_MARGINS;
    this.#chart.priceScale('right', index).applyOptions({ scaleMargins, tickMarkDensity: TICK_DENSITY });
    const levels = levelsOf(line.name);
    const first = this.#drawn.find(({ id }) => id === lineId(line));
    if (levels !== undefined) first?.series.attachPrimitive(new LevelBand(levels, theme));
  }
}

/** The lines that are drawn: without the hidden ones, and without those of panes that find no room. */
export function shownLines(
  lines: readonly ChartLine[],
  hidden: ReadonlySet<string>,
  room: number,
): readonly ChartLine[] {
  const wanted = lines.filter(({ key }) => !hidden.has(key));
  const fitting = new Set(ownPanes(wanted).slice(0, room));
  return wanted.filter(({ key, pane }) => pane === 'price' || fitting.has(key));
}

/** Keys of the indicators with a pane of their own, in their order. */
function ownPanes(lines: readonly ChartLine[]): readonly string[] {
  return [...new Set(lines.filter(({ pane }) => pane === 'own').map(({ key }) => key))];
}

function formatOf(line: ChartLine, isBounded: boolean) {
  if (OF_VOLUME.has(line.name)) return SHARES_FORMAT;
  return isBounded ? OSCILLATOR_FORMAT : DIFFERENCE_FORMAT;
}
