import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import type { IndicatorConfig } from '../../../../shared/domain/indicator.ts';
import { intervalIndex } from '../../../../shared/domain/interval.ts';
import { randomBars, viewOf } from '../../../testing/bar-records.ts';
import { indicatorConfig } from '../config.ts';
import { IndicatorManager } from '../indicator-manager.ts';
import { kernelOf } from '../kernel-of.ts';
import { INDICATORS } from '../registry.ts';

const DAILY = intervalIndex('1d');
const time = { sessionOf: () => 1, endOf: (_: number, startMs: number) => startMs + 86_400_000 };

/** Every indicator that is a formula, with its defaults, with small and with odd parameters. */
const FORMULAS: readonly IndicatorConfig[] = INDICATORS.flatMap((definition) => {
  const own = [
    {},
    Object.fromEntries(definition.params.map((spec) => [spec.name, spec.min])),
    Object.fromEntries(
      definition.params.map((spec, index) => [
        spec.name,
        spec.integer ? 7 + 4 * index : Math.min(1.5, spec.max),
      ]),
    ),
  ];
  const interval =
    definition.intervals === undefined || definition.intervals.includes('1d') ? '1d' : undefined;
  if (interval === undefined) return [];
  return own
    .map((params) => indicatorConfig({ name: definition.id, interval, params }))
    .filter((config, index, all) => all.findIndex(({ key }) => key === config.key) === index)
    .filter((config) => kernelOf(config, time.sessionOf).formula !== undefined);
});

/** What the indicator says after each bar, by its record kernel: an array of outputs per bar. */
function byRecord(config: IndicatorConfig, bars: Float64Array): number[][] {
  const kernel = kernelOf(config, time.sessionOf);
  const state = new Float64Array(kernel.stateLength);
  kernel.reset(state, 0);
  const values: number[][] = [];
  for (let barAt = 0; barAt < bars.length; barAt += BAR_STRIDE) {
    kernel.update(state, 0, bars, barAt);
    values.push(Array.from(state.subarray(0, kernel.outputCount)));
  }
  return values;
}

function columnsOf(manager: IndicatorManager, config: IndicatorConfig, symbol: number): number[] {
  const { outputs } = INDICATORS.find(({ id }) => id === config.name) ?? { outputs: [] };
  return outputs.map((output) => manager.column(config.key, output)?.[symbol] ?? Number.NaN);
}

function managerOf(configs: readonly IndicatorConfig[], symbols = 1): IndicatorManager {
  const manager = new IndicatorManager(time);
  for (let symbol = 0; symbol < symbols; symbol += 1)
    for (const config of configs) manager.add(symbol, config);
  return manager;
}

describe('indicators that are formulas', () => {
  it('are most of them', () => {
    expect(new Set(FORMULAS.map(({ name }) => name)).size).toBeGreaterThan(15);
  });

  it('give in lanes, all of them together, what each gives in a record of its own: to the last bit', () => {
    const bars = randomBars(300, 11);
    const manager = managerOf(FORMULAS);
    const expected = FORMULAS.map((config) => byRecord(config, bars));
    for (let index = 0; index < 300; index += 1) {
      const previews = FORMULAS.map(({ key }) => manager.preview(0, key, bars, index * BAR_STRIDE));
      manager.update(0, DAILY, bars, index * BAR_STRIDE);
      for (const [which, config] of FORMULAS.entries()) {
        const values = expected[which]?.[index] ?? [];
        expect([config.key, columnsOf(manager, config, 0)]).toEqual([config.key, values]);
        expect([config.key, previews[which]]).toEqual([config.key, Number.isNaN(values[0]) ? null : values]);
      }
    }
  });

  it('give for a market that comes at once what they give bar by bar, whoever has seen how much', () => {
    const symbols = 21;
    const one = managerOf(FORMULAS.slice(0, 12), symbols);
    const many = managerOf(FORMULAS.slice(0, 12), symbols);
    const walks = Array.from({ length: symbols }, (_, symbol) => randomBars(120, symbol + 1));
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(symbols - 1)), (chosen) => {
        // In symbol order, as a market comes, half of the time.
        const order = chosen.length % 2 === 0 ? chosen.sort((a, b) => a - b) : chosen;
        const bars = new Float64Array((order.length + 1) * BAR_STRIDE);
        for (const [index, symbol] of order.entries()) {
          const used = one.reading(symbol, FORMULAS[0]?.key ?? '')?.barsUsed ?? 0;
          const at = (used % 120) * BAR_STRIDE;
          bars.set(walks[symbol]?.subarray(at, at + BAR_STRIDE) ?? [], (index + 1) * BAR_STRIDE);
        }
        for (const [index, symbol] of order.entries()) {
          one.update(symbol, DAILY, bars, (index + 1) * BAR_STRIDE);
          // Whoever reads has everything computed.
          one.column(FORMULAS[0]?.key ?? '');
        }
        for (const [index, symbol] of order.entries())
          many.update(symbol, DAILY, bars, (index + 1) * BAR_STRIDE);
        for (const config of FORMULAS.slice(0, 12)) {
          for (let symbol = 0; symbol < symbols; symbol += 1) {
            expect(columnsOf(many, config, symbol)).toEqual(columnsOf(one, config, symbol));
            expect(many.reading(symbol, config.key)).toEqual(one.reading(symbol, config.key));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  const BARS = randomBars(400, 5);
  const actions = fc.array(
    fc.oneof(
      fc.record({ what: fc.constant('bars' as const), count: fc.integer({ min: 1, max: 30 }) }),
      fc.record({
        what: fc.constantFrom('add', 'add and rebuild', 'remove', 'rebuild'),
        which: fc.nat(FORMULAS.length - 1),
      }),
    ),
    { maxLength: 25 },
  );

  it('say the same whatever else comes and goes beside them', () => {
    fc.assert(
      fc.property(actions, (steps) => {
        const manager = managerOf([]);
        /** By key: the index of the first bar that the indicator has seen. */
        const since = new Map<IndicatorConfig, number>();
        let held = 0;
        for (const step of steps) {
          if (step.what === 'bars') {
            for (let left = step.count; left > 0 && held < 400; left -= 1, held += 1)
              manager.update(0, DAILY, BARS, held * BAR_STRIDE);
            continue;
          }
          const config = FORMULAS[step.which];
          if (config === undefined) continue;
          if (step.what === 'remove') {
            manager.remove(0, config.key);
            since.delete(config);
          } else if (step.what === 'rebuild') {
            manager.rebuild(0, DAILY, viewOf(BARS.subarray(0, held * BAR_STRIDE)));
            for (const each of since.keys()) since.set(each, 0);
          } else if (manager.add(0, config)) {
            since.set(config, held);
            if (step.what === 'add') continue;
            manager.rebuildOne(0, config.key, viewOf(BARS.subarray(0, held * BAR_STRIDE)));
            since.set(config, 0);
          }
        }
        for (const [config, first] of since) {
          const seen = BARS.subarray(first * BAR_STRIDE, held * BAR_STRIDE);
          const none = new Array<number>(columnsOf(manager, config, 0).length).fill(Number.NaN);
          expect([config.key, columnsOf(manager, config, 0)]).toEqual([
            config.key,
            byRecord(config, seen).at(-1) ?? none,
          ]);
          expect(manager.reading(0, config.key)?.barsUsed).toBe(held - first);
        }
      }),
      { numRuns: 150 },
    );
  });
});
