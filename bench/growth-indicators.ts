import { type IndicatorRequest, indicatorConfig } from '../electron/engine/indicators/config.ts';
import type { IndicatorManager } from '../electron/engine/indicators/indicator-manager.ts';
import { BAR_STRIDE } from '../shared/domain/bar.ts';
import type { IndicatorConfig } from '../shared/domain/indicator.ts';
import { CONFIGS, INTERVAL_INDEX, managerOf } from './g2-set.ts';
import { type Contender, type GoalResult, interleave, timed } from './harness.ts';
import { marketBars } from './market-bars.ts';

const ROUNDS = 11;
/** Updates in a round, so that small markets are timed as long as large ones. */
const UPDATES = 200_000;
/** So few that even long windows lie in the cache: what memory costs is the growth by symbols. */
const IN_CACHE = 200;
const FEW = 500;
const MANY = 10_000;
const AT_MOST_BY_WINDOW = 1.3;
const AT_MOST_BY_HISTORY = 1.3;
const AT_MOST_BY_SYMBOLS = 1.6;
const AT_MOST_BY_INDICATORS = 1.2;
/** Bars of each symbol, taken round and round. */
const STEPS = 16;

/** Some indicators on a market of so many symbols, a bar of every symbol in turn. */
class Market implements Contender {
  readonly #manager: IndicatorManager;
  readonly #bars: Float64Array;
  #step = 0;

  /** @param history bars that every symbol has had before */
  constructor(
    readonly name: string,
    readonly symbols: number,
    readonly configs: readonly IndicatorConfig[],
    history = 0,
  ) {
    this.#manager = managerOf(symbols, configs);
    this.#bars = marketBars(STEPS, symbols);
    this.#take(history);
  }

  round(): number {
    const steps = Math.ceil(UPDATES / this.symbols);
    return timed(steps * this.symbols, () => this.#take(steps));
  }

  #take(steps: number): void {
    for (const end = this.#step + steps; this.#step < end; this.#step += 1) {
      const first = (this.#step % STEPS) * this.symbols;
      for (let symbol = 0; symbol < this.symbols; symbol += 1)
        this.#manager.update(symbol, INTERVAL_INDEX, this.#bars, (first + symbol) * BAR_STRIDE);
    }
  }

  /** True where the last symbol has what it has alone, given the same bars. */
  isRight(): boolean {
    const symbol = this.symbols - 1;
    const alone = managerOf(1, this.configs);
    for (let step = 0; step < this.#step; step += 1)
      alone.update(0, INTERVAL_INDEX, this.#bars, ((step % STEPS) * this.symbols + symbol) * BAR_STRIDE);
    return this.configs.every(({ key }) => {
      const value = alone.column(key)?.[0];
      return value !== undefined && Object.is(value, this.#manager.column(key)?.[symbol]);
    });
  }
}

function one(request: Omit<IndicatorRequest, 'interval'>): readonly IndicatorConfig[] {
  return [indicatorConfig({ ...request, interval: '5m' })];
}

async function growth(
  goal: Pick<GoalResult, 'id' | 'title'>,
  pairs: readonly {
    readonly name: string;
    readonly small: Market;
    readonly large: Market;
    readonly per?: number;
  }[],
  atMost: number,
): Promise<GoalResult> {
  const markets = pairs.flatMap(({ small, large }) => [small, large]);
  const times = await interleave(markets, ROUNDS);
  const ratio = Object.fromEntries(
    pairs.map(({ name, small, large, per = 1 }) => [
      name,
      (times[large.name] ?? Number.NaN) / (times[small.name] ?? Number.NaN) / per,
    ]),
  );
  const equal = markets.every((market) => market.isRight());
  return {
    ...goal,
    ratio,
    limit: Object.fromEntries(pairs.map(({ name }) => [`at_most:${name}`, atMost])),
    pass: equal && Object.values(ratio).every((value) => value <= atMost),
    equal,
    detail: Object.entries(times)
      .map(([name, time]) => `${name} ${time.toFixed(0)} ns`)
      .join(', '),
  };
}

/** Growth: an update costs the same whatever the window. */
export function benchWindowGrowth(): Promise<GoalResult> {
  const market = (name: string, period: number): Market =>
    new Market(`${name} ${period}`, IN_CACHE, one({ name, period }), 2 * period);
  return growth(
    { id: 'growth-window', title: 'an update by the length of the window' },
    [
      { name: 'SMA 200 to SMA 10', small: market('sma', 10), large: market('sma', 200) },
      { name: 'WMA 200 to WMA 10', small: market('wma', 10), large: market('wma', 200) },
      { name: 'high of 252 to 14', small: market('highest', 14), large: market('highest', 252) },
    ],
    AT_MOST_BY_WINDOW,
  );
}

/** Growth: an update costs the same however many bars there have been. */
export function benchHistoryGrowth(): Promise<GoalResult> {
  const market = (bars: number): Market => new Market(`after ${bars} bars`, 20, CONFIGS, bars);
  return growth(
    { id: 'growth-history', title: '20 indicators, by the bars before' },
    [{ name: 'after 100,000 to 300', small: market(300), large: market(100_000) }],
    AT_MOST_BY_HISTORY,
  );
}

/** Growth: linear in symbols. */
export function benchSymbolGrowth(): Promise<GoalResult> {
  const market = (symbols: number): Market => new Market(`${symbols} symbols`, symbols, CONFIGS, 16);
  return growth(
    { id: 'growth-symbols', title: '20 indicators of a symbol, by the size of the market' },
    [{ name: '10,000 symbols to 500', small: market(FEW), large: market(MANY) }],
    AT_MOST_BY_SYMBOLS,
  );
}

/** Growth: linear in indicators, of a kind that shares nothing. */
export function benchIndicatorGrowth(): Promise<GoalResult> {
  const market = (count: number): Market => {
    const periods = Array.from({ length: count }, (_, index) => 5 + index);
    return new Market(
      `${count} averages`,
      1_000,
      periods.flatMap((period) => one({ name: 'ema', period })),
      64,
    );
  };
  return growth(
    { id: 'growth-indicators', title: 'cost of an indicator, by how many there are' },
    [{ name: '40 averages to 20', small: market(20), large: market(40), per: 2 }],
    AT_MOST_BY_INDICATORS,
  );
}
