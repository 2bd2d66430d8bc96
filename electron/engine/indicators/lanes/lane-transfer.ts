import { LAST_START, type Program } from '../formula/program.ts';
import { LANES } from './lane-layout.ts';
import type { LaneMemory } from './lane-memory.ts';
import type { LaneSet } from './lane-set.ts';

interface RingMove {
  readonly from: number;
  readonly fromLength: number;
  readonly to: number;
  readonly toLength: number;
}

/**
 * Moves what two programs of one formula have in common from a lane of the one to a lane of the other. What is
 * common has seen the same bars, or has not yet seen one.
 */
export class LaneTransfer {
  /** Slots that are copied as they are: from and to, in turn. */
  readonly #slots: number[] = [LAST_START, LAST_START];
  readonly #rings: RingMove[] = [];

  constructor(
    private readonly from: LaneSet,
    private readonly to: LaneSet,
  ) {
    this.#planCells(from.program, to.program);
    this.#planRings(from.program, to.program);
    this.#planStacks(from.program, to.program);
  }

  #planCells(from: Program, to: Program): void {
    const places = new Map(to.cells.map(({ number, at }) => [number, at]));
    for (const { number, at } of from.cells) {
      const target = places.get(number);
      if (target !== undefined) this.#slots.push(at, target);
    }
  }

  #planRings(from: Program, to: Program): void {
    const rings = new Map(to.rings.map((ring) => [ring.source, ring]));
    for (const { source, at, length } of from.rings) {
      const target = rings.get(source);
      if (target !== undefined)
        this.#rings.push({ from: at, fromLength: length, to: target.at, toLength: target.length });
    }
  }

  #planStacks(from: Program, to: Program): void {
    const places = new Map(to.stacks.map(({ number, at }) => [number, at]));
    for (const { number, period, at } of from.stacks) {
      const target = places.get(number) ?? [];
      for (const [ring, first] of target.entries()) {
        for (let slot = 0; slot <= period; slot += 1) this.#slots.push((at[ring] ?? 0) + slot, first + slot);
      }
    }
  }

  move(memory: LaneMemory, fromLane: number, toLane: number): void {
    const { doubles } = memory;
    const copy = (from: number, to: number): void => {
      doubles[toLane + to * LANES] = doubles[fromLane + from * LANES] ?? Number.NaN;
    };
    for (let index = 0; index < this.#slots.length; index += 2)
      copy(this.#slots[index] ?? 0, this.#slots[index + 1] ?? 0);
    const count = this.from.countOf(fromLane);
    for (const { from, fromLength, to, toLength } of this.#rings) {
      for (let ago = 1; ago <= Math.min(count, fromLength, toLength); ago += 1)
        copy(from + ((count - ago) % fromLength), to + ((count - ago) % toLength));
    }
    this.to.setCount(toLane, count);
  }
}
