import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import type { IndicatorDefinition, SessionOf } from '../indicators/contract.ts';
import { isCumulative, kernelOf, warmUpOf } from '../indicators/kernel-of.ts';
import { indicatorDefinition } from '../indicators/registry.ts';
import { grownFloat64 } from '../session-data/column.ts';
import type { BarRecords } from './bar-records.ts';
import type { FormingBar } from './held-bars.ts';
import { IndicatorRun } from './indicator-run.ts';

/**
 * One indicator over the closed bars of a chart, a value for each bar and output. Computed by the registry's own
 * kernel, each closed bar once.
 *
 * A chart goes further back than what scanners decide by. Where the session computes the indicator too, from
 * a later bar on, the values are the session's own to the last digit from where those are stable (within
 * 0.1% of the others); before that they are those of the longer history.
 */
export class IndicatorLine {
  readonly definition: IndicatorDefinition;
  /** From the oldest bar on. */
  readonly #whole: IndicatorRun;
  /** From the first bar that the session takes. */
  readonly #own: IndicatorRun;
  readonly #stable: number;
  #sessionFrom = Number.POSITIVE_INFINITY;
  /** Bars before the first of the session's own values are not held any more. */
  #isSeamPast = false;
  #columns: Float64Array[];

  /** @param sessionOf number of the session of a bar's start: anchored indicators begin anew with each. */
  constructor(
    readonly config: IndicatorConfig,
    sessionOf: SessionOf,
  ) {
    this.definition = indicatorDefinition(config.name);
    const kernel = kernelOf(config, sessionOf);
    this.#whole = new IndicatorRun(kernel, this.definition, sessionOf);
    this.#own = new IndicatorRun(kernel, this.definition, sessionOf);
    this.#stable = warmUpOf(config).stable;
    this.#columns = this.definition.outputs.map(() => new Float64Array(0));
  }

  /**
   * Says from which start on the session computes the indicator itself, Infinity where it does not. True where
   * the values are others now: all of them are computed anew.
   */
  followSession(start: number): boolean {
    // Those that begin anew with each session are the same, and a running sum has no level of its own.
    const hasNoLevel = this.definition.sessionAnchored || isCumulative(this.config);
    const from = hasNoLevel ? Number.POSITIVE_INFINITY : start;
    if (from === this.#sessionFrom) return false;
    this.#sessionFrom = from;
    this.reset();
    return true;
  }

  reset(): void {
    this.#isSeamPast = false;
    this.#whole.restart(0);
    this.#own.restart(0);
  }

  /** True where every closed bar has its values. */
  isComplete(bars: BarRecords): boolean {
    const seam = this.#seam(bars);
    return (
      this.#whole.next >= Math.min(seam, bars.length) &&
      (this.#first(bars) === bars.length || this.#own.next === bars.length)
    );
  }

  /** Index of the first bar that the session takes; the length where there is none. */
  #first(bars: BarRecords): number {
    return bars.indexFrom(this.#sessionFrom);
  }

  /** Index of the first bar with the session's own value. */
  #seam(bars: BarRecords): number {
    return this.#isSeamPast ? 0 : this.#first(bars) + this.#stable;
  }

  /** Computes what is missing, `limit` bars at most; answers how many. */
  advance(bars: BarRecords, limit: number): number {
    const first = this.#first(bars);
    const seam = this.#seam(bars);
    this.#columns = this.#columns.map((column) => grownFloat64(column, bars.length, Number.NaN));
    const before = this.#whole.next;
    this.#whole.advance(bars, Math.min(seam, bars.length, before + limit), this.#columns, 0);
    const done = this.#whole.next - before;
    if (first === bars.length) return done;
    if (this.#own.next < first) this.#own.restart(first);
    const from = this.#own.next;
    this.#own.advance(bars, Math.min(bars.length, from + limit - done), this.#columns, seam);
    return done + this.#own.next - from;
  }

  /** The values on the forming bar behind complete bars, one for each output, NaN where there is none. */
  preview(bars: BarRecords, forming: FormingBar): Float64Array {
    return (bars.length >= this.#seam(bars) ? this.#own : this.#whole).preview(forming);
  }

  /** The values of one output on the bars from `first` on, with that of the forming bar behind them where it has one. */
  slice(output: number, first: number, length: number, forming: number | undefined): Float64Array {
    const column = this.#columns[output] ?? new Float64Array(0);
    if (forming === undefined) return column.slice(first, length);
    const values = new Float64Array(length - first + 1);
    values.set(column.subarray(first, length));
    values[length - first] = forming;
    return values;
  }

  /** Lets the values of the oldest of complete bars go. To be called before the bars themselves go. */
  dropFront(bars: BarRecords, count: number): void {
    this.#isSeamPast = this.#seam(bars) <= bars.length;
    for (const column of this.#columns) column.copyWithin(0, count);
    for (const run of [this.#whole, this.#own]) run.next = Math.max(0, run.next - count);
  }
}
