import type { IChartApi, UTCTimestamp } from 'lightweight-charts';
import type { ChartData } from '../../shared/domain/chart.ts';
import { isIntraday } from '../../shared/domain/interval.ts';
import { BAR_SPACING, fittedSpacing, freeBars } from './chart-options.ts';
import { firstAtOrAfter } from './marker-bars.ts';

/** Where a bar that is looked for comes to stand, as a share of the plot from the left: right of a card. */
const TARGET_SHARE = 0.8;
const FIRST_CLEAR_SHARE = 0.6;
const ZOOM = 1.25;

/** Which part of the time a chart shows. */
export class TimeView {
  readonly #chart: IChartApi;
  readonly #shown: () => ChartData | null;

  constructor(chart: IChartApi, shown: () => ChartData | null) {
    this.#chart = chart;
    this.#shown = shown;
  }

  /** The newest bars at the usual width, wider where few days or weeks would leave the plot empty; prices scaled to them. */
  reset(): void {
    const scale = this.#chart.timeScale();
    const data = this.#shown();
    const isFew = data !== null && !isIntraday(data.interval);
    const barSpacing = isFew ? fittedSpacing(scale.width(), data.bars.start.length) : BAR_SPACING;
    const rightOffset = freeBars(scale.width(), barSpacing);
    scale.applyOptions({ barSpacing, rightOffset });
    scale.scrollToPosition(rightOffset, false);
    for (const [index] of this.#chart.panes().entries()) {
      this.#chart.priceScale('right', index).applyOptions({ autoScale: true });
    }
  }

  /** Brings a bar to the right part of the plot, where a card beside the chart's left edge leaves it clear. */
  goTo(wallSeconds: number): void {
    this.reset();
    const scale = this.#chart.timeScale();
    const x = scale.timeToCoordinate(wallSeconds as UTCTimestamp);
    const width = scale.width();
    if (x !== null && x >= width * FIRST_CLEAR_SHARE && x <= width) return;
    const index = scale.timeToIndex(wallSeconds as UTCTimestamp, true);
    if (index === null) return;
    const bars = width / BAR_SPACING;
    const from = index - bars * TARGET_SHARE;
    scale.setVisibleLogicalRange({ from, to: from + bars });
  }

  /** Moves by a share of what is visible; above zero to newer bars. */
  move(share: number): void {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    if (range === null) return;
    const by = (range.to - range.from) * share;
    this.#chart.timeScale().setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
  }

  zoom(direction: 'in' | 'out'): void {
    const scale = this.#chart.timeScale();
    const { barSpacing } = scale.options();
    scale.applyOptions({ barSpacing: direction === 'in' ? barSpacing * ZOOM : barSpacing / ZOOM });
  }

  /** First and last of the bars in view, as indices; null where there are none. */
  visible(data: ChartData): { readonly first: number; readonly last: number } | null {
    const range = this.#chart.timeScale().getVisibleRange();
    if (range === null || data.bars.wallSeconds.length === 0) return null;
    const { wallSeconds } = data.bars;
    const first = firstAtOrAfter(wallSeconds, Number(range.from));
    const last = Math.min(firstAtOrAfter(wallSeconds, Number(range.to)), wallSeconds.length - 1);
    return first > last ? null : { first, last };
  }
}
