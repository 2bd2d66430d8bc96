import { Formula } from '../formula/formula.ts';
import { Program } from '../formula/program.ts';
import type { IndicatorSpec } from '../spec.ts';
import { BATCH, LaneMemory } from './lane-memory.ts';
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
  readonly #plans = new Map<string, LanePlan>();
  readonly #transfers = new Map<LanePlan, Map<LanePlan, LaneTransfer>>();

  #batchSet: LaneSet | undefined;
  #batchBars = 0;

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
    const plan = { specs: ordered, set: new LaneSet(this.memory, program, columnsOf) };
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

  /** Puts a bar into the batch for a lane: it is computed with those of other lanes at the next `flush`, at the latest. */
  enqueue(set: LaneSet, lane: number, symbolIndex: number, bars: Float64Array, barAt: number): void {
    if (set !== this.#batchSet || this.#batchBars === BATCH) {
      this.flush();
      this.#batchSet = set;
    }
    this.memory.putInBatch(this.#batchBars, lane, symbolIndex, bars, barAt);
    this.#batchBars += 1;
  }

  /** Computes what is in the batch. */
  flush(): void {
    this.#batchSet?.updateBatch(this.#batchBars);
    this.#batchBars = 0;
  }

  /** Forgets every plan that has the spec, which nobody uses any more. */
  forget(spec: IndicatorSpec): void {
    for (const [key, plan] of this.#plans) {
      if (!plan.specs.includes(spec)) continue;
      this.#plans.delete(key);
      this.#transfers.delete(plan);
      for (const targets of this.#transfers.values()) targets.delete(plan);
    }
  }

  /** To be called when the specs' columns have grown. */
  takeColumns(): void {
    for (const { set } of this.#plans.values()) set.takeColumns();
  }
}
