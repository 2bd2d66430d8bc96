import type { ISeriesApi } from 'lightweight-charts';
import type { ChartData } from '../../shared/domain/chart.ts';
import { barMarkers, type ChartMark, extentOf } from './bar-markers.ts';
import type { ChartTheme } from './chart-theme.ts';
import { gapsOf } from './gaps.ts';
import { GapBands } from './primitives/gap-bands.ts';
import { type LastBar, LastPrice } from './primitives/last-price.ts';
import type { Box } from './primitives/marker-layout.ts';
import { Markers } from './primitives/markers.ts';
import { type ChartPosition, PositionLine } from './primitives/position-line.ts';

/** What of the account and of the session is drawn over the bars. */
export interface ChartOverlay {
  readonly marks: readonly ChartMark[];
  readonly position: ChartPosition | null;
  /** Close of the session before; decides the colour of the last price. NaN where unknown. */
  readonly previousClose: number;
  /** The newest price may not be the market's any more: stale, or the feed is lost. */
  readonly isOld: boolean;
}

/** The drawings over and under the bars: gaps, the last price, the position, what happened at which bar. */
export class Overlays {
  /** Room on the price pane that words and buttons of the window take. */
  words: readonly Box[] = [];
  readonly #gaps = new GapBands(() => this.words);
  readonly #lastPrice = new LastPrice();
  readonly #position = new PositionLine();
  readonly #markers = new Markers(() =>
    [...this.words, this.#lastPrice.taken, this.#position.taken].filter((box) => box !== null),
  );

  constructor(candles: ISeriesApi<'Candlestick'>) {
    for (const drawing of [this.#gaps, this.#lastPrice, this.#position, this.#markers]) {
      candles.attachPrimitive(drawing);
    }
  }

  /** Session clock, epoch ms. */
  setNow(now: number): void {
    this.#lastPrice.setNow(now);
  }

  draw(data: ChartData, { marks, position, previousClose, isOld }: ChartOverlay, theme: ChartTheme): void {
    const lastBar = lastBarOf(data, previousClose);
    this.#lastPrice.set(Number.isFinite(lastBar.close) ? { ...lastBar, isOld } : null, theme);
    this.#position.set(position, lastBar, theme);
    this.#markers.set(barMarkers(data, marks), extentOf(data), theme);
  }

  /** Looks through all bars: for when many of them are new. */
  drawGaps(data: ChartData, theme: ChartTheme): void {
    this.#gaps.set(gapsOf(data), theme);
  }
}

/** The newest bar; up where it stands above the close before, or above its own open where that is not known. */
function lastBarOf({ bars, formingUntil }: ChartData, previousClose: number): Omit<LastBar, 'isOld'> {
  const close = bars.close.at(-1) ?? Number.NaN;
  const reference = Number.isFinite(previousClose) ? previousClose : (bars.open.at(-1) ?? close);
  return {
    time: bars.wallSeconds.at(-1) ?? Number.NaN,
    high: bars.high.at(-1) ?? Number.NaN,
    close,
    isUp: close >= reference,
    formingUntil,
  };
}
