import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import type { IndicatorDefinition, IndicatorKernel } from '../indicators/contract.ts';
import { indicatorDefinition } from '../indicators/registry.ts';
import type { SessionOf } from '../indicators/series.ts';
import { grownFloat64 } from '../session-data/column.ts';
import type { BarRecords } from './bar-records.ts';
import type { FormingBar } from './held-bars.ts';

/**
 * One indicator over the closed bars of a chart, a value for each bar and output. Computed by the registry's
 * own kernel, a closed bar once; what the forming bar would give is computed on a copy of the state, as
 * the IndicatorManager does it.
 */
export class IndicatorLine {
  readonly definition: IndicatorDefinition;
  readonly #kernel: IndicatorKernel;
  readonly #state: Float64Array;
  readonly #scratch: Float64Array;
  #session = Number.NaN;
  /** Bars that are computed. */
  #length = 0;
  #values: Float64Array[];

  /** @param sessionOf number of the session of a bar's start: anchored indicators begin anew with each. */
  constructor(
    readonly config: IndicatorConfig,
    private readonly sessionOf: SessionOf,
  ) {
    this.definition = indicatorDefinition(config.name);
    this.#kernel = this.definition.create(config.params, config.input);
    this.#state = new Float64Array(this.#kernel.stateLength);
    this.#scratch = new Float64Array(this.#kernel.stateLength);
    this.#values = this.definition.outputs.map(() => new Float64Array(0));
    this.reset();
  }

  get length(): number {
    return this.#length;
  }

  reset(): void {
    this.#kernel.reset(this.#state, 0);
    this.#session = Number.NaN;
    this.#length = 0;
  }

  /** Computes the next bars, `limit` of them at most; answers how many. */
  advance(bars: BarRecords, limit: number): number {
    const end = Math.min(bars.length, this.#length + limit);
    const count = end - this.#length;
    if (count <= 0) return 0;
    this.#values = this.#values.map((column) => grownFloat64(column, end, Number.NaN));
    const { data } = bars;
    for (let index = this.#length; index < end; index += 1) {
      this.#enterSession(data[index * BAR_STRIDE + BAR_START] ?? Number.NaN);
      this.#kernel.update(this.#state, 0, data, index * BAR_STRIDE);
      this.#keep(index);
    }
    this.#length = end;
    return count;
  }

  /** The outputs become the bar's values. A plain loop: it runs for every bar, and allocates nothing. */
  #keep(index: number): void {
    for (let output = 0; output < this.#values.length; output += 1) {
      const column = this.#values[output];
      if (column !== undefined) column[index] = this.#state[output] ?? Number.NaN;
    }
  }

  #enterSession(start: number): void {
    if (!this.definition.sessionAnchored) return;
    const session = this.sessionOf(start);
    if (session === this.#session) return;
    this.#kernel.reset(this.#state, 0);
    this.#session = session;
  }

  /** The values on the forming bar, one for each output, NaN where there is none. The state never sees it. */
  preview({ bars, at }: FormingBar): Float64Array {
    const scratch = this.#scratch;
    scratch.set(this.#state);
    const start = bars[at + BAR_START] ?? Number.NaN;
    if (this.definition.sessionAnchored && this.sessionOf(start) !== this.#session)
      this.#kernel.reset(scratch, 0);
    this.#kernel.update(scratch, 0, bars, at);
    return scratch.subarray(0, this.#kernel.outputCount);
  }

  /** The values of one output on the bars from `first` on, with `forming` behind them where it is a number or NaN. */
  slice(output: number, first: number, forming: number | undefined): Float64Array {
    const column = this.#values[output] ?? new Float64Array(0);
    if (forming === undefined) return column.slice(first, this.#length);
    const values = new Float64Array(this.#length - first + 1);
    values.set(column.subarray(first, this.#length));
    values[this.#length - first] = forming;
    return values;
  }

  /** Lets the values of the oldest bars go. */
  dropFront(count: number): void {
    for (const column of this.#values) column.copyWithin(0, count, this.#length);
    this.#length -= count;
  }
}
