import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import type { IndicatorConfig } from '../../../../shared/domain/indicator.ts';
import { intervalIndex } from '../../../../shared/domain/interval.ts';
import { randomBars, viewOf } from '../../../testing/bar-records.ts';
import { indicatorConfig } from '../config.ts';
import { IndicatorManager } from '../indicator-manager.ts';
import { kernelOf } from '../kernel-of.ts';

const DAILY = intervalIndex('1d');
const BARS = 60;
const time = { sessionOf: () => 1, endOf: (_: number, startMs: number) => startMs + 86_400_000 };

/** Windows of every kind, a smoothing, several outputs, and one that keeps a record of its own. */
const CONFIGS = [
  { name: 'sma', period: 5 },
  { name: 'wma', period: 7 },
  { name: 'bbands', period: 6 },
  { name: 'stochastic', period: 4 },
  { name: 'rsi', period: 3 },
  { name: 'obv' },
].map((request) => indicatorConfig({ ...request, interval: '1d' }));

/** Neighbours, so that lanes lie in one block, and one that makes every column grow. */
const SYMBOLS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 70, 3_000];
const WALKS = SYMBOLS.map((_, seed) => randomBars(BARS, seed + 1));

const place = { symbol: fc.nat(SYMBOLS.length - 1), which: fc.nat(CONFIGS.length - 1) };
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ act: fc.constant('market' as const), count: fc.integer({ min: 1, max: 5 }) }),
    },
    { weight: 4, arbitrary: fc.record({ act: fc.constant('add' as const), ...place }) },
    { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('remove', 'rebuild', 'preview'), ...place }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('leave' as const), ...place }) },
  ),
  { minLength: 10, maxLength: 60 },
);

/** Outputs after those bars, by the indicator's own record. */
function outputs(config: IndicatorConfig, bars: Float64Array): number[] {
  const kernel = kernelOf(config, time.sessionOf);
  const state = new Float64Array(kernel.stateLength);
  kernel.reset(state, 0);
  for (let at = 0; at < bars.length; at += BAR_STRIDE) kernel.update(state, 0, bars, at);
  return Array.from(state.subarray(0, kernel.outputCount));
}

it('lanes that others have left hold nothing of them, whoever comes and goes', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const manager = new IndicatorManager(time);
      /** By symbol: bars that it has had; by key, the first of them that the indicator has seen. */
      const held = SYMBOLS.map(() => 0);
      const since = SYMBOLS.map(() => new Map<IndicatorConfig, number>());
      const seen = (symbol: number, from: number, more = 0): Float64Array =>
        (WALKS[symbol] ?? new Float64Array(0)).subarray(
          from * BAR_STRIDE,
          ((held[symbol] ?? 0) + more) * BAR_STRIDE,
        );
      for (const step of sequence) {
        if (step.act === 'market') {
          for (let bar = 0; bar < step.count; bar += 1) {
            for (const [symbol, index] of SYMBOLS.entries()) {
              const at = held[symbol] ?? 0;
              if (at === BARS || since[symbol]?.size === 0) continue;
              manager.update(index, DAILY, WALKS[symbol] ?? new Float64Array(0), at * BAR_STRIDE);
              held[symbol] = at + 1;
            }
          }
          continue;
        }
        const [index = 0, config] = [SYMBOLS[step.symbol], CONFIGS[step.which]];
        const own = since[step.symbol];
        if (config === undefined || own === undefined) continue;
        const all = viewOf(seen(step.symbol, 0));
        if (step.act === 'leave') {
          manager.removeSymbol(index);
          own.clear();
          held[step.symbol] = 0;
        } else if (step.act === 'add') {
          if (!manager.add(index, config)) continue;
          manager.rebuildOne(index, config.key, all);
          own.set(config, 0);
        } else if (step.act === 'remove') {
          expect(manager.remove(index, config.key)).toBe(own.delete(config));
        } else if (step.act === 'rebuild') {
          manager.rebuild(index, DAILY, all);
          for (const each of own.keys()) own.set(each, 0);
        } else if (held[step.symbol] !== BARS && own.has(config)) {
          const at = (held[step.symbol] ?? 0) * BAR_STRIDE;
          const values = outputs(config, seen(step.symbol, own.get(config) ?? 0, 1));
          expect(manager.preview(index, config.key, WALKS[step.symbol] ?? new Float64Array(0), at)).toEqual(
            Number.isNaN(values[0]) ? null : values,
          );
        }
      }
      for (const [symbol, index] of SYMBOLS.entries()) {
        for (const config of CONFIGS) {
          const first = since[symbol]?.get(config);
          const column = manager.column(config.key)?.[index];
          if (first === undefined) expect(column ?? Number.NaN).toBeNaN();
          else expect([config.key, column]).toEqual([config.key, outputs(config, seen(symbol, first))[0]]);
        }
      }
      const before = manager.laneBytes;
      for (const index of SYMBOLS) manager.removeSymbol(index);
      expect([manager.bytes, manager.laneBytes]).toEqual([0, before]);
    }),
    { numRuns: 150 },
  );
});

it('memory that was given back is taken again: coming and going does not make it grow', () => {
  const manager = new IndicatorManager(time);
  const bars = randomBars(30, 1);
  const round = (): number => {
    for (let symbol = 0; symbol < 200; symbol += 1) {
      for (const config of CONFIGS) manager.add(symbol, config);
      manager.rebuild(symbol, DAILY, viewOf(bars));
    }
    for (let symbol = 0; symbol < 200; symbol += 1) manager.removeSymbol(symbol);
    return manager.laneBytes;
  };
  const first = round();
  for (let count = 0; count < 20; count += 1) round();
  expect(manager.laneBytes).toBe(first);
});

it('a series of which records alone are left takes no lane when it is rebuilt', () => {
  const manager = new IndicatorManager(time);
  const [formula, , , , , record] = CONFIGS;
  if (formula === undefined || record === undefined) throw new Error('A config is missing');
  const view = viewOf(randomBars(1, 1));
  manager.add(0, formula);
  manager.rebuild(0, DAILY, view);
  const before = manager.laneBytes;
  for (let count = 0; count < 40_000; count += 1) {
    for (const config of [formula, record]) manager.add(1, config);
    manager.remove(1, formula.key);
    manager.rebuild(1, DAILY, view);
    manager.remove(1, record.key);
  }
  expect(manager.laneBytes).toBe(before);
});
