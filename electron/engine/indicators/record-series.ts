import { BAR_START } from '../../../shared/domain/bar.ts';
import { type BarView, indexFrom, startAt } from './bar-view.ts';
import type { SessionOf } from './contract.ts';
import { read } from './record.ts';
import { BAR_COUNT, LAST_SESSION, LAST_START, type RecordPlan } from './record-plan.ts';
import type { IndicatorSpec } from './spec.ts';
import type { Standing } from './standing.ts';

/** What a series has to be told of sessions. */
export interface SessionTime {
  readonly sessionOf: SessionOf;
  /** Begin of the session's day. */
  sessionBegan(): number;
}

/** The indicators of one symbol on one interval that keep a record each. */
export class RecordSeries {
  readonly #symbolIndex: number;
  readonly #time: SessionTime;
  #plan: RecordPlan;
  #state: Float64Array;

  constructor(symbolIndex: number, plan: RecordPlan, time: SessionTime) {
    this.#symbolIndex = symbolIndex;
    this.#time = time;
    this.#plan = plan;
    this.#state = plan.createState();
  }

  get specs(): readonly IndicatorSpec[] {
    return this.#plan.specs;
  }

  get stateLength(): number {
    return this.#plan.stateLength;
  }

  /** Moves to another set; what is in both keeps its state. */
  changePlan(plan: RecordPlan): void {
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
    this.#leavePastSession();
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
    this.#leavePastSession();
  }

  /** Of a session that is over, anchored indicators have nothing to say in the one that runs. */
  #leavePastSession(): void {
    if (this.#plan.anchored.length === 0) return;
    if (read(this.#state, LAST_START) < this.#time.sessionBegan()) this.resetSessionAnchored();
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

  /** How far an indicator has come. */
  standingOf(spec: IndicatorSpec): Standing {
    const at = this.#plan.offsetOf(spec) ?? 0;
    const barsUsed = read(this.#state, BAR_COUNT) - read(this.#state, at - 1);
    return { barsUsed, lastStart: read(this.#state, LAST_START) };
  }

  /** The outputs that a forming bar would give, NaN where there are none: by the same kernel, on a copy of the record. */
  preview(spec: IndicatorSpec, bars: Float64Array, barAt: number): readonly number[] {
    const { kernel } = spec;
    const at = this.#plan.offsetOf(spec) ?? 0;
    const scratch = this.#state.slice(at, at + kernel.stateLength);
    if (spec.definition.sessionAnchored && this.#isOtherSession(read(bars, barAt + BAR_START)))
      kernel.reset(scratch, 0);
    kernel.update(scratch, 0, bars, barAt);
    return Array.from(scratch.subarray(0, kernel.outputCount));
  }

  #isOtherSession(start: number): boolean {
    return this.#time.sessionOf(start) !== read(this.#state, LAST_SESSION);
  }

  #enterSession(start: number): void {
    const session = this.#time.sessionOf(start);
    if (session === read(this.#state, LAST_SESSION)) return;
    this.resetSessionAnchored();
    this.#state[LAST_SESSION] = session;
  }

  /** Index of the first bar of the view's last session, which becomes the session that the series is in. */
  #lastSessionOf(view: BarView): number {
    if (view.length === 0) return 0;
    const session = this.#time.sessionOf(startAt(view, view.length - 1));
    let first = view.length - 1;
    while (first > 0 && this.#time.sessionOf(startAt(view, first - 1)) === session) first -= 1;
    this.#state[LAST_SESSION] = session;
    return first;
  }
}
