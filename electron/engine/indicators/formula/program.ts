import { type Cell, type Formula, neutralOf, ringsOf, type Stacks } from './formula.ts';
import type { Value } from './value.ts';

/** A ring of earlier values, as long as the oldest of them that is asked for. */
export interface Ring {
  readonly source: Value;
  readonly length: number;
  /** Its first slot. */
  readonly at: number;
}

/** Where a window lies: `period` + 1 slots for each of its rings, the last of which always holds the neutral element. */
export interface PlacedStacks extends Stacks {
  readonly number: number;
  readonly at: readonly number[];
}

export interface PlacedCell {
  readonly cell: Cell;
  readonly number: number;
  readonly at: number;
}

/** Bars taken so far. */
export const COUNT = 0;
/** Start of the last of them; kept for whoever reads it, no formula does. */
export const LAST_START = 1;
const HEADER = 2;

/**
 * What has to be computed for some outputs of a formula, in which order, and where the state of one symbol
 * lies, in slots of a double: count and last start, cells, rings, windows. The first are touched on every bar and
 * lie side by side. The place in a ring is the count modulo its length.
 */
export class Program {
  /** Computed on every bar, arguments first. Constants, and what is only needed before a certain bar, are not among them. */
  readonly order: readonly Value[];
  /** Lengths of rings and windows, ascending. */
  readonly lengths: readonly number[];
  readonly cells: readonly PlacedCell[];
  readonly rings: readonly Ring[];
  readonly stacks: readonly PlacedStacks[];
  /** Slots that a state takes. */
  readonly length: number;

  constructor(
    formula: Formula,
    readonly outputs: readonly Value[],
  ) {
    const reached = new Reach(formula, outputs);
    this.order = reached.order();
    this.lengths = reached.lengths();
    let at = HEADER;
    const take = (slots: number): number => {
      const first = at;
      at += slots;
      return first;
    };
    this.cells = [...reached.cells].map((number) => ({ number, cell: formula.cellAt(number), at: take(1) }));
    this.rings = [...reached.rings].map(([source, length]) => ({ source, length, at: take(length) }));
    this.stacks = [...reached.stacks].map((number) => {
      const stacks = formula.stacksAt(number);
      const starts = Array.from({ length: ringsOf(stacks) }, () => take(stacks.period + 1));
      return { ...stacks, number, at: starts };
    });
    this.length = at;
  }

  /** Calls `write` for every slot with what it holds before the first bar. */
  forEachInitial(write: (slot: number, value: number) => void): void {
    for (let slot = 0; slot < this.length; slot += 1) write(slot, slot === LAST_START ? Number.NaN : 0);
    for (const { cell, at } of this.cells) write(at, cell.initial);
    for (const { at, period, fold } of this.stacks) {
      for (const first of at) {
        for (let slot = first; slot <= first + period; slot += 1) write(slot, neutralOf(fold));
      }
    }
  }
}

/** Everything that outputs depend on, found by walking back from them. */
class Reach {
  readonly cells = new Set<number>();
  readonly rings = new Map<Value, number>();
  readonly stacks = new Set<number>();
  readonly #values = new Set<Value>();

  constructor(
    private readonly formula: Formula,
    outputs: readonly Value[],
  ) {
    for (const output of outputs) this.#visit(output);
  }

  order(): readonly Value[] {
    return [...this.#values].sort((a, b) => a.id - b.id);
  }

  lengths(): number[] {
    const periods = [...this.stacks].map((number) => this.formula.stacksAt(number).period);
    return [...new Set([...this.rings.values(), ...periods])].sort((a, b) => a - b);
  }

  #visit(value: Value): void {
    if (this.#values.has(value) || value.operation === 'constant') return;
    this.#values.add(value);
    this.#visitState(value);
    const [first, ...rest] = value.args;
    if (first !== undefined) this.#visit(first);
    if (value.operation !== 'since') for (const arg of rest) this.#visit(arg);
    else for (const arg of rest) this.#visitSources(arg);
  }

  #visitState(value: Value): void {
    const { operation, args, detail } = value;
    if (operation === 'cell' && !this.cells.has(detail)) {
      this.cells.add(detail);
      this.#visit(this.formula.cellAt(detail).next);
    } else if (operation === 'ago') {
      for (const source of args) this.rings.set(source, Math.max(detail, this.rings.get(source) ?? 0));
    } else if (operation === 'suffix' && !this.stacks.has(detail)) {
      this.stacks.add(detail);
      const { pushed, cells, anchor } = this.formula.stacksAt(detail);
      this.#visit(pushed);
      for (const { before } of cells) this.#visit(before);
      if (anchor !== undefined)
        for (const each of [anchor.cell.before, anchor.from, anchor.to]) this.#visit(each);
    }
  }

  /** Of what is computed in passing, only what it reads is prepared. */
  #visitSources(value: Value): void {
    if (value.args.length === 0 || value.operation === 'ago') this.#visit(value);
    else for (const arg of value.args) this.#visitSources(arg);
  }
}
