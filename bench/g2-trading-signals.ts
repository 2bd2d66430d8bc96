import {
  ADX,
  ATR,
  BollingerBands,
  DonchianChannels,
  EMA,
  MACD,
  MOM,
  Period,
  ROC,
  RSI,
  SMA,
  StochasticOscillator,
  WMA,
} from 'trading-signals';
import { BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_OPEN, BAR_STRIDE, BAR_VOLUME } from '../shared/domain/bar.ts';

/** A bar as the library takes it. */
interface Candle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export function candleAt(bars: Float64Array, record: number): Candle {
  const at = record * BAR_STRIDE;
  const field = (index: number): number => bars[at + index] ?? Number.NaN;
  return {
    open: field(BAR_OPEN),
    high: field(BAR_HIGH),
    low: field(BAR_LOW),
    close: field(BAR_CLOSE),
    volume: field(BAR_VOLUME),
  };
}

/** The twenty indicators of the goal for one symbol, by trading-signals. */
export class TradingSignalsSet {
  readonly #averages = [20, 50, 100, 200].map((period) => new SMA(period));
  readonly #exponential = [9, 21, 50].map((period) => new EMA(period));
  readonly #wma = new WMA(20);
  readonly #rsi = new RSI(14);
  readonly #macd = new MACD(new EMA(12), new EMA(26), new EMA(9));
  readonly #atr = new ATR(14);
  readonly #bands = new BollingerBands(20, 2);
  readonly #roc = new ROC(20);
  readonly #momentum = new MOM(10);
  readonly #stochastic = new StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 });
  readonly #adx = new ADX(14);
  readonly #donchian = new DonchianChannels(20);
  readonly #highs = new Period(252);
  readonly #lows = new Period(252);
  readonly #volume = new SMA(50);

  update(candle: Candle): void {
    const { close } = candle;
    for (const average of this.#averages) average.update(close, false);
    for (const average of this.#exponential) average.update(close, false);
    this.#wma.update(close, false);
    this.#rsi.update(close, false);
    this.#macd.update(close, false);
    this.#atr.update(candle, false);
    this.#bands.update(close, false);
    this.#roc.update(close, false);
    this.#momentum.update(close, false);
    this.#stochastic.update(candle, false);
    this.#adx.update(candle, false);
    this.#donchian.update(candle, false);
    this.#highs.update(candle.high, false);
    this.#lows.update(candle.low, false);
    this.#volume.update(candle.volume, false);
  }

  /** Main outputs in the product's order and units: ROC in percent. */
  values(): number[] {
    return [
      ...this.#averages.map((average) => average.getResultOrThrow()),
      ...this.#exponential.map((average) => average.getResultOrThrow()),
      this.#wma.getResultOrThrow(),
      this.#rsi.getResultOrThrow(),
      this.#macd.getResultOrThrow().macd,
      this.#atr.getResultOrThrow(),
      this.#bands.getResultOrThrow().middle,
      100 * this.#roc.getResultOrThrow(),
      this.#momentum.getResultOrThrow(),
      this.#stochastic.getResultOrThrow().stochK,
      this.#adx.getResultOrThrow(),
      this.#donchian.getResultOrThrow().middle,
      this.#highs.highest ?? Number.NaN,
      this.#lows.lowest ?? Number.NaN,
      this.#volume.getResultOrThrow(),
    ];
  }
}
