import { resolve } from 'node:path';
import type { IndicatorManager } from '../electron/engine/indicators/indicator-manager.ts';
import { BAR_STRIDE } from '../shared/domain/bar.ts';
import { startColumnKernels } from './g2-c-peer.ts';
import { CONFIGS, INTERVAL_INDEX, mainValues, managerOf } from './g2-set.ts';
import { agree, type Contender, type GoalResult, interleave, timed } from './harness.ts';
import { marketBars } from './market-bars.ts';

const SYMBOLS = 10_000;
/** Market-wide bars in memory; they are taken round and round, all of them in one round. */
const STEPS = 64;
const AT_MOST_SLOWER = 2;
/** A market's bars together are to be no slower than with a reader after each. */
const AT_LEAST_FASTER = 1;
/** Reading a column has everything computed that waits. */
const KEY = CONFIGS[0]?.key ?? '';

/**
 * G3: twenty indicators of every symbol updated by a bar of the whole market, through IndicatorManager, and read when
 * it has come.
 *
 * Run from the repository's root; with `--c` it is compared with C column kernels too, which needs gcc.
 */
export async function benchMarketBar(): Promise<GoalResult> {
  const bars = marketBars(STEPS, SYMBOLS);
  const atOnce = contender('tapedeck', (manager, first) => {
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1)
      manager.update(symbol, INTERVAL_INDEX, bars, first + symbol * BAR_STRIDE);
    manager.column(KEY);
  });
  const oneByOne = contender('read after each', (manager, first) => {
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
      manager.update(symbol, INTERVAL_INDEX, bars, first + symbol * BAR_STRIDE);
      manager.column(KEY);
    }
  });
  const kernels = process.argv.includes('--c')
    ? startColumnKernels(resolve('bench/c/g2-columns.c'), bars, SYMBOLS, STEPS, STEPS)
    : undefined;
  try {
    const times = await interleave([atOnce, oneByOne, ...(kernels ? [kernels] : [])], 9);
    const equal =
      same(atOnce.manager, oneByOne.manager) &&
      (kernels === undefined || agree(mainValues(atOnce.manager, 0), await kernels.values()));
    return resultOf(times, equal);
  } finally {
    kernels?.close();
  }
}

function contender(
  name: string,
  take: (manager: IndicatorManager, first: number) => void,
): Contender & { readonly manager: IndicatorManager } {
  const manager = managerOf(SYMBOLS);
  return {
    name,
    manager,
    round: () =>
      timed(STEPS * SYMBOLS, () => {
        for (let step = 0; step < STEPS; step += 1) take(manager, step * SYMBOLS * BAR_STRIDE);
      }),
  };
}

/** True where every main output of every symbol is the same to the last bit. */
function same(left: IndicatorManager, right: IndicatorManager): boolean {
  return CONFIGS.every(({ key }) => {
    const other = right.column(key);
    return left.column(key)?.every((value, symbol) => Object.is(value, other?.[symbol])) === true;
  });
}

function resultOf(times: Readonly<Record<string, number>>, equal: boolean): GoalResult {
  const { tapedeck = Number.NaN, 'read after each': single = Number.NaN, c } = times;
  const slower = c === undefined ? undefined : tapedeck / c;
  const figures = Object.entries(times).map(([name, time]) => `${name} ${time.toFixed(0)} ns`);
  return {
    id: 'G3',
    title: '20 indicators, a bar of the whole market',
    ratio: {
      'read after each': single / tapedeck,
      ...(slower === undefined ? {} : { 'C column kernels': slower }),
    },
    limit: {
      'at_least:read after each': AT_LEAST_FASTER,
      ...(slower === undefined ? {} : { 'at_most:C column kernels': AT_MOST_SLOWER }),
    },
    pass: equal && single / tapedeck >= AT_LEAST_FASTER && (slower === undefined || slower <= AT_MOST_SLOWER),
    equal,
    detail: `per bar and symbol, ${SYMBOLS} symbols: ${figures.join(', ')}`,
  };
}
