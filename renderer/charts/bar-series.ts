import { CandlestickSeries, HistogramSeries, type IChartApi, type ISeriesApi } from 'lightweight-charts';
import type { ChartData } from '../../shared/domain/chart.ts';
import {
  candleColours,
  itemColours,
  priceFormat,
  QUIET,
  VOLUME_MARGINS,
  VOLUME_SCALE,
} from './chart-options.ts';
import type { ChartTheme } from './chart-theme.ts';
import { candleItems, volumeItems } from './series-data.ts';

/** The bars themselves, and their volume on a scale of its own at the foot of the prices. */
export class BarSeries {
  readonly candles: ISeriesApi<'Candlestick'>;
  readonly #volume: ISeriesApi<'Histogram'>;

  constructor(chart: IChartApi, theme: ChartTheme) {
    this.candles = chart.addSeries(CandlestickSeries, { ...QUIET, ...candleColours(theme) });
    this.#volume = chart.addSeries(HistogramSeries, {
      ...QUIET,
      priceScaleId: VOLUME_SCALE,
      priceFormat: { type: 'volume' },
    });
    chart.priceScale(VOLUME_SCALE).applyOptions({ scaleMargins: VOLUME_MARGINS });
  }

  /** Draws the bars from index `from` on; all of them anew where it is 0. */
  write(data: ChartData, from: number, theme: ChartTheme): void {
    const colours = itemColours(theme);
    if (from === 0) {
      this.candles.applyOptions({ priceFormat: priceFormat(data.bars.close.at(-1) ?? Number.NaN) });
      this.candles.setData(candleItems(data, 0, colours));
      this.#volume.setData(volumeItems(data, 0, colours));
      return;
    }
    const drawn = this.#newest();
    // Slots of a gap before the first of these bars stand already.
    const news = candleItems(data, from, colours).filter(({ time }) => drawn === null || time >= drawn);
    for (const item of news) this.candles.update(item);
    for (const item of volumeItems(data, from, colours)) this.#volume.update(item);
  }

  /** True where the bars from index `from` on replace the newest one drawn, or follow it. */
  continues(data: ChartData, from: number): boolean {
    const drawn = this.#newest();
    const next = data.bars.wallSeconds[from];
    return next === undefined || (drawn !== null && next >= drawn);
  }

  setTheme(theme: ChartTheme): void {
    this.candles.applyOptions(candleColours(theme));
  }

  /** Wall seconds of the newest bar drawn. */
  #newest(): number | null {
    const time = this.candles.data().at(-1)?.time;
    return time === undefined ? null : Number(time);
  }
}
