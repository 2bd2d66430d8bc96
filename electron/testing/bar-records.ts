import { BAR_STRIDE } from '../../shared/domain/bar.ts';

/** Bars in one array, seen as the view that a series gives. */
export function viewOf(records: Float64Array): {
  readonly length: number;
  readonly data: Float64Array;
  offsetOf(index: number): number;
} {
  return {
    length: records.length / BAR_STRIDE,
    data: records,
    offsetOf: (index) => index * BAR_STRIDE,
  };
}

/** Daily bars from the fields that matter: others are the close, and the volume 100. */
export function barsOf(fields: {
  readonly close: readonly number[];
  readonly high?: readonly number[];
  readonly low?: readonly number[];
  readonly volume?: readonly number[];
}): Float64Array {
  const { close, high = close, low = close, volume = [] } = fields;
  return Float64Array.from(
    close.flatMap((price, index) => [
      index * 86_400_000,
      price,
      high[index] ?? price,
      low[index] ?? price,
      price,
      volume[index] ?? 100,
    ]),
  );
}

/** One field of every bar. */
export function fieldOf(records: Float64Array, field: number): number[] {
  const values: number[] = [];
  for (let at = field; at < records.length; at += BAR_STRIDE) values.push(records[at] ?? Number.NaN);
  return values;
}

/**
 * A seeded random walk of `count` daily bars (mulberry32): plausible, ordered,
 * in whole cents, with flat stretches and gaps.
 */
export function randomBars(count: number, seed: number): Float64Array {
  const random = mulberry32(seed);
  const records = new Float64Array(count * BAR_STRIDE);
  let price = 20 + 180 * random();
  for (let index = 0; index < count; index += 1) {
    const flat = random() < 0.02;
    const open = flat ? price : Math.max(1, price * (1 + 0.01 * (random() - 0.5)));
    const close = flat ? open : Math.max(1, open * (1 + 0.03 * (random() - 0.5)));
    const high = flat ? open : Math.max(open, close) * (1 + 0.01 * random());
    const low = flat ? open : Math.min(open, close) * (1 - 0.01 * random());
    const volume = Math.round(1e6 * (0.2 + random()));
    records.set(
      [index * 86_400_000, cents(open), cents(high), cents(low), cents(close), volume],
      index * BAR_STRIDE,
    );
    price = close;
  }
  return records;
}

function cents(price: number): number {
  return Math.round(price * 100) / 100;
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
