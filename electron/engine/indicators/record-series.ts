import { BAR_START } from '../../../shared/domain/bar.ts';
import type { SessionOf } from './contract.ts';
import { BAR_COUNT, type IndicatorPlan, LAST_SESSION, LAST_START } from './plan.ts';
import { read } from './record.ts';
import type { IndicatorSpec } from './spec.ts';

/** Closed bars of one series, oldest first: the bar `i` is a record at `offsetOf(i)` in `data`. */
export interface BarView {
  readonly length: number;
  readonly data: Float64Array;
  offsetOf(index: number): number;
}

/** The indicators of one symbol on one interval. */
export class IndicatorSeries {
  readonly #symbolIndex: number;
  readonly #sessionOf: SessionOf;
  #plan: IndicatorPlan;
  #state: Float64Array;

  constructor(symbolIndex: number, plan: IndicatorPlan, sessionOf: SessionOf) {
    this.#symbolIndex = symbolIndex;
    this.#sessionOf = sessionOf;
    this.#plan = plan;
    this.#state = plan.createState();
  }

  get plan(): IndicatorPlan {
    return this.#plan;
  }

  get state(): Float64Array {
    return this.#state;
  }

  /** Moves to another set; what is in both keeps its state. */
  changePlan(plan: IndicatorPlan): void {
    this.#state = plan.stateFrom(this.#plan, this.#state);
    this.#plan = plan;
  }

  update(bars: Float64Array, barAt: number): void {
    const plan = this.#plan;
    const state = this.#state;
    const start = read(bars, barAt + BAR_START);
    if (plan.anchored.length > 0) this.#enterSession(start);
    state[BAR_COUNT] = read(state, BAR_COUNT) + 1;
    state[LAST_START] = start;
    plan.update(state, bars, barAt, this.#symbolIndex);
  }

  /** Computes all indicators anew from the bars that start at `floor` or later. */
  rebuild(view: BarView, floor = Number.NEGATIVE_INFINITY): void {
    this.#plan.reset(this.#state);
    this.#plan.publish(this.#state, this.#symbolIndex);
    for (let index = indexFrom(view, floor); index < view.length; index += 1)
      this.update(view.data, view.offsetOf(index));
  }

  /** Replays the bars into one indicator. They must be those that the others of the series have seen. */
  rebuildOne(spec: IndicatorSpec, view: BarView, floor = Number.NEGATIVE_INFINITY): void {
    const at = this.#plan.offsetOf(spec);
    if (at === undefined) return;
    const state = this.#state;
    const first = spec.definition.sessionAnchored ? this.#lastSessionOf(view) : indexFrom(view, floor);
    spec.kernel.reset(state, at);
    for (let index = first; index < view.length; index += 1) {
      spec.kernel.update(state, at, view.data, view.offsetOf(index));
    }
    state[at - 1] = read(state, BAR_COUNT) - (view.length - first);
    if (view.length > 0) state[LAST_START] = startAt(view, view.length - 1);
    spec.publish(state, at, this.#symbolIndex);
  }

  /** Starts the anchored indicators anew: no value until the next bar. */
  resetSessionAnchored(): void {
    const state = this.#state;
    state[LAST_SESSION] = Number.NaN;
    for (const spec of this.#plan.anchored) {
      const at = this.#plan.offsetOf(spec);
      if (at === undefined) continue;
      spec.kernel.reset(state, at);
      state[at - 1] = read(state, BAR_COUNT);
      spec.publish(state, at, this.#symbolIndex);
    }
  }

  #enterSession(start: number): void {
    const session = this.#sessionOf(start);
    if (session === read(this.#state, LAST_SESSION)) return;
    this.resetSessionAnchored();
    this.#state[LAST_SESSION] = session;
  }

  /** Index of the first bar of the view's last session, which becomes the session that the series is in. */
  #lastSessionOf(view: BarView): number {
    if (view.length === 0) return 0;
    const session = this.#sessionOf(startAt(view, view.length - 1));
    let first = view.length - 1;
    while (first > 0 && this.#sessionOf(startAt(view, first - 1)) === session) first -= 1;
    this.#state[LAST_SESSION] = session;
    return first;
  }
}

/** Index of the first bar with start >= the given one. */
function indexFrom(view: BarView, start: number): number {
  let low = 0;
  let high = start === Number.NEGATIVE_INFINITY ? 0 : view.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startAt(view, middle) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startAt(view: BarView, index: number): number {
  return read(view.data, view.offsetOf(index) + BAR_START);
}
