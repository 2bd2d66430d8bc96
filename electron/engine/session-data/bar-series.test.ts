import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import { REVISION_WINDOW_BARS } from './bar-check.ts';
import { BarPool } from './bar-pool.ts';
import { APPENDED, BarSeries, DUPLICATE, INSERTED, REJECTED, REVISED } from './bar-series.ts';

const MINUTE = 60_000;

/** A sound bar whose prices follow from `price`. */
function bar(start: number, price = 100, volume = 10): Float64Array {
  return Float64Array.of(start, price, price + 1, price - 1, price + 0.5, volume);
}

function block(...bars: readonly Float64Array[]): Float64Array {
  return Float64Array.from(bars.flatMap((each) => [...each]));
}

/** Every held bar, oldest first. */
function contents(series: BarSeries): number[][] {
  return Array.from({ length: series.length }, (_unused, index) => {
    const at = series.offsetOf(index);
    return Array.from(series.data.subarray(at, at + BAR_STRIDE));
  });
}

function expectBalanced({ counters }: BarSeries): void {
  const { received, accepted, revised, duplicate, rejected } = counters;
  expect(received).toBe(accepted + revised + duplicate + rejected);
}

describe('a bar series', () => {
  it('appends in order and tells the newest start', () => {
    const series = new BarSeries(100);
    expect(series.lastStart).toBe(Number.NEGATIVE_INFINITY);
    expect(series.offer(bar(MINUTE), 0)).toBe(APPENDED);
    expect(series.offer(bar(3 * MINUTE), 0)).toBe(APPENDED);
    expect(series.lastStart).toBe(3 * MINUTE);
    expect(contents(series)).toEqual([[...bar(MINUTE)], [...bar(3 * MINUTE)]]);
  });

  it('replaces a bar of the same start and calls an equal one a duplicate', () => {
    const series = new BarSeries(100);
    series.offer(bar(MINUTE, 100), 0);
    expect(series.offer(bar(MINUTE, 101), 0)).toBe(REVISED);
    expect(series.offer(bar(MINUTE, 101), 0)).toBe(DUPLICATE);
    expect(contents(series)).toEqual([[...bar(MINUTE, 101)]]);
  });

  it('puts a late bar in its place, the first of a session too', () => {
    const series = new BarSeries(100);
    series.offer(bar(2 * MINUTE), 0);
    series.offer(bar(4 * MINUTE), 0);
    expect(series.offer(bar(3 * MINUTE), 0)).toBe(INSERTED);
    expect(series.offer(bar(MINUTE), 0)).toBe(INSERTED);
    expect(contents(series).map(([start]) => start)).toEqual([1, 2, 3, 4].map((minute) => minute * MINUTE));
  });

  it('rejects a bar that is older than the revision window', () => {
    const series = new BarSeries(100);
    for (let minute = 10; minute < 30; minute += 1) series.offer(bar(2 * minute * MINUTE), 0);
    const oldestInWindow = 2 * (30 - REVISION_WINDOW_BARS) * MINUTE;
    expect(series.offer(bar(oldestInWindow - MINUTE), 0)).toBe(INSERTED);
    expect(series.offer(bar(oldestInWindow - 5 * MINUTE), 0)).toBe(REJECTED);
  });

  it.each([
    ['NaN start', [Number.NaN, 1, 2, 1, 1, 1]],
    ['endless start', [Number.POSITIVE_INFINITY, 1, 2, 1, 1, 1]],
    ['NaN close', [MINUTE, 1, 2, 1, Number.NaN, 1]],
    ['low above open', [MINUTE, 1, 3, 2, 2, 1]],
    ['low above close', [MINUTE, 2, 3, 2, 1, 1]],
    ['high below close', [MINUTE, 1, 2, 1, 3, 1]],
    ['price of zero', [MINUTE, 0, 2, 0, 1, 1]],
    ['endless high', [MINUTE, 1, Number.POSITIVE_INFINITY, 1, 1, 1]],
    ['volume below zero', [MINUTE, 1, 2, 1, 1, -1]],
    ['no volume at all', [MINUTE, 1, 2, 1, 1, Number.NaN]],
  ])('rejects a bar with %s, live or loaded', (_what, fields) => {
    const series = new BarSeries(100);
    expect(series.offer(Float64Array.from(fields), 0)).toBe(REJECTED);
    expect(series.merge(block(bar(0), Float64Array.from(fields), bar(5 * MINUTE)))).toBe(true);
    expect(contents(series).map(([start]) => start)).toEqual([0, 5 * MINUTE]);
    expect(series.counters).toMatchObject({ received: 4, accepted: 2, rejected: 2 });
  });

  it('keeps the held bar where a loaded one has its start', () => {
    const series = new BarSeries(100);
    series.offer(bar(2 * MINUTE, 50), 0);
    expect(series.merge(block(bar(MINUTE), bar(2 * MINUTE, 70)))).toBe(true);
    expect(contents(series)).toEqual([[...bar(MINUTE)], [...bar(2 * MINUTE, 50)]]);
    expect(series.merge(block(bar(MINUTE)))).toBe(false);
    expect(series.counters).toMatchObject({ received: 4, accepted: 2, duplicate: 2 });
  });

  it('lets the oldest go at its capacity, and holds memory for no more', () => {
    const pool = new BarPool();
    const series = new BarSeries(20, pool);
    for (let minute = 0; minute < 1_000; minute += 1) series.offer(bar(minute * MINUTE), 0);
    expect(series.length).toBe(20);
    expect(series.startOf(0)).toBe(980 * MINUTE);
    expect(series.counters.evicted).toBe(980);
    expect(pool.slotsOf(0)).toBe(20);
  });

  it('keeps every bar while the memory that it shares with others becomes large', () => {
    const pool = new BarPool();
    const bars = 3_000;
    const first = Array.from({ length: bars }, (_unused, minute) => bar(minute * MINUTE, 100 + (minute % 7)));
    const many = Array.from({ length: 40 }, () => new BarSeries(bars + 10, pool));
    // Copied while it is small, grown in place from there on: more than two steps of that.
    for (const series of many) {
      series.merge(block(...first));
      series.offer(bar(bars * MINUTE), 0);
    }
    expect(pool.bytesOutside).toBeGreaterThan(4_000_000);
    expect(pool.bytesOutside).toBeLessThan(pool.bytes + 2_000_000);
    const expected = [...first, bar(bars * MINUTE)].map((each) => [...each]);
    for (const series of [many[0], many[20], many[39]]) expect(series && contents(series)).toEqual(expected);
  });

  it('takes memory for little more than the bars of a load', () => {
    const pool = new BarPool();
    const series = new BarSeries(12_000, pool);
    series.merge(block(...Array.from({ length: 2_340 }, (_unused, minute) => bar(minute * MINUTE))));
    expect(series.slots).toBe(2_560);
    expect(pool.bytes).toBe(2_560 * BAR_STRIDE * 8);
  });

  it('grows when a higher bound is asked for after it has gone round, and never shrinks', () => {
    const series = new BarSeries(20);
    for (let minute = 0; minute < 47; minute += 1) series.offer(bar(minute * MINUTE), 0);
    series.ensureCapacity(30);
    series.ensureCapacity(5);
    expect(series.capacity).toBe(30);
    for (let minute = 47; minute < 60; minute += 1) series.offer(bar(minute * MINUTE), 0);
    expect(contents(series).map(([start]) => start)).toEqual(
      Array.from({ length: 30 }, (_unused, index) => (30 + index) * MINUTE),
    );
  });

  it('rescales prices by the factor and volumes against it, leaving times alone', () => {
    const series = new BarSeries(3);
    for (let minute = 0; minute < 5; minute += 1) series.offer(bar(minute * MINUTE, 100, 40), 0);
    series.rescale(0.25);
    expect(contents(series)).toEqual(
      [2, 3, 4].map((minute) => [minute * MINUTE, 25, 25.25, 24.75, 25.125, 160]),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a capacity of %s', (capacity) => {
    expect(() => new BarSeries(capacity)).toThrow(RangeError);
  });
});

type Action =
  | { readonly kind: 'offer'; readonly start: number; readonly price: number; readonly broken: boolean }
  | { readonly kind: 'merge'; readonly starts: readonly number[] }
  | { readonly kind: 'capacity'; readonly bars: number }
  | { readonly kind: 'rescale' };

const minute = fc.integer({ min: 0, max: 60 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      kind: fc.constant('offer' as const),
      start: minute,
      price: fc.integer({ min: 2, max: 4 }),
      broken: fc.integer({ min: 0, max: 15 }).map((draw) => draw === 0),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('merge' as const), starts: fc.uniqueArray(minute) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('capacity' as const), bars: fc.integer({ min: 1, max: 50 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rescale' as const) }) },
);

/** The same rules on a plain map from start to record. */
class Model {
  bars = new Map<number, number[]>();

  constructor(public capacity: number) {}

  get starts(): number[] {
    return [...this.bars.keys()].sort((left, right) => left - right);
  }

  #put(record: Float64Array): void {
    this.bars.set(record[0] ?? 0, [...record]);
    for (const start of this.starts.slice(0, Math.max(0, this.bars.size - this.capacity)))
      this.bars.delete(start);
  }

  offer(record: Float64Array, broken: boolean): number {
    const start = record[0] ?? 0;
    const held = this.bars.get(start);
    if (broken) return REJECTED;
    if (held !== undefined) {
      if (held.every((value, field) => value === record[field])) return DUPLICATE;
      this.bars.set(start, [...record]);
      return REVISED;
    }
    const newer = this.starts.filter((other) => other > start).length;
    if (newer > REVISION_WINDOW_BARS) return REJECTED;
    if (newer === this.bars.size && newer > 0 && newer === this.capacity) return REJECTED;
    this.#put(record);
    return newer === 0 ? APPENDED : INSERTED;
  }

  merge(records: readonly Float64Array[]): boolean {
    const added = records.filter((record) => !this.bars.has(record[0] ?? 0));
    for (const record of added) this.bars.set(record[0] ?? 0, [...record]);
    for (const start of this.starts.slice(0, Math.max(0, this.bars.size - this.capacity)))
      this.bars.delete(start);
    return added.length > 0;
  }

  rescale(): void {
    for (const record of this.bars.values()) {
      for (const field of [BAR_OPEN, BAR_HIGH, BAR_LOW, BAR_CLOSE]) record[field] = (record[field] ?? 0) * 2;
      record[BAR_VOLUME] = (record[BAR_VOLUME] ?? 0) / 2;
    }
  }
}

function apply(step: Action, series: BarSeries, model: Model): void {
  if (step.kind === 'capacity') {
    series.ensureCapacity(step.bars);
    model.capacity = Math.max(model.capacity, step.bars);
  } else if (step.kind === 'rescale') {
    series.rescale(2);
    model.rescale();
  } else if (step.kind === 'merge') {
    const bars = [...step.starts].sort((left, right) => left - right).map((start) => bar(start * MINUTE));
    expect(series.merge(block(...bars))).toBe(model.merge(bars));
  } else {
    const record = bar(step.start * MINUTE, step.price);
    if (step.broken) record[BAR_LOW] = 1_000;
    expect(series.offer(record, 0)).toBe(model.offer(record, step.broken));
  }
}

it('holds what a plain map would hold, whatever comes in whatever order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 25 }),
      fc.array(action, { maxLength: 120, size: 'max' }),
      (capacity, actions) => {
        const pool = new BarPool();
        const series = new BarSeries(capacity, pool);
        const model = new Model(capacity);
        for (const step of actions) {
          apply(step, series, model);
          expect(series.length).toBeLessThanOrEqual(series.capacity);
        }
        const starts = model.starts;
        expect(contents(series)).toEqual(starts.map((start) => model.bars.get(start)));
        expect(series.lastStart).toBe(starts.at(-1) ?? Number.NEGATIVE_INFINITY);
        expectBalanced(series);
        expect(series.counters.accepted - series.counters.evicted).toBe(series.length);
        expect(pool.slotsOf(0)).toBeLessThanOrEqual(Math.max(16, series.capacity));
        for (const probe of [-1, 0, 7.5, 30, 60, 61]) {
          const expected = starts.filter((start) => start < probe * MINUTE).length;
          expect(series.indexFrom(probe * MINUTE)).toBe(expected);
        }
      },
    ),
    { numRuns: 400 },
  );
});
