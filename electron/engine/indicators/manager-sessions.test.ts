import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_STRIDE, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import { randomBars, viewOf } from '../../testing/bar-records.ts';
import { everyDayOpen, restamped } from '../../testing/indicator-bars.ts';
import { indicatorConfig } from './config.ts';
import { IndicatorManager } from './indicator-manager.ts';
import { INDICATORS, indicatorDefinition } from './registry.ts';

const HALF_HOUR = intervalIndex('30m');
/** Sessions of 13 bars: the walks go over nine of them. */
const COUNT = 115;

/** Every indicator within sessions, with periods that a walk has room for, and chains over an anchored one. */
const configs = [
  ...INDICATORS.filter(
    ({ intervals, hours }) => hours === undefined && (intervals?.includes('30m') ?? true),
  ).map(({ id, params }) =>
    indicatorConfig({
      name: id,
      interval: '30m',
      params: Object.fromEntries(params.map((spec, at) => [spec.name, spec.integer ? 3 + at : spec.default])),
    }),
  ),
  indicatorConfig({ name: 'sma', interval: '30m', period: 4, input: { name: 'vwap' } }),
  indicatorConfig({
    name: 'rsi',
    interval: '30m',
    period: 5,
    input: { name: 'macd', output: 'histogram', params: { fast: 3, slow: 5, signal: 2 } },
  }),
  indicatorConfig({ name: 'ema', interval: '30m', period: 3, input: { name: 'session_change' } }),
];

function walk(seed: number): Float64Array {
  return restamped(randomBars(COUNT, seed), indicatorDefinition('sma'), '30m').bars;
}

function manager(): IndicatorManager {
  const made = new IndicatorManager({
    sessionOf: everyDayOpen,
    endOf: (_, startMs) => startMs + 1_800_000,
  });
  for (const config of configs) made.add(0, config);
  return made;
}

function feed(into: IndicatorManager, bars: Float64Array, from = 0, symbol = 0): void {
  for (let at = from * BAR_STRIDE; at < bars.length; at += BAR_STRIDE)
    into.update(symbol, HALF_HOUR, bars, at);
}

function readings(of: IndicatorManager, symbol = 0): unknown[] {
  return configs.map(({ key }) => of.reading(symbol, key));
}

const seeds = fc.nat(1_000_000);
const counts = fc.integer({ min: 0, max: COUNT - 1 });

/** The bar as it may stand while it forms. */
function forming(bars: Float64Array, index: number, share: number): Float64Array {
  const bar = bars.slice(index * BAR_STRIDE, (index + 1) * BAR_STRIDE);
  const [, open = 0, high = 0, low = 0, close = 0, volume = 0] = bar;
  bar[BAR_HIGH] = open + (high - open) * share;
  bar[BAR_LOW] = open - (open - low) * share;
  bar[BAR_CLOSE] = open + (close - open) * share;
  bar[BAR_VOLUME] = volume * share;
  return bar;
}

describe('indicators within sessions', () => {
  it('have, after any number of looks at a forming bar, what they have without', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.array(fc.tuple(counts, fc.double({ min: 0, max: 1, noNaN: true }))),
        (seed, looks) => {
          const bars = walk(seed);
          const plain = manager();
          feed(plain, bars);
          const looked = manager();
          for (let index = 0; index < COUNT; index += 1) {
            for (const [at, share] of looks) {
              if (at !== index) continue;
              for (const { key } of configs) looked.preview(0, key, forming(bars, index, share), 0);
            }
            looked.update(0, HALF_HOUR, bars, index * BAR_STRIDE);
          }
          expect(readings(looked)).toEqual(readings(plain));
        },
      ),
      { numRuns: 6 },
    );
  });

  it('show on a forming bar what they have when it closes like that, at the first bar of a session too', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(13, 26, 60, 65, 78, 90, COUNT - 1), (seed, index) => {
        const bars = walk(seed);
        const held = manager();
        feed(held, bars.subarray(0, index * BAR_STRIDE));
        const shown = configs.map(({ key }) => held.preview(0, key, bars, index * BAR_STRIDE));
        held.update(0, HALF_HOUR, bars, index * BAR_STRIDE);
        for (const [at, { key }] of configs.entries()) {
          const { values = null } = held.reading(0, key) ?? {};
          expect(values === null ? null : Object.values(values)).toEqual(shown[at]);
        }
      }),
      { numRuns: 14 },
    );
  });

  it('are after a rebuild, of all or of one, what they are bar by bar', () => {
    fc.assert(
      fc.property(seeds, counts, (seed, until) => {
        const bars = walk(seed).subarray(0, until * BAR_STRIDE);
        const streamed = manager();
        feed(streamed, bars);
        const whole = manager();
        feed(whole, walk(seed + 1).subarray(0, 40 * BAR_STRIDE));
        whole.rebuild(0, HALF_HOUR, viewOf(bars));
        expect(readings(whole)).toEqual(readings(streamed));
        for (const { key } of configs) streamed.rebuildOne(0, key, viewOf(bars));
        const values = (of: IndicatorManager) => configs.map(({ key }) => of.reading(0, key)?.values);
        expect(values(streamed)).toEqual(values(whole));
      }),
      { numRuns: 6 },
    );
  });

  it('of one symbol know nothing of another that is fed in between', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [mine, other] = [walk(seed), walk(seed + 1)];
        const alone = manager();
        feed(alone, mine);
        const together = manager();
        for (const config of configs) together.add(1, config);
        for (let index = 0; index < COUNT; index += 1) {
          together.update(0, HALF_HOUR, mine, index * BAR_STRIDE);
          together.update(1, HALF_HOUR, other, index * BAR_STRIDE);
        }
        expect(readings(together)).toEqual(readings(alone));
      }),
      { numRuns: 6 },
    );
  });

  it('carry over a night what is not anchored on the session, and start anew what is', () => {
    const bars = walk(9);
    const held = manager();
    feed(held, bars.subarray(0, 78 * BAR_STRIDE));
    const before = readings(held);
    held.resetSessionAnchored();
    for (const [at, { key, name }] of configs.entries()) {
      const now = held.reading(0, key);
      if (indicatorDefinition(name).sessionAnchored) expect(now?.values).toBeNull();
      else expect(now).toEqual(before[at]);
    }
  });
});
