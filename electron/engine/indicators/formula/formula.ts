import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../../shared/domain/bar.ts';
import type { KernelInput } from '../kernel-input.ts';
import { type Arithmetic, type Choice, type Operation, Value, type ValueMaker } from './value.ts';

/** Writes an indicator's outputs into a formula, the main one first. */
export type FormulaOf = (formula: Formula) => readonly Value[];

/** A number that is held from one bar to the next. */
export class Cell {
  #next: Value | undefined;

  constructor(
    /** Before the first bar. */
    readonly initial: number,
    /** What it holds when the bar comes. */
    readonly before: Value,
  ) {}

  /** True until it is said what it becomes. */
  get isNew(): boolean {
    return this.#next === undefined;
  }

  /** Says what it holds after the bar. */
  become(next: Value): void {
    this.#next = next;
  }

  get next(): Value {
    if (this.#next === undefined) throw new Error('A cell of a formula does not say what it becomes');
    return this.#next;
  }
}

/**
 * What a place of a full block becomes, of its value and all later ones: the extreme of them; their sum
 * weighted 1, 2, ... from itself on; their sum, and beside it the sum of their squares.
 */
export type Fold = 'highest' | 'lowest' | 'weighted' | 'moments';

/**
 * A window of `period` values as two stacks in one ring (van Herk 1992, Gil and Werman 1993): what is pushed
 * fills the block place by place; when the block is full each place gets the fold of its value and all
 * later ones, the cells go back to their initial values, and a new block begins.
 */
export interface Stacks {
  readonly fold: Fold;
  readonly period: number;
  readonly pushed: Value;
  readonly cells: readonly Cell[];
  /** Where the values pushed are distances from an anchor: it moves when the block is full. */
  readonly anchor?: { readonly cell: Cell; readonly from: Value; readonly to: Value };
}

/** Rings that a window takes: moments have one for sums and one for sums of squares. */
export function ringsOf({ fold }: Stacks): number {
  return fold === 'moments' ? 2 : 1;
}

/** The fold of nothing. */
export function neutralOf(fold: Fold): number {
  if (fold === 'highest') return Number.NEGATIVE_INFINITY;
  return fold === 'lowest' ? Number.POSITIVE_INFINITY : 0;
}

/**
 * What indicators compute on each bar, as a graph of values. It is only written down here: `js-source.ts` and
 * `wasm/` turn it into code, both from this one description. Blocks such as windows and averages
 * are in `windows.ts` and `averages.ts`.
 */
export class Formula implements ValueMaker {
  readonly #values: Value[] = [];
  readonly #known = new Map<string, Value>();
  readonly #cells: Cell[] = [];
  readonly #cellNumbers = new Map<string, number>();
  readonly #stacks: Stacks[] = [];
  readonly #stackNumbers = new Map<string, number>();

  get open(): Value {
    return this.make('bar', [], BAR_OPEN);
  }

  get high(): Value {
    return this.make('bar', [], BAR_HIGH);
  }

  get low(): Value {
    return this.make('bar', [], BAR_LOW);
  }

  get close(): Value {
    return this.make('bar', [], BAR_CLOSE);
  }

  get volume(): Value {
    return this.make('bar', [], BAR_VOLUME);
  }

  /** The field that was chosen as input; that of another indicator stands behind the bar's fields. */
  input(field: KernelInput): Value {
    switch (field) {
      case 'hl2':
        return this.high.plus(this.low).over(2);
      case 'hlc3':
        return this.typicalPrice();
      case 'ohlc4':
        return this.high.plus(this.low).plus(this.open).plus(this.close).over(4);
      case 'indicator':
        return this.make('bar', [], BAR_STRIDE);
      default:
        return this[field];
    }
  }

  /** (high + low + close) / 3. */
  typicalPrice(): Value {
    return this.high.plus(this.low).plus(this.close).over(3);
  }

  constant(value: number): Value {
    return this.make('constant', [], value);
  }

  #valueOf(value: Value | number): Value {
    return typeof value === 'number' ? this.constant(value) : value;
  }

  compute(operation: Arithmetic, left: Value, right: Value | number): Value {
    return this.make(operation, [left, this.#valueOf(right)]);
  }

  choose(choice: Choice, left: Value, right: Value | number, yes: Value | number, no: Value | number): Value {
    return this.make(choice, [left, this.#valueOf(right), this.#valueOf(yes), this.#valueOf(no)]);
  }

  since(bar: number, after: Value, before: Value | number): Value {
    return this.make('since', [after, this.#valueOf(before)], bar, after.readyAt);
  }

  ago(value: Value, bars: number): Value {
    return this.make('ago', [value.orBefore(0)], bars, value.readyAt + bars);
  }

  previous(value: Value): Value {
    const cell = this.cell(`previous ${value.id}`, 0);
    if (cell.isNew) cell.become(value);
    return cell.before.readyFrom(value.readyAt + 1);
  }

  /** The one value of that kind. */
  make(operation: Operation, args: readonly Value[], detail = 0, readyAt = latestOf(args)): Value {
    const key = `${operation} ${args.map(({ id }) => id).join()} ${detail} ${readyAt}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const value = new Value(this, this.#values.length, operation, args, detail, readyAt);
    this.#values.push(value);
    this.#known.set(key, value);
    return value;
  }

  /** The one cell of that name. A new one must be told what it becomes. */
  cell(name: string, initial: number): Cell {
    const number = this.#cellNumbers.get(name) ?? this.#cells.length;
    const known = this.#cells[number];
    if (known !== undefined) return known;
    const cell = new Cell(initial, this.make('cell', [], number));
    this.#cells.push(cell);
    this.#cellNumbers.set(name, number);
    return cell;
  }

  /**
   * Keeps a window as two stacks, one of that name; answers, for each of its rings, the fold of the part of
   * the block before that is still in the window.
   */
  suffixes(name: string, stacks: () => Stacks): readonly Value[] {
    const number = this.#stackNumbers.get(name) ?? this.#stacks.length;
    if (number === this.#stacks.length) {
      this.#stacks.push(stacks());
      this.#stackNumbers.set(name, number);
    }
    const rings = ringsOf(this.stacksAt(number));
    return Array.from({ length: rings }, (_, ring) => this.make('suffix', [this.constant(ring)], number));
  }

  cellAt(number: number): Cell {
    return entry(this.#cells, number);
  }

  stacksAt(number: number): Stacks {
    return entry(this.#stacks, number);
  }
}

function entry<Entry>(list: readonly Entry[], number: number): Entry {
  const found = list[number];
  if (found === undefined) throw new RangeError(`The formula has no part ${number}`);
  return found;
}

function latestOf(values: readonly Value[]): number {
  return values.reduce((latest, { readyAt }) => Math.max(latest, readyAt), 1);
}
