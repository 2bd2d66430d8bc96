import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinKeys, keyOfSeed, keyOfText, pickBelow, RandomStream } from './random.ts';

function draws(key: number, count: number, draw: (random: RandomStream) => number): number[] {
  const random = new RandomStream();
  random.restart(key);
  return Array.from({ length: count }, () => draw(random));
}

function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

describe('the random numbers of the simulated exchange', () => {
  it('are the same for the same key, whatever was drawn before', () => {
    const random = new RandomStream();
    random.restart(5);
    random.normal();
    random.restart(7);
    expect([random.bits(), random.bits()]).toEqual(draws(7, 2, (stream) => stream.bits()));
  });

  it('are uniform in [0, 1)', () => {
    const { mean, deviation } = meanAndDeviation(draws(1, 100_000, (random) => random.uniform()));
    expect(mean).toBeCloseTo(0.5, 2);
    expect(deviation).toBeCloseTo(Math.sqrt(1 / 12), 2);
  });

  it('are bell-shaped with mean 0 and deviation 1, and bounded', () => {
    const values = draws(2, 100_000, (random) => random.normal());
    const { mean, deviation } = meanAndDeviation(values);
    expect(mean).toBeCloseTo(0, 1);
    expect(deviation).toBeCloseTo(1, 1);
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(3.5);
  });

  it('differ for every part of a key and for the order of the parts', () => {
    expect(joinKeys(1, 2)).not.toBe(joinKeys(2, 1));
    expect(keyOfText('AAPL')).not.toBe(keyOfText('AAPM'));
    expect(keyOfSeed(1)).not.toBe(keyOfSeed(1 + 2 ** 32));
    const keys = new Set(Array.from({ length: 10_000 }, (_, index) => joinKeys(3, index)));
    expect(keys.size).toBeGreaterThan(9_990);
  });

  it('pick whole numbers below a bound', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 20_000 }), (key, bound) => {
        const picked = pickBelow(key, bound);
        expect(Number.isInteger(picked)).toBe(true);
        expect(picked).toBeGreaterThanOrEqual(0);
        expect(picked).toBeLessThan(bound);
      }),
    );
  });
});
