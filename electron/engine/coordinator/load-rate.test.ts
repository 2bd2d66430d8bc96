import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoadRate } from './load-rate.ts';

describe('the rate of loads', () => {
  it('is unknown before the first load', () => {
    expect(new LoadRate().secondsFor({ requests: 1, bars: 100 })).toBeNull();
  });

  it('is by the bar where only one kind of load was run', () => {
    const rate = new LoadRate();
    rate.measure({ requests: 500, bars: 20_000 }, 400);
    rate.measure({ requests: 500, bars: 20_000 }, 400);
    expect(rate.secondsFor({ requests: 3, bars: 35_000 })).toBeCloseTo(0.7, 9);
  });

  it('finds what a request and what a bar cost', () => {
    const cost = fc.integer({ min: 0, max: 50 });
    const sizes = fc.array(fc.record({ requests: fc.integer({ min: 1, max: 64 }), bars: fc.nat(20_000) }), {
      minLength: 3,
      maxLength: 12,
    });
    fc.assert(
      fc.property(cost, cost, sizes, (perRequest, perThousandBars, loads) => {
        const rate = new LoadRate();
        for (const load of [...loads, { requests: 64, bars: 64 }, { requests: 1, bars: 11_700 }]) {
          rate.measure(load, load.requests * perRequest + (load.bars / 1_000) * perThousandBars);
        }
        const wanted = { requests: 6, bars: 35_298 };
        const expected = (6 * perRequest + 35.298 * perThousandBars) / 1_000;
        expect(rate.secondsFor(wanted)).toBeCloseTo(expected, 4);
      }),
    );
  });

  it('never promises less than no time', () => {
    const load = fc.record({
      requests: fc.integer({ min: 1, max: 64 }),
      bars: fc.integer({ min: 1, max: 20_000 }),
      milliseconds: fc.nat(5_000),
    });
    fc.assert(
      fc.property(fc.array(load, { minLength: 1, maxLength: 10 }), load, (loads, wanted) => {
        const rate = new LoadRate();
        for (const each of loads) rate.measure(each, each.milliseconds);
        expect(rate.secondsFor(wanted)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('follows a source that has become slower', () => {
    const rate = new LoadRate();
    for (let load = 0; load < 20; load += 1) rate.measure({ requests: 1, bars: 10_000 }, 100);
    for (let load = 0; load < 20; load += 1) rate.measure({ requests: 1, bars: 10_000 }, 900);
    expect(rate.secondsFor({ requests: 1, bars: 10_000 })).toBeGreaterThan(0.85);
  });
});
