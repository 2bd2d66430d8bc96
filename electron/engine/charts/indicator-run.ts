import { BAR_START, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { IndicatorDefinition, IndicatorKernel, SessionOf } from '../indicators/contract.ts';
import type { BarRecords } from './bar-records.ts';
import type { FormingBar } from './held-bars.ts';

/** An indicator that is taken over bars in their order, from one of them on: its state, and where it stands. */
export class IndicatorRun {
  readonly #kernel: IndicatorKernel;
  readonly #state: Float64Array;
  readonly #scratch: Float64Array;
  readonly #isAnchored: boolean;
  #session = Number.NaN;
  /** Index of the bar that comes next. */
  next = 0;

  constructor(
    kernel: IndicatorKernel,
    { sessionAnchored }: IndicatorDefinition,
    private readonly sessionOf: SessionOf,
  ) {
    this.#kernel = kernel;
    this.#isAnchored = sessionAnchored;
    this.#state = new Float64Array(kernel.stateLength);
    this.#scratch = new Float64Array(kernel.stateLength);
    this.restart(0);
  }

  /** Before the first bar, which is the one with that index. */
  restart(first: number): void {
    this.#kernel.reset(this.#state, 0);
    this.#session = Number.NaN;
    this.next = first;
  }

  /** Takes the next bars before index `end`; their values go into the columns from index `valuesFrom` on. */
  advance(bars: BarRecords, end: number, columns: readonly Float64Array[], valuesFrom: number): void {
    const { data } = bars;
    for (; this.next < end; this.next += 1) {
      const at = this.next * BAR_STRIDE;
      if (this.#isAnchored) this.#enterSession(data[at + BAR_START] ?? Number.NaN);
      this.#kernel.update(this.#state, 0, data, at);
      if (this.next >= valuesFrom) this.#keep(columns);
    }
  }

  /** The outputs become the bar's values. A plain loop: it runs for every bar, and allocates nothing. */
  #keep(columns: readonly Float64Array[]): void {
    for (let output = 0; output < columns.length; output += 1) {
      const column = columns[output];
      if (column !== undefined) column[this.next] = this.#state[output] ?? Number.NaN;
    }
  }

  #enterSession(start: number): void {
    const session = this.sessionOf(start);
    if (session === this.#session) return;
    this.#kernel.reset(this.#state, 0);
    this.#session = session;
  }

  /** The outputs that the forming bar would give, NaN where there are none. The state never sees it. */
  preview({ bars, at }: FormingBar): Float64Array {
    const scratch = this.#scratch;
    scratch.set(this.#state);
    const start = bars[at + BAR_START] ?? Number.NaN;
    if (this.#isAnchored && this.sessionOf(start) !== this.#session) this.#kernel.reset(scratch, 0);
    this.#kernel.update(scratch, 0, bars, at);
    return scratch.subarray(0, this.#kernel.outputCount);
  }
}
