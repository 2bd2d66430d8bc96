import type { BarView } from './bar-view.ts';
import type { SessionOf } from './contract.ts';
import type { LaneBook } from './lanes/lane-book.ts';
import type { LaneDirectory } from './lanes/lane-directory.ts';
import { NO_LANE } from './lanes/lane-layout.ts';
import { LaneSeries } from './lanes/lane-series.ts';
import type { RecordBook } from './record-book.ts';
import { RecordSeries } from './record-series.ts';
import type { IndicatorSpec } from './spec.ts';
import type { Standing } from './standing.ts';

/** What the series of a manager share. */
export interface SeriesBooks {
  readonly sessionOf: SessionOf;
  /** Begin of the session's day. */
  sessionBegan(): number;
  readonly records: RecordBook;
  readonly lanes: LaneBook;
  /** Of the interval of the series. */
  readonly directory: LaneDirectory;
}

/** The indicators of one symbol on one interval: formulas are computed together in lanes, others keep a record each. */
export class IndicatorSeries {
  readonly #symbolIndex: number;
  readonly #books: SeriesBooks;
  #records: RecordSeries | undefined;
  #lanes: LaneSeries | undefined;

  constructor(symbolIndex: number, books: SeriesBooks) {
    this.#symbolIndex = symbolIndex;
    this.#books = books;
  }

  /** In the order in which their keys came up. */
  get specs(): readonly IndicatorSpec[] {
    const all = [...(this.#lanes?.specs ?? []), ...(this.#records?.specs ?? [])];
    return all.sort((a, b) => a.number - b.number);
  }

  has(spec: IndicatorSpec): boolean {
    return (spec.isFormula ? this.#lanes : this.#records)?.specs.includes(spec) === true;
  }

  /** Doubles that the state takes, or will take once a bar has come. */
  get stateLength(): number {
    return (this.#lanes?.stateLength ?? 0) + (this.#records?.stateLength ?? 0);
  }

  /** Adds an indicator that has seen no bar; what the others know stays. */
  add(spec: IndicatorSpec): void {
    if (spec.isFormula) {
      this.#lanes ??= new LaneSeries(this.#symbolIndex, this.#books.lanes);
      this.#lanes.add(spec);
    } else this.#planRecords([...(this.#records?.specs ?? []), spec]);
    this.#register();
  }

  /** Says where all indicators are, if one lane has them. */
  #register(): void {
    const { lane = NO_LANE, set = 0 } = (this.#records === undefined && this.#lanes?.sole) || {};
    this.#books.directory.put(this.#symbolIndex, lane, set);
  }

  /** Takes indicators away, which it has. */
  removeAll(specs: readonly IndicatorSpec[]): void {
    if (specs.some(({ isFormula }) => isFormula)) this.#lanes?.removeAll(specs);
    if (specs.some(({ isFormula }) => !isFormula))
      this.#planRecords((this.#records?.specs ?? []).filter((other) => !specs.includes(other)));
    this.#register();
  }

  #planRecords(specs: readonly IndicatorSpec[]): void {
    const { records } = this.#books;
    if (specs.length === 0) this.#records = undefined;
    else if (this.#records !== undefined) this.#records.changePlan(records.planOf(specs));
    else this.#records = new RecordSeries(this.#symbolIndex, records.planOf(specs), this.#books);
  }

  /** Gives all memory back. The series must not be used any more. */
  close(): void {
    this.#lanes?.close();
    this.#books.directory.put(this.#symbolIndex, NO_LANE, 0);
  }

  /** One closed bar. */
  update(bars: Float64Array, barAt: number): void {
    this.#lanes?.update(bars, barAt);
    this.#records?.update(bars, barAt);
    // The first bar takes a lane.
    if (this.#records === undefined) this.#register();
  }

  /** Computes all indicators anew from the bars that start at `floor` or later. */
  rebuild(view: BarView, floor: number): void {
    this.#lanes?.rebuild(view, floor);
    this.#records?.rebuild(view, floor);
    this.#register();
  }

  /** Replays the bars into one indicator. They must be those that the others of the series have seen. */
  rebuildOne(spec: IndicatorSpec, view: BarView, floor: number): void {
    if (spec.isFormula) this.#lanes?.rebuildOne(spec, view, floor);
    else this.#records?.rebuildOne(spec, view, floor);
    this.#register();
  }

  /** Starts the anchored indicators anew: no value until the next bar. */
  resetSessionAnchored(): void {
    this.#records?.resetSessionAnchored();
  }

  standingOf(spec: IndicatorSpec): Standing {
    const part = spec.isFormula ? this.#lanes : this.#records;
    return part?.standingOf(spec) ?? { barsUsed: 0, lastStart: Number.NaN };
  }

  /** The outputs that a forming bar would give, NaN where there are none. The state never sees it. */
  preview(spec: IndicatorSpec, bars: Float64Array, barAt: number): readonly number[] {
    const part = spec.isFormula ? this.#lanes : this.#records;
    return part?.preview(spec, bars, barAt) ?? [];
  }
}
