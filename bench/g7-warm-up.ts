import { BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_STRIDE, BAR_VOLUME } from '../shared/domain/bar.ts';
import { CONFIGS, INTERVAL_INDEX, managerOf } from './g2-set.ts';
import { taLibBatch } from './g7-ta-lib.ts';
import { agree, type Contender, type GoalResult, interleave, timed } from './harness.ts';
import { marketBars } from './market-bars.ts';

/** 30 days of minutes. */
const BARS = 11_700;
const REPEATS = 20;
const ROUNDS = 11;
const AT_MOST = 1;

/**
 * G7: a symbol's history goes through twenty indicators bar by bar, as after a load. The peer is TA-Lib's C code
 * (talib-web), which takes each indicator over all bars at a time, in memory of its own.
 */
export async function benchWarmUp(): Promise<GoalResult> {
  const bars = marketBars(BARS, 1);
  const manager = managerOf(1);
  const view = { length: BARS, data: bars, offsetOf: (index: number) => index * BAR_STRIDE };
  const ours: Contender = {
    name: 'tapedeck',
    round: () =>
      timed(REPEATS * BARS, () => {
        for (let repeat = 0; repeat < REPEATS; repeat += 1) manager.rebuild(0, INTERVAL_INDEX, view);
      }),
  };
  const batch = await taLibBatch(
    [BAR_HIGH, BAR_LOW, BAR_CLOSE, BAR_VOLUME].map((field) => columnOf(bars, field)),
  );
  const peer: Contender = {
    name: 'TA-Lib',
    round: () =>
      timed(REPEATS * BARS, () => {
        for (let repeat = 0; repeat < REPEATS; repeat += 1) batch.run();
      }),
  };
  const { tapedeck = Number.NaN, 'TA-Lib': taLib = Number.NaN } = await interleave([ours, peer], ROUNDS);
  const values = CONFIGS.flatMap(({ key, name }) =>
    (name === 'donchian' ? ['upper', 'lower'] : [undefined]).map(
      (output) => manager.column(key, output)?.[0] ?? Number.NaN,
    ),
  );
  const equal = agree(values, batch.values());
  const ratio = tapedeck / taLib;
  return {
    id: 'G7',
    title: 'warm-up of 20 indicators, bar by bar',
    ratio: { "TA-Lib's batch": ratio },
    limit: { "at_most:TA-Lib's batch": AT_MOST },
    pass: equal && ratio <= AT_MOST,
    equal,
    detail: `per bar, ${BARS} bars of one symbol: tapedeck ${tapedeck.toFixed(0)} ns, TA-Lib in WebAssembly ${taLib.toFixed(0)} ns`,
  };
}

function columnOf(bars: Float64Array, field: number): Float64Array {
  return Float64Array.from({ length: BARS }, (_, bar) => bars[bar * BAR_STRIDE + field] ?? Number.NaN);
}
