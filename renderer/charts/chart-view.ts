import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type MouseEventParams,
} from 'lightweight-charts';
import type { ChartData, ChartLine } from '../../shared/domain/chart.ts';
import { isIntraday } from '../../shared/domain/interval.ts';
import { barMarkers, type ChartMark, extentOf } from './bar-markers.ts';
import {
  candleColours,
  fixedOptions,
  itemColours,
  priceFormat,
  priceMargins,
  QUIET,
  themeOptions,
  VOLUME_MARGINS,
  VOLUME_SCALE,
} from './chart-options.ts';
import type { ChartTheme } from './chart-theme.ts';
import { gapsOf } from './gaps.ts';
import { IndicatorSeries, shownLines } from './indicator-series.ts';
import { barOf, firstAtOrAfter } from './marker-bars.ts';
import { PaneStack, paneRoom } from './pane-stack.ts';
import { GapBands } from './primitives/gap-bands.ts';
import { LastPrice } from './primitives/last-price.ts';
import type { Box } from './primitives/marker-layout.ts';
import { Markers } from './primitives/markers.ts';
import { type ChartPosition, PositionLine } from './primitives/position-line.ts';
import { candleItems, disorderAt, volumeItems } from './series-data.ts';
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

/** What of the account and of the session is drawn over the bars. */
export interface ChartOverlay {
  readonly marks: readonly ChartMark[];
  readonly position: ChartPosition | null;
  /** Close of the session before; decides the colour of the last price. NaN where unknown. */
  readonly previousClose: number;
}

const NO_OVERLAY: ChartOverlay = { marks: [], position: null, previousClose: Number.NaN };
/** Older bars are asked for when fewer than these are left of the view. */
const NEAR_OLDEST = 40;

/** One chart of the library, fed with columns. Owns its elements until `remove`. */
export class ChartView {
  readonly time: TimeView;
  readonly #container: HTMLElement;
  readonly #events: ChartViewEvents;
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #volume: ISeriesApi<'Histogram'>;
  readonly #indicators: IndicatorSeries;
  readonly #panes: PaneStack;
  readonly #gaps = new GapBands();
  readonly #lastPrice = new LastPrice();
  readonly #position = new PositionLine();
  readonly #markers = new Markers(() =>
    [...this.#words, this.#lastPrice.taken, this.#position.taken].filter((box) => box !== null),
  );
  #theme: ChartTheme;
  #data: ChartData | null = null;
  #overlay = NO_OVERLAY;
  #hidden: ReadonlySet<string> = new Set();
  #indicatorsDrawn = '';
  #marginsSet = '';
  #words: readonly Box[] = [];

  constructor(container: HTMLElement, theme: ChartTheme, events: ChartViewEvents) {
    this.#container = container;
    this.#theme = theme;
    this.#events = events;
    this.#chart = createChart(
      container,
      fixedOptions(() => this.#isIntraday()),
    );
    this.#chart.applyOptions(themeOptions(theme));
    this.#candles = this.#chart.addSeries(CandlestickSeries, { ...QUIET, ...candleColours(theme) });
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      ...QUIET,
      priceScaleId: VOLUME_SCALE,
      priceFormat: { type: 'volume' },
    });
    this.#chart.priceScale(VOLUME_SCALE).applyOptions({ scaleMargins: VOLUME_MARGINS });
    for (const drawing of [this.#gaps, this.#lastPrice, this.#position, this.#markers]) {
      this.#candles.attachPrimitive(drawing);
    }
    this.time = new TimeView(this.#chart);
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
    const first = isOther || from === 0 || !this.#continues(data, from) ? 0 : from;
    this.#data = data;
    this.#writeBars(data, first);
    if (this.#indicatorsDrawn === this.#indicatorKey(data)) this.#indicators.write(data, first);
    else this.#rebuildIndicators(data);
    this.#drawOver(data, first === 0 || data.sessionStarts !== before?.sessionStarts);
    if (isOther) this.time.reset();
    requestAnimationFrame(() => this.#events.onPainted(this.#isOnScreen() ? data.bars.start.length : 0));
    return true;
  }

  /** Hides indicators by their keys. */
  hide(hidden: ReadonlySet<string>): void {
    this.#hidden = hidden;
    this.#fit();
  }

  /** Room at the top of the plot that words and buttons over it take, in its pixels. */
  keepClear(boxes: readonly Box[]): void {
    this.#words = boxes;
    this.#fit();
  }

  setOverlay(overlay: ChartOverlay): void {
    this.#overlay = overlay;
    if (this.#data !== null) this.#drawOver(this.#data, false);
  }

  /** Session clock, epoch ms: for the time that is left of the forming bar. */
  setNow(now: number): void {
    this.#lastPrice.setNow(now);
  }

  setTheme(theme: ChartTheme): void {
    this.#theme = theme;
    this.#chart.applyOptions(themeOptions(theme));
    this.#candles.applyOptions(candleColours(theme));
    if (this.#data === null) return;
    this.#writeBars(this.#data, 0);
    this.#rebuildIndicators(this.#data);
    this.#drawOver(this.#data, true);
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

  #writeBars(data: ChartData, from: number): void {
    const colours = itemColours(this.#theme);
    if (from === 0) {
      this.#candles.applyOptions({ priceFormat: priceFormat(data.bars.close.at(-1) ?? Number.NaN) });
      this.#candles.setData(candleItems(data, 0, colours));
      this.#volume.setData(volumeItems(data, 0, colours));
      return;
    }
    const drawn = Number(this.#candles.data().at(-1)?.time ?? Number.NaN);
    // Slots of a gap before the first of these bars stand already.
    const news = candleItems(data, from, colours).filter(({ time }) => time >= drawn);
    for (const item of news) this.#candles.update(item);
    for (const item of volumeItems(data, from, colours)) this.#volume.update(item);
  }

  /** True where these bars replace the newest one drawn, or follow it. */
  #continues(data: ChartData, from: number): boolean {
    const drawn = this.#candles.data().at(-1)?.time;
    const next = data.bars.wallSeconds[from];
    return next === undefined || (drawn !== undefined && next >= Number(drawn));
  }

  #shownLines(data: ChartData): readonly ChartLine[] {
    return shownLines(data.lines, this.#hidden, paneRoom(this.#container.clientHeight));
  }

  /** As many indicators as find room, and the prices below the words over them. */
  #fit(): void {
    if (this.#data !== null && this.#indicatorsDrawn !== this.#indicatorKey(this.#data)) {
      this.#rebuildIndicators(this.#data);
      this.#drawOver(this.#data, true);
    }
    const height = this.#chart.paneSize(0).height;
    const words = Math.max(0, ...this.#words.map(({ top, height: own }) => top + own));
    const scaleMargins = priceMargins(height, words);
    const key = JSON.stringify(scaleMargins);
    if (key === this.#marginsSet) return;
    this.#marginsSet = key;
    this.#chart.priceScale('right').applyOptions({ scaleMargins });
  }

  #indicatorKey(data: ChartData): string {
    return this.#shownLines(data)
      .map(({ key, output, pane }) => `${key} ${output} ${pane}`)
      .join();
  }

  #rebuildIndicators(data: ChartData): void {
    this.#indicatorsDrawn = this.#indicatorKey(data);
    this.#indicators.rebuild(data, this.#shownLines(data), this.#theme);
    this.#panes.arrange();
  }

  #drawOver(data: ChartData, withSessions: boolean): void {
    const { marks, position, previousClose } = this.#overlay;
    const { open, high, close, wallSeconds } = data.bars;
    const last = close.at(-1) ?? Number.NaN;
    const reference = Number.isFinite(previousClose) ? previousClose : (open.at(-1) ?? last);
    const lastBar = {
      time: wallSeconds.at(-1) ?? Number.NaN,
      high: high.at(-1) ?? Number.NaN,
      close: last,
      isUp: last >= reference,
      formingUntil: data.formingUntil,
    };
    this.#lastPrice.set(Number.isFinite(last) ? lastBar : null, this.#theme);
    this.#position.set(position, last, this.#theme);
    this.#markers.set(barMarkers(data, marks), extentOf(data), this.#theme);
    if (!withSessions) return;
    this.#panes.setRules([...data.sessionStarts], this.#theme.line);
    this.#gaps.set(gapsOf(data), this.#theme);
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

  #isIntraday(): boolean {
    return this.#data === null || isIntraday(this.#data.interval);
  }

  #isOnScreen(): boolean {
    return this.#container.clientWidth > 0 && this.#container.clientHeight > 0;
  }
}
