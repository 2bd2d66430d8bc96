import type { IndicatorConfig, IndicatorReading } from '../../../shared/domain/indicator.ts';
import { INTERVAL_COUNT, INTERVALS } from '../../../shared/domain/interval.ts';
import type { BarView } from './bar-view.ts';
import type { SessionOf } from './contract.ts';
import { LaneBook } from './lanes/lane-book.ts';
import { LaneDirectory } from './lanes/lane-directory.ts';
import { NO_LANE } from './lanes/lane-layout.ts';
import { readingOf } from './reading.ts';
import { RecordBook } from './record-book.ts';
import { IndicatorSeries, type SeriesBooks } from './series.ts';
import { IndicatorSpec } from './spec.ts';

/** What the manager has to be told about time. */
export interface IndicatorTime {
  sessionOf: SessionOf;
  /** End of the bar of that interval (its index in INTERVALS) that starts then. */
  endOf(intervalIndex: number, startMs: number): number;
  /** Begin of the session's day: what is anchored on the session has no value of bars before it. Absent where it is the bars that tell. */
  sessionBegan?(): number;
  /** Start of the first held bar of a symbol and interval that counts; all of them do where this is absent. */
  floorOf?(symbolIndex: number, intervalIndex: number): number;
}

/**
 * Every indicator of every symbol. Symbols are small integers, intervals their
 * index in INTERVALS, indicators their key.
 *
 * A symbol's indicators on one interval are updated together: those that are formulas by one piece of
 * WebAssembly for each distinct set of them (lanes/), the others, which keep a record each, by one
 * generated function. The latest values stand in columns by symbol index: what market-wide scans read.
 */
export class IndicatorManager {
  readonly #time: IndicatorTime;
  readonly #specs = new Map<string, IndicatorSpec>();
  readonly #lanes = new LaneBook();
  readonly #records = new RecordBook();
  /** By interval. */
  readonly #books: readonly SeriesBooks[];
  /** By symbolIndex * INTERVAL_COUNT + intervalIndex. */
  readonly #series: (IndicatorSeries | undefined)[] = [];
  #capacity = 0;
  #nextNumber = 0;
  #stateDoubles = 0;

  constructor(time: IndicatorTime) {
    this.#time = time;
    this.#books = INTERVALS.map(() => ({
      sessionOf: time.sessionOf,
      sessionBegan: () => time.sessionBegan?.() ?? Number.NEGATIVE_INFINITY,
      records: this.#records,
      lanes: this.#lanes,
      directory: new LaneDirectory(),
    }));
  }

  /** Adds an indicator that has seen no bar yet; see `rebuildOne`. False where the symbol has that key. */
  add(symbolIndex: number, config: IndicatorConfig): boolean {
    if (this.has(symbolIndex, config.key)) return false;
    this.#lanes.flush();
    this.#reserve(symbolIndex);
    const spec = this.#specFor(config);
    spec.symbolCount += 1;
    const place = placeOf(symbolIndex, spec.intervalIndex);
    const series = this.#series[place] ?? new IndicatorSeries(symbolIndex, this.#booksOf(spec.intervalIndex));
    this.#series[place] = series;
    this.#stateDoubles -= series.stateLength;
    series.add(spec);
    this.#stateDoubles += series.stateLength;
    return true;
  }

  #booksOf(intervalIndex: number): SeriesBooks {
    const books = this.#books[intervalIndex];
    if (books === undefined) throw new RangeError(`No interval has index ${intervalIndex}`);
    return books;
  }

  /** Takes an indicator and its state away. False where the symbol does not have it. */
  remove(symbolIndex: number, key: string): boolean {
    return this.removeAll(symbolIndex, [key]) > 0;
  }

  /** The same for several: the state of those that stay is moved once. Answers how many the symbol had. */
  removeAll(symbolIndex: number, keys: readonly string[]): number {
    this.#lanes.flush();
    const bySeries = new Map<IndicatorSeries, IndicatorSpec[]>();
    for (const key of keys) {
      const spec = this.#specs.get(key);
      const series = spec && this.#seriesOf(symbolIndex, spec);
      if (spec === undefined || series === undefined) continue;
      const specs = bySeries.get(series);
      if (specs === undefined) bySeries.set(series, [spec]);
      else if (!specs.includes(spec)) specs.push(spec);
    }
    let removed = 0;
    for (const [series, specs] of bySeries) {
      this.#removeFrom(series, symbolIndex, specs);
      removed += specs.length;
    }
    return removed;
  }

  #removeFrom(series: IndicatorSeries, symbolIndex: number, specs: readonly IndicatorSpec[]): void {
    this.#stateDoubles -= series.stateLength;
    series.removeAll(specs);
    this.#stateDoubles += series.stateLength;
    const [first] = specs;
    if (first !== undefined && series.specs.length === 0)
      this.#series[placeOf(symbolIndex, first.intervalIndex)] = undefined;
    for (const spec of specs) this.#release(spec, symbolIndex);
  }

  removeSymbol(symbolIndex: number): void {
    this.#lanes.flush();
    for (let interval = 0; interval < INTERVAL_COUNT; interval += 1) {
      const place = placeOf(symbolIndex, interval);
      const series = this.#series[place];
      if (series === undefined) continue;
      this.#series[place] = undefined;
      this.#stateDoubles -= series.stateLength;
      const { specs } = series;
      series.close();
      for (const spec of specs) this.#release(spec, symbolIndex);
    }
  }

  /** Bytes that the state of all indicators takes. */
  get bytes(): number {
    return this.#stateDoubles * Float64Array.BYTES_PER_ELEMENT;
  }

  /** Bytes of the memory that states and latest values lie in, with the room that is kept for more; records are not among them. */
  get laneBytes(): number {
    return this.#lanes.memory.bytes;
  }

  /** Bytes that the state of one symbol's indicators takes. */
  bytesOf(symbolIndex: number): number {
    let doubles = 0;
    for (let interval = 0; interval < INTERVAL_COUNT; interval += 1) {
      doubles += this.#series[placeOf(symbolIndex, interval)]?.stateLength ?? 0;
    }
    return doubles * Float64Array.BYTES_PER_ELEMENT;
  }

  has(symbolIndex: number, key: string): boolean {
    const spec = this.#specs.get(key);
    return spec !== undefined && this.#seriesOf(symbolIndex, spec) !== undefined;
  }

  /** Keys of the symbol's indicators, by interval and in the order in which the keys came up. */
  keys(symbolIndex: number): string[] {
    const keys: string[] = [];
    for (let interval = 0; interval < INTERVAL_COUNT; interval += 1) {
      const series = this.#series[placeOf(symbolIndex, interval)];
      if (series !== undefined) keys.push(...series.specs.map((spec) => spec.config.key));
    }
    return keys;
  }

  /** The symbol's indicators, in the order of `keys`. */
  configs(symbolIndex: number): IndicatorConfig[] {
    return this.keys(symbolIndex).flatMap((key) => this.#specs.get(key)?.config ?? []);
  }

  /**
   * One closed bar to every indicator of that symbol and interval. Bars are computed many at a time, the latest when
   * something is read: nobody can see the difference. Allocates nothing.
   */
  update(symbolIndex: number, intervalIndex: number, bars: Float64Array, barAt: number): void {
    const { directory } = this.#booksOf(intervalIndex);
    const lane = directory.laneOf(symbolIndex);
    if (lane !== NO_LANE) this.#lanes.update(directory.setOf(symbolIndex), lane, symbolIndex, bars, barAt);
    else this.#series[placeOf(symbolIndex, intervalIndex)]?.update(bars, barAt);
  }

  /** Computes every indicator of the series anew from all bars held, after a merge of history or a revision. */
  rebuild(symbolIndex: number, intervalIndex: number, view: BarView): void {
    this.#lanes.flush();
    this.#series[placeOf(symbolIndex, intervalIndex)]?.rebuild(
      view,
      this.#floorOf(symbolIndex, intervalIndex),
    );
  }

  /** The same for one indicator, after it was added. */
  rebuildOne(symbolIndex: number, key: string, view: BarView): void {
    this.#lanes.flush();
    const spec = this.#specs.get(key);
    if (spec !== undefined)
      this.#seriesOf(symbolIndex, spec)?.rebuildOne(
        spec,
        view,
        this.#floorOf(symbolIndex, spec.intervalIndex),
      );
  }

  #floorOf(symbolIndex: number, intervalIndex: number): number {
    return this.#time.floorOf?.(symbolIndex, intervalIndex) ?? Number.NEGATIVE_INFINITY;
  }

  /** Starts every session-anchored indicator anew; the next bar does the same where nobody calls this at the roll. */
  resetSessionAnchored(): void {
    for (const series of this.#series) series?.resetSessionAnchored();
  }

  /** Undefined where the symbol does not have the indicator. */
  reading(symbolIndex: number, key: string): IndicatorReading | undefined {
    this.#lanes.flush();
    const spec = this.#specs.get(key);
    const series = spec && this.#seriesOf(symbolIndex, spec);
    if (spec === undefined || series === undefined) return undefined;
    return readingOf(spec, symbolIndex, series.standingOf(spec), (startMs) =>
      this.#time.endOf(spec.intervalIndex, startMs),
    );
  }

  /**
   * Latest values of an output (the main one by default) by symbol index, NaN
   * where there is none; undefined where no symbol has the indicator. It stands as of
   * this call, and is replaced when symbols beyond its length are added: fetch it for each scan.
   */
  column(key: string, output?: string): Float64Array | undefined {
    this.#lanes.flush();
    const spec = this.#specs.get(key);
    if (spec === undefined) return undefined;
    return spec.columns[output === undefined ? 0 : spec.definition.outputs.indexOf(output)];
  }

  /**
   * Every output as it would be if the forming bar closed now; null before the
   * indicator is ready. Computed beside the state by the same arithmetic: the
   * state never sees a forming bar, so after any number of previews closing the
   * bar gives what add-only gives.
   */
  preview(symbolIndex: number, key: string, bars: Float64Array, barAt: number): readonly number[] | null {
    this.#lanes.flush();
    const spec = this.#specs.get(key);
    const series = spec && this.#seriesOf(symbolIndex, spec);
    if (spec === undefined || series === undefined) return null;
    const values = series.preview(spec, bars, barAt);
    return Number.isNaN(values[0]) ? null : values;
  }

  #seriesOf(symbolIndex: number, spec: IndicatorSpec): IndicatorSeries | undefined {
    const series = this.#series[placeOf(symbolIndex, spec.intervalIndex)];
    return series?.has(spec) === true ? series : undefined;
  }

  #specFor(config: IndicatorConfig): IndicatorSpec {
    const known = this.#specs.get(config.key);
    if (known !== undefined) return known;
    const spec = new IndicatorSpec(
      config,
      this.#nextNumber,
      this.#capacity,
      this.#time.sessionOf,
      this.#lanes,
    );
    this.#nextNumber += 1;
    this.#specs.set(config.key, spec);
    return spec;
  }

  #release(spec: IndicatorSpec, symbolIndex: number): void {
    spec.clear(symbolIndex);
    spec.symbolCount -= 1;
    if (spec.symbolCount > 0) return;
    this.#specs.delete(spec.config.key);
    this.#records.forget(spec);
    this.#lanes.forget(spec);
    spec.close();
  }

  /** Makes room for the symbol in every column. */
  #reserve(symbolIndex: number): void {
    if (symbolIndex < this.#capacity) return;
    this.#capacity = capacityFor(symbolIndex + 1);
    while (this.#series.length < this.#capacity * INTERVAL_COUNT) this.#series.push(undefined);
    for (const { directory } of this.#books) directory.ensureSize(this.#capacity);
    for (const spec of this.#specs.values()) spec.grow(this.#capacity);
    this.#records.takeColumns();
    this.#lanes.takeColumns();
  }
}

function placeOf(symbolIndex: number, intervalIndex: number): number {
  return symbolIndex * INTERVAL_COUNT + intervalIndex;
}

const FIRST_CAPACITY = 64;
/** Larger columns grow by so many symbols at a time: doubled ones would be half empty. */
const CAPACITY_STEP = 2_048;

function capacityFor(symbols: number): number {
  if (symbols > CAPACITY_STEP) return Math.ceil(symbols / CAPACITY_STEP) * CAPACITY_STEP;
  return Math.max(FIRST_CAPACITY, 2 ** Math.ceil(Math.log2(symbols)));
}
