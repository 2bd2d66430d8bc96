import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPARK_BARS } from '../../../shared/ipc/requests/symbol.ts';
import { SparkSlab } from './spark-slab.ts';

function closesOf(slab: SparkSlab, index: number): number[] {
  const target = new Float64Array(SPARK_BARS).fill(Number.NaN);
  slab.copyTo(index, target, 0);
  return [...target].filter((close) => !Number.isNaN(close));
}

describe('the closes of sparklines', () => {
  it('are the newest of every symbol, whatever comes in whatever order, however it grows', () => {
    const step = fc.record({ symbol: fc.nat(9), close: fc.double({ min: 1, max: 1e4, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const slab = new SparkSlab();
        const expected = new Map<number, number[]>();
        for (const { symbol, close } of steps) {
          slab.ensureSize(symbol + 1);
          slab.note(symbol, close);
          expected.set(symbol, [...(expected.get(symbol) ?? []), close].slice(-SPARK_BARS));
        }
        for (const [symbol, closes] of expected) expect(closesOf(slab, symbol)).toEqual(closes);
      }),
    );
  });

  it('go on another basis after a split, and away with their symbol', () => {
    const slab = new SparkSlab();
    slab.ensureSize(2);
    for (let close = 1; close <= SPARK_BARS + 5; close += 1) slab.note(1, close);
    slab.rescale(1, 0.5);
    expect(closesOf(slab, 1)).toEqual(Array.from({ length: SPARK_BARS }, (_, at) => (at + 6) / 2));
    slab.clear(1);
    expect([slab.countOf(1), closesOf(slab, 1)]).toEqual([0, []]);
  });

  it('stay through the session that follows, and no further', () => {
    const slab = new SparkSlab();
    slab.ensureSize(1);
    for (const close of [1, 2, 3]) slab.note(0, close);
    slab.beginSession();
    slab.restartSession(0);
    slab.note(0, 4);
    expect(closesOf(slab, 0)).toEqual([1, 2, 3, 4]);
    slab.beginSession();
    slab.beginSession();
    expect(closesOf(slab, 0)).toEqual([]);
  });

  it('of a session that comes again in one piece are not there twice', () => {
    const slab = new SparkSlab();
    slab.ensureSize(1);
    for (const close of [1, 2]) slab.note(0, close);
    slab.restartSession(0);
    for (const close of [1, 2]) slab.note(0, close);
    expect(closesOf(slab, 0)).toEqual([1, 2]);
  });

  it('are of bars of one interval', () => {
    const slab = new SparkSlab();
    slab.ensureSize(1);
    slab.setKind(0, 1);
    slab.note(0, 1);
    slab.setKind(0, 1);
    slab.note(0, 2);
    expect(closesOf(slab, 0)).toEqual([1, 2]);
    slab.setKind(0, 0);
    slab.note(0, 3);
    expect(closesOf(slab, 0)).toEqual([3]);
  });
});
