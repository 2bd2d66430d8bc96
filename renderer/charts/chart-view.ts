import { createChart, type IChartApi, type MouseEventParams } from 'lightweight-charts';
import type { ChartData, ChartLine } from '../../shared/domain/chart.ts';
import { isIntraday } from '../../shared/domain/interval.ts';
import { BarSeries } from './bar-series.ts';
import { fixedOptions, priceMargins, themeOptions } from './chart-options.ts';
import type { ChartTheme } from './chart-theme.ts';
import { IndicatorSeries, shownLines } from './indicator-series.ts';
import { barOf, firstAtOrAfter } from './marker-bars.ts';
import { type ChartOverlay, Overlays } from './overlays.ts';
import { PaneStack, paneRoom } from './pane-stack.ts';
import type { Box } from './primitives/marker-layout.ts';
import { disorderAt } from './series-data.ts';
import { TimeView } from './time-view.ts';

/** What a chart tells of itself. */
export interface ChartViewEvents {
  /** Index of the bar under the crosshair; null where there is none. */
  readonly onHover: (index: number | null) => void;
  /** Distance of each pane from the top of the container in pixels; the prices' pane is the first. */
  readonly onPanes: (tops: readonly number[]) => void;
  /** The oldest bars have come into view. */
  readonly onOldest: () => void;
  /** A mark was clicked. */
  readonly onMark: (id: string) => void;
  /** Bars that stand painted on the screen. */
  readonly onPainted: (bars: number) => void;
}

const NO_OVERLAY: ChartOverlay = { marks: [], position: null, previousClose: Number.NaN, isOld: false };
/** Older bars are asked for when fewer than these are left of the view. */
const NEAR_OLDEST = 40;

/** One chart of the library, fed with columns. Owns its elements until `remove`. */
export class ChartView {
  readonly time: TimeView;
  readonly #container: HTMLElement;
  readonly #events: ChartViewEvents;
  readonly #chart: IChartApi;
  readonly #bars: BarSeries;
  readonly #indicators: IndicatorSeries;
  readonly #panes: PaneStack;
  readonly #overlays: Overlays;
  #theme: ChartTheme;
  #data: ChartData | null = null;
  #overlay = NO_OVERLAY;
  #hidden: ReadonlySet<string> = new Set();
  /** What the indicators and the margins were made for: they are made anew where it is something else. */
  #drawnLines = '';
  #drawnMargins = '';

  constructor(container: HTMLElement, theme: ChartTheme, events: ChartViewEvents) {
    this.#container = container;
    this.#theme = theme;
    this.#events = events;
    const ofIntraday = () => this.#data === null || isIntraday(this.#data.interval);
    this.#chart = createChart(container, fixedOptions(ofIntraday));
    this.#chart.applyOptions(themeOptions(theme));
    this.#bars = new BarSeries(this.#chart, theme);
    this.#overlays = new Overlays(this.#bars.candles);
    this.time = new TimeView(this.#chart, () => this.#data);
    this.#indicators = new IndicatorSeries(this.#chart);
    this.#panes = new PaneStack(this.#chart, container, events.onPanes, () => this.#fit());
    this.#panes.arrange();
    this.#listen();
  }

  /** Keys of the indicators with a pane of their own, from the second pane on. */
  get panes(): readonly string[] {
    return this.#indicators.panes;
  }

  /**
   * Draws the bars from index `from` on; those before are as they were. False where the times do not rise: nothing
   * is drawn then, what stood there stays, and the whole is to be asked for again.
   */
  show(data: ChartData, from: number): boolean {
    if (disorderAt(data, from) !== -1) return false;
    const before = this.#data;
    const isOther = before?.symbol !== data.symbol || before.interval !== data.interval;
    const first = isOther || !this.#bars.continues(data, from) ? 0 : from;
    this.#data = data;
    this.#bars.write(data, first, this.#theme);
    if (this.#drawnLines === lineKey(this.#shownLines(data))) this.#indicators.write(data, first);
    else this.#rebuildIndicators(data);
    this.#overlays.draw(data, this.#overlay, this.#theme);
    if (first === 0 || data.sessionStarts !== before?.sessionStarts) this.#drawSessions(data);
    // How many days or weeks there are is known once their history has come.
    const hasCome = before?.loading === true && !data.loading && !isIntraday(data.interval);
    if (isOther || hasCome) this.time.reset();
    requestAnimationFrame(() => this.#events.onPainted(this.#isOnScreen() ? data.bars.start.length : 0));
    return true;
  }

  /** Hides indicators by their keys. */
  hide(hidden: ReadonlySet<string>): void {
    this.#hidden = hidden;
    this.#fit();
  }

  /** Words and buttons over the plot, in its pixels: bars and tags keep clear of them. */
  keepClear(words: readonly Box[]): void {
    this.#overlays.words = words;
    this.#fit();
  }

  setOverlay(overlay: ChartOverlay): void {
    this.#overlay = overlay;
    if (this.#data !== null) this.#overlays.draw(this.#data, overlay, this.#theme);
  }

  /** Session clock, epoch ms: for the time that is left of the forming bar. */
  setNow(now: number): void {
    this.#overlays.setNow(now);
  }

  setTheme(theme: ChartTheme): void {
    this.#theme = theme;
    this.#chart.applyOptions(themeOptions(theme));
    this.#bars.setTheme(theme);
    const data = this.#data;
    if (data === null) return;
    this.#bars.write(data, 0, theme);
    this.#rebuildIndicators(data);
    this.#overlays.draw(data, this.#overlay, theme);
    this.#drawSessions(data);
  }

  /** Brings the bar of an instant (epoch ms) into view; false where the chart does not have it. */
  goTo(instant: number): boolean {
    const bar = this.#data === null ? -1 : barOf(this.#data, instant, 'ended');
    const at = this.#data?.bars.wallSeconds[bar];
    if (at === undefined) return false;
    this.time.goTo(at);
    return true;
  }

  remove(): void {
    this.#panes.remove();
    this.#chart.remove();
  }

  #shownLines(data: ChartData): readonly ChartLine[] {
    return shownLines(data.lines, this.#hidden, paneRoom(this.#container.clientHeight));
  }

  #rebuildIndicators(data: ChartData): void {
    const lines = this.#shownLines(data);
    this.#drawnLines = lineKey(lines);
    this.#indicators.rebuild(data, lines, this.#theme);
    this.#panes.arrange();
  }

  #drawSessions(data: ChartData): void {
    this.#panes.setRules([...data.sessionStarts], this.#theme.line);
    this.#overlays.drawGaps(data, this.#theme);
  }

  /** As many indicators as find room, and the prices below the words over them. */
  #fit(): void {
    const data = this.#data;
    if (data !== null && this.#drawnLines !== lineKey(this.#shownLines(data))) {
      this.#rebuildIndicators(data);
      this.#drawSessions(data);
    }
    const height = this.#chart.paneSize(0).height;
    const words = Math.max(0, ...this.#overlays.words.map((box) => box.top + box.height));
    const scaleMargins = priceMargins(height, words);
    const key = JSON.stringify(scaleMargins);
    if (key === this.#drawnMargins) return;
    this.#drawnMargins = key;
    this.#chart.priceScale('right').applyOptions({ scaleMargins });
  }

  #listen(): void {
    this.#chart.subscribeCrosshairMove((at) => this.#events.onHover(this.#indexAt(at)));
    this.#chart.subscribeClick(({ hoveredInfo }) => {
      if (typeof hoveredInfo?.objectId === 'string') this.#events.onMark(hoveredInfo.objectId);
    });
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range !== null && range.from < NEAR_OLDEST && this.#data !== null) this.#events.onOldest();
    });
  }

  #indexAt({ time }: MouseEventParams): number | null {
    const wallSeconds = this.#data?.bars.wallSeconds;
    if (wallSeconds === undefined || typeof time !== 'number') return null;
    const index = firstAtOrAfter(wallSeconds, time);
    return wallSeconds[index] === time ? index : null;
  }

  #isOnScreen(): boolean {
    return this.#container.clientWidth > 0 && this.#container.clientHeight > 0;
  }
}

function lineKey(lines: readonly ChartLine[]): string {
  return lines.map(({ key, output, pane }) => `${key} ${output} ${pane}`).join();
}
