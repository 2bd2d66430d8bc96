import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import { randomBars, viewOf } from '../../testing/bar-records.ts';
import { valuesOver } from '../../testing/indicator-values.ts';
import { indicatorConfig } from './config.ts';
import { IndicatorManager } from './indicator-manager.ts';
import { INDICATORS, indicatorDefinition } from './registry.ts';

const DAY = 86_400_000;
const DAILY = intervalIndex('1d');
/** Ten bars of the walk are one session. */
const BARS_PER_SESSION = 10;
const sma = indicatorConfig({ name: 'sma', interval: '1d', period: 5 });
const macd = indicatorConfig({ name: 'macd', interval: '1d' });
const vwap = indicatorConfig({ name: 'vwap', interval: '1d' });
const chain = indicatorConfig({ name: 'sma', interval: '1d', period: 3, input: { name: 'rsi', period: 4 } });
const everything = [
  ...INDICATORS.filter(({ intervals }) => intervals?.includes('1d') ?? true).map(({ id }) =>
    indicatorConfig({ name: id, interval: '1d' }),
  ),
  chain,
  indicatorConfig({ name: 'ema', interval: '1d', period: 3, input: { name: 'vwap' } }),
];

function newManager(): IndicatorManager {
  return new IndicatorManager({
    sessionOf: (startMs) => Math.floor(startMs / (DAY * BARS_PER_SESSION)),
    endOf: (_, startMs) => startMs + DAY,
  });
}

function feed(
  manager: IndicatorManager,
  symbolIndex: number,
  bars: Float64Array,
  from = 0,
  to = bars.length / BAR_STRIDE,
): void {
  for (let index = from; index < to; index += 1) manager.update(symbolIndex, DAILY, bars, index * BAR_STRIDE);
}

function readings(manager: IndicatorManager, symbolIndex: number): unknown[] {
  return manager.keys(symbolIndex).map((key) => manager.reading(symbolIndex, key));
}

describe('what a symbol has', () => {
  it('adds a key once, removes it once', () => {
    const manager = newManager();
    expect(manager.add(3, sma)).toBe(true);
    expect(manager.add(3, sma)).toBe(false);
    expect(manager.add(4, sma)).toBe(true);
    expect(manager.has(3, sma.key)).toBe(true);
    expect(manager.keys(3)).toEqual([sma.key]);
    expect(manager.remove(3, sma.key)).toBe(true);
    expect(manager.remove(3, sma.key)).toBe(false);
    expect(manager.has(3, sma.key)).toBe(false);
    expect(manager.keys(4)).toEqual([sma.key]);
  });

  it('leaves nothing of a removed symbol, in readings or columns', () => {
    const manager = newManager();
    const bars = randomBars(50, 1);
    for (const symbol of [0, 1]) {
      manager.add(symbol, sma);
      manager.add(symbol, macd);
      feed(manager, symbol, bars);
    }
    manager.removeSymbol(0);
    expect(manager.keys(0)).toEqual([]);
    expect(manager.reading(0, sma.key)).toBeUndefined();
    expect(manager.column(sma.key)?.[0]).toBeNaN();
    expect(manager.column(sma.key)?.[1]).not.toBeNaN();
    manager.removeSymbol(1);
    expect(manager.column(sma.key)).toBeUndefined();
  });

  it('begins anew when a removed indicator comes back', () => {
    const manager = newManager();
    manager.add(0, sma);
    feed(manager, 0, randomBars(50, 1));
    manager.remove(0, sma.key);
    manager.add(0, sma);
    expect(manager.reading(0, sma.key)).toMatchObject({ barsUsed: 0, lastUpdated: null, state: 'warming' });
  });

  it('keeps what the others of a series know when one comes or goes', () => {
    const manager = newManager();
    const bars = randomBars(60, 5);
    manager.add(0, sma);
    feed(manager, 0, bars, 0, 30);
    manager.add(0, macd);
    feed(manager, 0, bars, 30, 45);
    expect(manager.reading(0, macd.key)).toMatchObject({ barsUsed: 15, valid: false });
    manager.remove(0, macd.key);
    feed(manager, 0, bars, 45);
    const expected = valuesOver(indicatorDefinition('sma'), bars, sma.params).sma?.at(-1);
    expect(manager.reading(0, sma.key)).toMatchObject({ barsUsed: 60, currentValue: expected });
  });

  it('takes any number away at once, whatever they keep, and leaves the others as if those had never been', () => {
    const some = fc.uniqueArray(fc.constantFrom(...everything), {
      minLength: 1,
      maxLength: 9,
      selector: ({ key }) => key,
    });
    fc.assert(
      fc.property(some, fc.nat({ max: 9 }), (all, left) => {
        const staying = all.slice(0, left);
        const going = all.slice(left).map(({ key }) => key);
        const [manager, alone] = [newManager(), newManager()];
        const bars = randomBars(70, 8);
        for (const config of all) manager.add(0, config);
        for (const config of staying) alone.add(0, config);
        feed(manager, 0, bars, 0, 40);
        expect(manager.removeAll(0, [...going, ...going, 'unknown'])).toBe(going.length);
        feed(manager, 0, bars, 40);
        feed(alone, 0, bars);
        expect(manager.keys(0).sort()).toEqual(staying.map(({ key }) => key).sort());
        for (const { key } of staying) expect(manager.reading(0, key)).toEqual(alone.reading(0, key));
        expect(manager.bytes).toBe(alone.bytes);
      }),
      { numRuns: 60 },
    );
  });
});

describe('readings', () => {
  it('go from warming over settling to stable, and never show a number before it is valid', () => {
    const manager = newManager();
    const ema = indicatorConfig({ name: 'ema', interval: '1d', period: 3 });
    const { ready, stable } = indicatorDefinition('ema').warmUp(ema.params, '1d');
    const bars = randomBars(stable + 1, 2);
    manager.add(0, ema);
    expect(manager.reading(0, ema.key)).toEqual({
      key: 'ema_3_1d',
      name: 'ema',
      type: 'trend',
      interval: '1d',
      currentValue: null,
      values: null,
      lastUpdated: null,
      valid: false,
      state: 'warming',
      barsUsed: 0,
    });
    for (let count = 1; count <= stable; count += 1) {
      feed(manager, 0, bars, count - 1, count);
      const reading = manager.reading(0, ema.key);
      expect(reading?.state).toBe(count < ready ? 'warming' : count < stable ? 'settling' : 'stable');
      expect(reading?.valid).toBe(count >= ready);
      expect(reading?.currentValue === null).toBe(count < ready);
      expect(reading?.barsUsed).toBe(count);
      expect(reading?.lastUpdated).toBe(count * DAY);
    }
  });

  it('name every output, the main one first', () => {
    const manager = newManager();
    manager.add(0, macd);
    feed(manager, 0, randomBars(60, 2));
    const reading = manager.reading(0, macd.key);
    expect(Object.keys(reading?.values ?? {})).toEqual(['macd', 'signal', 'histogram']);
    expect(reading?.currentValue).toBe(reading?.values?.macd);
    expect(manager.column(macd.key)?.[0]).toBe(reading?.values?.macd);
    expect(manager.column(macd.key, 'signal')?.[0]).toBe(reading?.values?.signal);
    expect(manager.column(macd.key, 'nothing')).toBeUndefined();
  });

  it('take zero for a price', () => {
    const manager = newManager();
    manager.add(0, sma);
    feed(
      manager,
      0,
      randomBars(5, 1).map((value, index) => (index % BAR_STRIDE === 0 ? value : 0)),
    );
    expect(manager.reading(0, sma.key)).toMatchObject({ currentValue: 0, valid: true });
  });

  it('are not valid where the formula divides by zero', () => {
    const manager = newManager();
    manager.add(0, vwap);
    feed(
      manager,
      0,
      randomBars(5, 1).map((value, index) => (index % BAR_STRIDE === 5 ? 0 : value)),
    );
    expect(manager.reading(0, vwap.key)).toMatchObject({
      currentValue: null,
      valid: false,
      state: 'warming',
    });
  });
});

describe('many symbols', () => {
  it('give, interleaved, what each gives alone', () => {
    const together = newManager();
    const walks = [7, 8, 9].map((seed) => randomBars(120, seed));
    for (const symbol of walks.keys()) for (const config of everything) together.add(symbol, config);
    for (let index = 0; index < 120; index += 1) {
      for (const [symbol, bars] of walks.entries()) feed(together, symbol, bars, index, index + 1);
    }
    for (const [symbol, bars] of walks.entries()) {
      const alone = newManager();
      for (const config of everything) alone.add(symbol, config);
      feed(alone, symbol, bars);
      expect(readings(together, symbol)).toEqual(readings(alone, symbol));
    }
  });

  it('keep their values when the columns grow', () => {
    const manager = newManager();
    const bars = randomBars(20, 4);
    manager.add(0, sma);
    feed(manager, 0, bars, 0, 10);
    const before = manager.column(sma.key)?.[0];
    manager.add(5000, sma);
    feed(manager, 5000, bars, 0, 10);
    expect(manager.column(sma.key)?.[0]).toBe(before);
    expect(manager.column(sma.key)?.[5000]).toBe(before);
    feed(manager, 0, bars, 10);
    expect(manager.column(sma.key)?.[0]).toBe(manager.reading(0, sma.key)?.currentValue);
  });
});

describe('rebuilding', () => {
  it('equals the updates, of a whole series and of one indicator', () => {
    const bars = randomBars(155, 3);
    const updated = newManager();
    const rebuilt = newManager();
    const oneByOne = newManager();
    for (const config of everything) {
      updated.add(0, config);
      rebuilt.add(0, config);
      oneByOne.add(0, config);
      oneByOne.rebuildOne(0, config.key, viewOf(bars));
    }
    feed(updated, 0, bars);
    feed(rebuilt, 0, randomBars(40, 99));
    rebuilt.rebuild(0, DAILY, viewOf(bars));
    expect(readings(rebuilt, 0)).toEqual(readings(updated, 0));
    expect(readings(oneByOne, 0)).toEqual(readings(updated, 0));
    for (const { key } of everything) {
      expect(rebuilt.column(key)?.[0]).toBe(updated.column(key)?.[0]);
      expect(oneByOne.column(key)?.[0]).toBe(updated.column(key)?.[0]);
    }
    const next = randomBars(156, 3);
    for (const manager of [updated, rebuilt, oneByOne]) feed(manager, 0, next, 155);
    expect(readings(rebuilt, 0)).toEqual(readings(updated, 0));
    expect(readings(oneByOne, 0)).toEqual(readings(updated, 0));
  });

  it('leaves no value where no bar is held any more', () => {
    const manager = newManager();
    manager.add(0, sma);
    feed(manager, 0, randomBars(30, 3));
    manager.rebuild(0, DAILY, viewOf(new Float64Array(0)));
    expect(manager.reading(0, sma.key)).toMatchObject({ currentValue: null, barsUsed: 0, lastUpdated: null });
    expect(manager.column(sma.key)?.[0]).toBeNaN();
  });
});

describe('sessions', () => {
  it('start VWAP anew with their first bar, and leave the others alone', () => {
    const manager = newManager();
    const bars = randomBars(25, 6);
    manager.add(0, vwap);
    manager.add(0, sma);
    feed(manager, 0, bars);
    const session = bars.subarray(20 * BAR_STRIDE);
    const expected = valuesOver(indicatorDefinition('vwap'), session).vwap?.at(-1);
    expect(manager.reading(0, vwap.key)).toMatchObject({ currentValue: expected, barsUsed: 5 });
    expect(manager.reading(0, sma.key)?.barsUsed).toBe(25);
  });

  it('can be ended before the next one has a bar', () => {
    const manager = newManager();
    const bars = randomBars(25, 6);
    manager.add(0, vwap);
    manager.add(0, sma);
    feed(manager, 0, bars, 0, 20);
    manager.resetSessionAnchored();
    expect(manager.reading(0, vwap.key)).toMatchObject({
      currentValue: null,
      barsUsed: 0,
      lastUpdated: null,
    });
    expect(manager.column(vwap.key)?.[0]).toBeNaN();
    expect(manager.reading(0, sma.key)?.valid).toBe(true);
    feed(manager, 0, bars, 20);
    expect(manager.reading(0, vwap.key)?.barsUsed).toBe(5);
  });
});

describe('the forming bar', () => {
  it('leaves no trace, and closing it gives what its last preview said', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 4 }),
        (held, seeds) => {
          const bars = randomBars(held + 1, 17);
          const previewed = newManager();
          const plain = newManager();
          for (const config of everything) {
            previewed.add(0, config);
            plain.add(0, config);
          }
          feed(previewed, 0, bars, 0, held);
          feed(plain, 0, bars, 0, held);
          for (const { key } of everything) {
            for (const seed of seeds) {
              const forming = randomBars(1, seed);
              forming[0] = bars[held * BAR_STRIDE] ?? 0;
              previewed.preview(0, key, forming, 0);
            }
          }
          expect(readings(previewed, 0)).toEqual(readings(plain, 0));
          const last = everything.map(({ key }) => previewed.preview(0, key, bars, held * BAR_STRIDE));
          feed(previewed, 0, bars, held);
          feed(plain, 0, bars, held);
          expect(readings(previewed, 0)).toEqual(readings(plain, 0));
          for (const [index, { key }] of everything.entries()) {
            const values = plain.reading(0, key)?.values;
            expect(last[index]).toEqual(values ? Object.values(values) : null);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of an unknown indicator has no value', () => {
    expect(newManager().preview(0, sma.key, randomBars(1, 1), 0)).toBeNull();
  });
});

describe('computed inputs', () => {
  it.each([
    ['hl2', ([, , high = 0, low = 0]: readonly number[]) => (high + low) / 2],
    ['hlc3', ([, , high = 0, low = 0, close = 0]: readonly number[]) => (high + low + close) / 3],
    [
      'ohlc4',
      ([, open = 0, high = 0, low = 0, close = 0]: readonly number[]) => (high + low + open + close) / 4,
    ],
  ] as const)('%s is computed from the bar', (input, compute) => {
    const manager = newManager();
    const config = indicatorConfig({ name: 'sma', interval: '1d', period: 1, input });
    const bars = randomBars(3, 1);
    manager.add(0, config);
    feed(manager, 0, bars);
    expect(manager.reading(0, config.key)?.currentValue).toBe(compute([...bars.subarray(2 * BAR_STRIDE)]));
  });
});
