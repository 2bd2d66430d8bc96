import { BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { Formula } from '../formula/formula.ts';
import { Program } from '../formula/program.ts';
import type { IndicatorSpec } from '../spec.ts';
import type { LaneDirectory } from './lane-directory.ts';
import { NO_LANE } from './lane-layout.ts';
import { BATCH, LaneMemory } from './lane-memory.ts';
import { LaneSet } from './lane-set.ts';
import { LaneTransfer } from './lane-transfer.ts';

/** A set of indicators that are computed together. */
export interface LanePlan {
  /** Ascending by number. */
  readonly specs: readonly IndicatorSpec[];
  readonly set: LaneSet;
}

/** Bars one behind the other, the first at `firstAt`. */
export interface BarRun {
  readonly bars: Float64Array;
  readonly firstAt: number;
}

/** The formulas of a manager, and one plan for each distinct set of them. */
export class LaneBook {
  /** All formulas in one, so that what two indicators have in common is known to be the same. */
  readonly formula = new Formula();
  readonly memory = new LaneMemory();
  /** By number; those of plans that are forgotten are left out. */
  readonly #sets: (LaneSet | undefined)[] = [];
  readonly #plans = new Map<string, LanePlan>();
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

  /** One closed bar to a lane of the set of that number. */
  update(set: number, lane: number, symbolIndex: number, bars: Float64Array, barAt: number): void {
    this.#sets[set]?.update(lane, symbolIndex, bars, barAt);
  }

  /**
   * Takes bars to lanes, from that of index `from` in the list of symbols on, for as long as they belong to the
   * same set and there is room in the batch; answers the index of the first that it has not
   * taken. The first one must have a lane.
   */
  updateRun(directory: LaneDirectory, symbols: Int32Array, from: number, count: number, run: BarRun): number {
    const set = directory.setOf(symbols[from] ?? 0);
    const end = Math.min(count, from + BATCH);
    let next = from;
    for (; next < end; next += 1) {
      const symbolIndex = symbols[next] ?? 0;
      const lane = directory.laneOf(symbolIndex);
      if (lane === NO_LANE || directory.setOf(symbolIndex) !== set) break;
      this.memory.putTarget(next - from, lane, symbolIndex);
    }
    this.memory.putBars(run.bars, run.firstAt + from * BAR_STRIDE, next - from);
    this.#sets[set]?.updateBatch(next - from);
    return next;
  }

  /** Forgets every plan that has the spec, which nobody uses any more. */
  forget(spec: IndicatorSpec): void {
    for (const [key, plan] of this.#plans) {
      if (!plan.specs.includes(spec)) continue;
      this.#plans.delete(key);
      this.#sets[plan.set.number] = undefined;
      this.#transfers.delete(plan);
      for (const targets of this.#transfers.values()) targets.delete(plan);
    }
  }

  /** To be called when the specs' columns have grown. */
  takeColumns(): void {
    for (const { set } of this.#plans.values()) set.takeColumns();
  }
}
