import { BarStore } from '../electron/engine/session-data/bar-store.ts';
import type { IndicatorUpdates } from '../electron/engine/session-data/store-parts.ts';
import { BAR_CLOSE, BAR_STRIDE, BAR_VOLUME } from '../shared/domain/bar.ts';
import { intervalIndex } from '../shared/domain/interval.ts';
import { type Contender, type GoalResult, interleave, timed } from './harness.ts';
import { marketBars } from './market-bars.ts';

const SYMBOLS = 10_000;
const STEPS = 20;
/** Bars kept of each symbol: what screening asks for. */
const KEPT = 64;
const MINUTE = intervalIndex('1m');
const STEP_MILLISECONDS = 300_000;

const NO_INDICATORS: IndicatorUpdates = { update: () => undefined, rebuild: () => undefined };

/** One bar as the plain way keeps it. */
interface BarObject {
  readonly start: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** The product's own bar store, with order, soundness and counters, latest columns and a bounded ring for each symbol. */
class StoreSide implements Contender {
  readonly name = 'tapedeck';
  readonly store: BarStore;
  #round = 0;

  constructor(private readonly bars: Float64Array) {
    this.store = new BarStore({ spanStart: () => Number.NaN, spanEnd: () => Number.NaN }, NO_INDICATORS, {
      onQuarantined: () => undefined,
      onRevised: () => undefined,
    });
    this.store.ensureSize(SYMBOLS);
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1) this.store.openSeries(symbol, '1m', KEPT);
  }

  round(): number {
    const { bars, store } = this;
    shiftStarts(bars, this.#round++);
    return timed(STEPS * SYMBOLS, () => ingestAll(store, bars));
  }
}

/** The limit: the same 48 bytes for each bar copied to where they will stay, and nothing else. */
class CopySide implements Contender {
  readonly name = 'memcpy';
  readonly #slab = new Float64Array(SYMBOLS * KEPT * BAR_STRIDE);
  #step = 0;

  constructor(private readonly bars: Float64Array) {}

  round(): number {
    return timed(STEPS * SYMBOLS, () => {
      for (let step = 0; step < STEPS; step += 1) {
        const from = step * SYMBOLS * BAR_STRIDE;
        const to = (this.#step++ % KEPT) * SYMBOLS * BAR_STRIDE;
        this.#slab.set(this.bars.subarray(from, from + SYMBOLS * BAR_STRIDE), to);
      }
    });
  }
}

/** An array of objects a symbol, the oldest shifted out. */
class ObjectSide implements Contender {
  readonly name = 'objects with shift';
  readonly series: BarObject[][] = Array.from({ length: SYMBOLS }, () => []);

  constructor(private readonly bars: Float64Array) {}

  round(): number {
    return timed(STEPS * SYMBOLS, () => {
      for (let at = 0; at < this.bars.length; ) {
        for (const series of this.series) {
          series.push(barAt(this.bars, at));
          if (series.length > KEPT) series.shift();
          at += BAR_STRIDE;
        }
      }
    });
  }
}

function ingestAll(store: BarStore, bars: Float64Array): void {
  for (let at = 0; at < bars.length; ) {
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1, at += BAR_STRIDE) {
      store.ingest(symbol, MINUTE, bars, at);
    }
  }
}

function barAt(bars: Float64Array, at: number): BarObject {
  return {
    start: bars[at] ?? 0,
    open: bars[at + 1] ?? 0,
    high: bars[at + 2] ?? 0,
    low: bars[at + 3] ?? 0,
    close: bars[at + BAR_CLOSE] ?? 0,
    volume: bars[at + BAR_VOLUME] ?? 0,
  };
}

/** Each round's bars are later than those of the one before. */
function shiftStarts(bars: Float64Array, round: number): void {
  if (round === 0) return;
  for (let at = 0; at < bars.length; at += BAR_STRIDE) bars[at] = (bars[at] ?? 0) + STEPS * STEP_MILLISECONDS;
}

function sameNewest(store: StoreSide, objects: ObjectSide): boolean {
  const latest = store.store.latest('1m');
  return objects.series.every((series, symbol) => {
    const newest = series.at(-1);
    const held = store.store.series(symbol, '1m');
    const at = held === undefined ? 0 : held.offsetOf(held.length - 1);
    return (
      newest !== undefined &&
      held?.length === KEPT &&
      newest.close === latest.close[symbol] &&
      newest.volume === held.data[at + BAR_VOLUME] &&
      newest.close === held.data[at + BAR_CLOSE]
    );
  });
}

/** G1: ingest of one live bar. */
export async function benchIngest(): Promise<GoalResult> {
  const bars = marketBars(STEPS, SYMBOLS);
  const [store, copy, objects] = [new StoreSide(bars), new CopySide(bars), new ObjectSide(bars)];
  const times = await interleave([store, copy, objects], 9);
  const [ours = Number.NaN, memcpy = Number.NaN, plain = Number.NaN] = [
    times[store.name],
    times[copy.name],
    times[objects.name],
  ];
  const ratio = { memcpy: ours / memcpy, 'objects with shift': plain / ours };
  return {
    id: 'G1',
    title: `ingest of one live bar, ${SYMBOLS.toLocaleString('en-US')} symbols, ${KEPT} bars kept`,
    ratio,
    limit: { 'at_most:memcpy': 8, 'at_least:objects with shift': 10 },
    pass: ratio.memcpy <= 8 && ratio['objects with shift'] >= 10,
    equal: sameNewest(store, objects),
    detail: `${ours.toFixed(1)} ns a bar; memcpy ${memcpy.toFixed(1)} ns; objects ${plain.toFixed(1)} ns`,
  };
}
