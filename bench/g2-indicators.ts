import { resolve } from 'node:path';
import { BAR_STRIDE } from '../shared/domain/bar.ts';
import { startColumnKernels } from './g2-c-peer.ts';
import { CONFIGS, INTERVAL_INDEX, mainValues, managerOf } from './g2-set.ts';
import { candleAt, TradingSignalsSet } from './g2-trading-signals.ts';
import { agree, type Contender, type GoalResult, interleave, timed } from './harness.ts';
import { marketBars } from './market-bars.ts';

const SYMBOLS = 10_000;
/** Market-wide bars in memory; they are taken round and round. */
const STEPS = 64;
/** Market-wide bars in one round. */
const STEPS_PER_ROUND = 64;
/** The far slower library gets fewer symbols, which its caches like, and bars enough to fill its longest window first. */
const LIBRARY_SYMBOLS = 1_000;
const LIBRARY_FILL = 260;
const LIBRARY_STEPS_PER_ROUND = 8;
const AT_LEAST_FASTER = 200;
const AT_MOST_SLOWER = 7;

/** Bars and symbols of the comparison of values: by then every average has forgotten how it was seeded. */
const EQUALITY_STEPS = 1_500;
const EQUALITY_SYMBOLS = 20;

/**
 * G2: twenty indicators updated per bar, event driven, through IndicatorManager.
 *
 * Run from the repository's root; with `--c` it is compared with C column kernels too, which needs gcc.
 */
export async function benchIndicators(): Promise<GoalResult> {
  const bars = marketBars(STEPS, SYMBOLS);
  const ours = ourContender(bars);
  const library = libraryContender(bars);
  const kernels = process.argv.includes('--c')
    ? startColumnKernels(resolve('bench/c/g2-columns.c'), bars, SYMBOLS, STEPS, STEPS_PER_ROUND)
    : undefined;
  try {
    const times = await interleave([ours, library, ...(kernels ? [kernels] : [])]);
    const equal = equalsLibrary() && (kernels === undefined || agree(ours.values(), await kernels.values()));
    return resultOf(times, equal);
  } finally {
    kernels?.close();
  }
}

function resultOf(times: Readonly<Record<string, number>>, equal: boolean): GoalResult {
  const { tapedeck = Number.NaN, c } = times;
  const faster = (times['trading-signals'] ?? Number.NaN) / tapedeck;
  const slower = c === undefined ? undefined : tapedeck / c;
  const figures = Object.entries(times).map(([name, time]) => `${name} ${time.toFixed(0)} ns`);
  return {
    id: 'G2',
    title: '20 indicators updated per bar, event driven',
    ratio: { 'trading-signals': faster, ...(slower === undefined ? {} : { 'C column kernels': slower }) },
    limit: {
      'at_least:trading-signals': AT_LEAST_FASTER,
      ...(slower === undefined ? {} : { 'at_most:C column kernels': AT_MOST_SLOWER }),
    },
    pass: equal && faster >= AT_LEAST_FASTER && (slower === undefined || slower <= AT_MOST_SLOWER),
    equal,
    detail: `per bar and symbol, ${SYMBOLS} symbols (${LIBRARY_SYMBOLS} for trading-signals): ${figures.join(', ')}; ${CONFIGS.map(({ key }) => key).join(' ')}`,
  };
}

function ourContender(bars: Float64Array): Contender & { values(): number[] } {
  const manager = managerOf(SYMBOLS);
  return {
    name: 'tapedeck',
    round: () =>
      timed(STEPS_PER_ROUND * SYMBOLS, () => {
        for (let record = 0; record < STEPS_PER_ROUND * SYMBOLS; record += 1) {
          manager.update(record % SYMBOLS, INTERVAL_INDEX, bars, record * BAR_STRIDE);
        }
      }),
    values: () => mainValues(manager, 0),
  };
}

/** Bars come as records; an object for each is part of what the library costs. */
function libraryContender(bars: Float64Array): Contender {
  const sets = Array.from({ length: LIBRARY_SYMBOLS }, () => new TradingSignalsSet());
  let step = 0;
  const take = (steps: number): void => {
    for (const end = step + steps; step < end; step += 1) {
      const first = (step % STEPS) * SYMBOLS;
      for (const [symbol, set] of sets.entries()) set.update(candleAt(bars, first + symbol));
    }
  };
  take(LIBRARY_FILL);
  return {
    name: 'trading-signals',
    round: () => timed(LIBRARY_STEPS_PER_ROUND * LIBRARY_SYMBOLS, () => take(LIBRARY_STEPS_PER_ROUND)),
  };
}

/** True where the library's twenty values are ours, for every symbol of a market of its own. */
function equalsLibrary(): boolean {
  const bars = marketBars(EQUALITY_STEPS, EQUALITY_SYMBOLS);
  const manager = managerOf(EQUALITY_SYMBOLS);
  const sets = Array.from({ length: EQUALITY_SYMBOLS }, () => new TradingSignalsSet());
  for (let record = 0; record < EQUALITY_STEPS * EQUALITY_SYMBOLS; record += 1) {
    const symbol = record % EQUALITY_SYMBOLS;
    manager.update(symbol, INTERVAL_INDEX, bars, record * BAR_STRIDE);
    sets[symbol]?.update(candleAt(bars, record));
  }
  return sets.every((set, symbol) => agree(mainValues(manager, symbol), set.values()));
}
