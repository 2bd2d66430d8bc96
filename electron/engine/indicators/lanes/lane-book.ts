import { Formula } from '../formula/formula.ts';
import { Program } from '../formula/program.ts';
import type { IndicatorSpec } from '../spec.ts';
import { LaneMemory } from './lane-memory.ts';
import { LaneSet } from './lane-set.ts';
import { LaneTransfer } from './lane-transfer.ts';

/** A set of indicators that are computed together. */
export interface LanePlan {
  /** Ascending by number. */
  readonly specs: readonly IndicatorSpec[];
  readonly set: LaneSet;
}

/** The formulas of a manager, and one plan for each distinct set of them. */
export class LaneBook {
  /** All formulas in one, so that what two indicators have in common is known to be the same. */
  readonly formula = new Formula();
  readonly memory = new LaneMemory();
  /** By number; those of plans that are forgotten are left out. */
  readonly #sets: (LaneSet | undefined)[] = [];
  readonly #plans = new Map<string, LanePlan>();
  readonly #waiting = new Set<LaneSet>();
  readonly #transfers = new Map<LanePlan, Map<LanePlan, LaneTransfer>>();

  /** The plan of those specs, in whatever order they come. */
  planOf(specs: readonly IndicatorSpec[]): LanePlan {
    const ordered = [...specs].sort((a, b) => a.number - b.number);
    const key = ordered.map(({ number }) => number).join();
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const program = new Program(
      this.formula,
      ordered.flatMap(({ values }) => values),
    );
    const columnsOf = (): readonly Float64Array[] => ordered.flatMap(({ columns }) => columns);
    const set = new LaneSet(this.#sets.length, this.memory, program, columnsOf);
    this.#sets.push(set);
    const plan = { specs: ordered, set };
    this.#plans.set(key, plan);
    return plan;
  }

  /** Moves the common part of a lane's state to a lane of another plan. */
  move(from: LanePlan, fromLane: number, to: LanePlan, toLane: number): void {
    const known = this.#transfers.get(from)?.get(to);
    const transfer = known ?? new LaneTransfer(from.set, to.set);
    if (known === undefined) {
      const targets = this.#transfers.get(from) ?? new Map<LanePlan, LaneTransfer>();
      this.#transfers.set(from, targets.set(to, transfer));
    }
    transfer.move(this.memory, fromLane, toLane);
  }

  /** One closed bar to a lane of the set of that number, at the next flush at the latest. */
  update(set: number, lane: number, symbolIndex: number, bars: Float64Array, barAt: number): void {
    const target = this.#sets[set];
    if (target?.enqueue(lane, symbolIndex, bars, barAt) === 1) this.#waiting.add(target);
  }

  /** Computes every bar that waits: to be called before anything is read or changed. */
  flush(): void {
    if (this.#waiting.size === 0) return;
    for (const set of this.#waiting) set.flush();
    this.#waiting.clear();
  }

  /** Forgets every plan that has the spec, which nobody uses any more. */
  forget(spec: IndicatorSpec): void {
    for (const [key, plan] of this.#plans) {
      if (!plan.specs.includes(spec)) continue;
      this.#plans.delete(key);
      this.#sets[plan.set.number] = undefined;
      plan.set.close();
      this.#transfers.delete(plan);
      for (const targets of this.#transfers.values()) targets.delete(plan);
    }
  }

  /** To be called when the specs' columns have grown. */
  takeColumns(): void {
    for (const { set } of this.#plans.values()) set.takeColumns();
  }
}
