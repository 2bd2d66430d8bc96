import { RecordPlan } from './record-plan.ts';
import type { IndicatorSpec } from './spec.ts';

/** Hands out one plan per distinct set of record kernels. */
export class RecordBook {
  readonly #plans = new Map<string, RecordPlan>();

  /** The plan of those specs, in whatever order they come. */
  planOf(specs: readonly IndicatorSpec[]): RecordPlan {
    const ordered = [...specs].sort((a, b) => a.number - b.number);
    const key = ordered.map((spec) => spec.number).join();
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const plan = new RecordPlan(ordered);
    this.#plans.set(key, plan);
    return plan;
  }

  /** Forgets every plan that has the spec, which nobody uses any more. */
  forget(spec: IndicatorSpec): void {
    for (const [key, plan] of this.#plans) {
      if (plan.offsetOf(spec) !== undefined) this.#plans.delete(key);
    }
  }

  /** To be called when the specs' columns have grown. */
  takeColumns(): void {
    for (const plan of this.#plans.values()) plan.takeColumns();
  }
}
