import perspective from '@finos/perspective/node';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { BarStore } from '../electron/engine/session-data/bar-store.ts';
import type { IndicatorUpdates } from '../electron/engine/session-data/store-parts.ts';
import { BAR_CLOSE, BAR_STRIDE, BAR_VOLUME } from '../shared/domain/bar.ts';
import { intervalIndex } from '../shared/domain/interval.ts';
import { BenchedRule } from './benched-rule.ts';
import { type Contender, type GoalResult, interleave, timed } from './harness.ts';
import { marketBars } from './market-bars.ts';

const SYMBOLS = 10_000;
const STEPS = 8;
const KEPT = 64;
const MINUTE = intervalIndex('1m');
const LEAST_CLOSE = 100;
const LEAST_VOLUME = 80_000;
const NO_INDICATORS: IndicatorUpdates = { update: () => undefined, rebuild: () => undefined };

/** The product: each bar checked and taken in, then a scan over the newest ones. */
class ProductSide implements Contender {
  readonly name = 'tapedeck';
  readonly #store = new BarStore({ spanStart: () => Number.NaN, spanEnd: () => Number.NaN }, NO_INDICATORS, {
    onQuarantined: () => undefined,
    onRevised: () => undefined,
  });
  /** Every bar that comes is closed: the newest ones are the closed ones. */
  readonly #rule = new BenchedRule(`close > ${LEAST_CLOSE} and volume > ${LEAST_VOLUME}`, '1m', {
    count: SYMBOLS,
    latest: (interval) => this.#store.latest(interval),
    indicator: (key) => this.#store.latest('1m')[key === 'value_ago_0_1m' ? 'close' : 'volume'],
  });
  #round = 0;
  found: number[] = [];

  constructor(private readonly bars: Float64Array) {
    this.#store.ensureSize(SYMBOLS);
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1) this.#store.openSeries(symbol, '1m', KEPT);
  }

  round(): number {
    const step = this.#round % STEPS;
    const first = step * SYMBOLS;
    if (this.#round >= STEPS) later(this.bars, first);
    this.#round += 1;
    let rows: Int32Array = new Int32Array(0);
    const time = timed(1, () => {
      for (let symbol = 0; symbol < SYMBOLS; symbol += 1)
        this.#store.ingest(symbol, MINUTE, this.bars, (first + symbol) * BAR_STRIDE);
      rows = this.#rule.find().rows;
    });
    this.found = Array.from(rows);
    return time;
  }
}

/** The bars of one step, moved behind all others. */
function later(bars: Float64Array, first: number): void {
  for (let record = first; record < first + SYMBOLS; record += 1)
    bars[record * BAR_STRIDE] = (bars[record * BAR_STRIDE] ?? 0) + STEPS * 300_000;
}

/** A table keyed by symbol, updated by Arrow made before the clock runs, and its filtered view read as columns. */
async function perspectiveSide(bars: Float64Array) {
  const ids = Int32Array.from({ length: SYMBOLS }, (_unused, symbol) => symbol);
  const updates = Array.from({ length: STEPS }, (_unused, step) => arrowOf(bars, step, ids));
  const table = await perspective.table({ id: 'integer', close: 'float', volume: 'float' }, { index: 'id' });
  const view = await table.view({
    columns: ['id'],
    filter: [
      ['close', '>', LEAST_CLOSE],
      ['volume', '>', LEAST_VOLUME],
    ],
  });
  let round = 0;
  let found: number[] = [];
  return {
    contender: {
      name: 'Perspective',
      async round(): Promise<number> {
        const update = updates[round++ % STEPS];
        const started = process.hrtime.bigint();
        if (update !== undefined) await table.update(update.slice().buffer);
        const columns: unknown = await view.to_columns();
        const time = Number(process.hrtime.bigint() - started);
        found = idsOf(columns);
        return time;
      },
    },
    found: () => found,
    async close(): Promise<void> {
      await view.delete();
      await table.delete();
    },
  };
}

function arrowOf(bars: Float64Array, step: number, ids: Int32Array): Uint8Array {
  const field = (offset: number): Float64Array =>
    Float64Array.from(ids, (symbol) => bars[(step * SYMBOLS + symbol) * BAR_STRIDE + offset] ?? Number.NaN);
  return tableToIPC(
    tableFromArrays({ id: ids, close: field(BAR_CLOSE), volume: field(BAR_VOLUME) }),
    'stream',
  );
}

function idsOf(columns: unknown): number[] {
  if (typeof columns !== 'object' || columns === null || !('id' in columns)) return [];
  return Array.isArray(columns.id) ? columns.id.map(Number) : [];
}

/** G9: an update of every symbol and a filter over it. */
export async function benchPerspective(): Promise<GoalResult> {
  const bars = marketBars(STEPS, SYMBOLS);
  const peer = await perspectiveSide(bars);
  const ours = new ProductSide(bars);
  const times = await interleave([ours, peer.contender], 14);
  const [own = Number.NaN, theirs = Number.NaN] = [times[ours.name], times[peer.contender.name]];
  const equal = ours.found.length > 0 && ours.found.join() === peer.found().join();
  await peer.close();
  const ratio = { Perspective: theirs / own };
  return {
    id: 'G9',
    title: `update of ${SYMBOLS.toLocaleString('en-US')} symbols and a filter over them`,
    ratio,
    limit: { 'at_least:Perspective': 50 },
    pass: ratio.Perspective >= 50,
    equal,
    detail: `${(own / 1e6).toFixed(2)} ms; Perspective's Arrow path ${(theirs / 1e6).toFixed(1)} ms, its Arrow made beforehand; ${ours.found.length} matches`,
  };
}
