import { type FusedUpdate, fuseKernels } from './fused-update.ts';
import type { IndicatorSpec } from './spec.ts';

/** Bars that the series has fed to its indicators. */
export const BAR_COUNT = 0;
/** Start of the last of them; NaN before the first. */
export const LAST_START = 1;
/** Session number of the last of them; NaN before the first. Kept only where something is anchored on it. */
export const LAST_SESSION = 2;
const HEADER = 3;

/**
 * The state layout of a set of record kernels on one interval. Series with the same
 * set share the plan. State: header; then per indicator one double, the series'
 * bar count before the indicator's first bar, and the kernel's record.
 */
export class RecordPlan {
  /** Ascending by number. */
  readonly specs: readonly IndicatorSpec[];
  readonly stateLength: number;
  /** The session-anchored ones among the specs. */
  readonly anchored: readonly IndicatorSpec[];
  readonly #offsets = new Map<IndicatorSpec, number>();
  #update: FusedUpdate | undefined;

  constructor(specs: readonly IndicatorSpec[]) {
    this.specs = specs;
    this.anchored = specs.filter((spec) => spec.definition.sessionAnchored);
    let length = HEADER;
    for (const spec of specs) {
      this.#offsets.set(spec, length + 1);
      length += 1 + spec.kernel.stateLength;
    }
    this.stateLength = length;
  }

  /** Start of the spec's record, or undefined where the plan does not have it. */
  offsetOf(spec: IndicatorSpec): number | undefined {
    return this.#offsets.get(spec);
  }

  /** To be called when the specs' columns have grown: the next update takes the new ones. */
  takeColumns(): void {
    this.#update = undefined;
  }

  /** State before the first bar. */
  createState(): Float64Array {
    const state = new Float64Array(this.stateLength);
    this.reset(state);
    return state;
  }

  reset(state: Float64Array): void {
    state[BAR_COUNT] = 0;
    state[LAST_START] = Number.NaN;
    state[LAST_SESSION] = Number.NaN;
    for (const [spec, at] of this.#offsets) {
      state[at - 1] = 0;
      spec.kernel.reset(state, at);
    }
  }

  /** One closed bar to every indicator, and their values to the columns. Allocates nothing. */
  update(state: Float64Array, bars: Float64Array, barAt: number, symbolIndex: number): void {
    if (this.#update === undefined) this.#update = this.#fuse();
    this.#update(state, bars, barAt, symbolIndex);
  }

  publish(state: Float64Array, symbolIndex: number): void {
    for (const [spec, at] of this.#offsets) spec.publish(state, at, symbolIndex);
  }

  /** A state of this plan with everything that it has in common with an older plan's. */
  stateFrom(older: RecordPlan, olderState: Float64Array): Float64Array {
    const state = this.createState();
    state.set(olderState.subarray(0, HEADER));
    for (const [spec, at] of this.#offsets) {
      const from = older.offsetOf(spec);
      if (from === undefined) state[at - 1] = olderState[BAR_COUNT] ?? 0;
      else state.set(olderState.subarray(from - 1, from + spec.kernel.stateLength), at - 1);
    }
    return state;
  }

  #fuse(): FusedUpdate {
    return fuseKernels(
      this.specs.map((spec) => spec.kernel),
      [...this.#offsets.values()],
      this.specs.flatMap((spec) => spec.columns),
    );
  }
}
