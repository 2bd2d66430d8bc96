/** Of two values. `highest` and `lowest` answer the first, unless the second lies beyond it. */
export type Arithmetic = 'plus' | 'minus' | 'times' | 'over' | 'highest' | 'lowest';
/** Of four: the third where the first is so to the second, else the fourth. */
export type Choice = 'where_equal' | 'where_greater' | 'where_at_most';

/**
 * How a value comes about. Besides arithmetic: a `constant`; a field of the `bar`; a `cell`, which holds
 * what the formula left there on the bar before; `ago`, an earlier value of another; `suffix`, the older
 * part of a window that is kept as two stacks; `since`, which is one thing from a certain bar on and
 * another before; `ready_at`, the same value said to be one only from a certain bar on.
 */
export type Operation =
  | Arithmetic
  | Choice
  | 'size'
  | 'root'
  | 'constant'
  | 'bar'
  | 'cell'
  | 'ago'
  | 'suffix'
  | 'since'
  | 'ready_at';

/** What makes values: the formula that they are part of. */
export interface ValueMaker {
  make(operation: Operation, args: readonly Value[], detail?: number, readyAt?: number): Value;
  compute(operation: Arithmetic, left: Value, right: Value | number): Value;
  choose(choice: Choice, left: Value, right: Value | number, yes: Value | number, no: Value | number): Value;
  since(bar: number, after: Value, before: Value | number): Value;
  ago(value: Value, bars: number): Value;
  previous(value: Value): Value;
}

/**
 * A number that a formula computes on each bar. Made by a Formula alone, which makes one of a kind: equal
 * expressions are the same Value, so that what several indicators share is computed and held once.
 */
export class Value {
  constructor(
    private readonly formula: ValueMaker,
    /** Place among the formula's values; arguments come before what is made of them. */
    readonly id: number,
    readonly operation: Operation,
    readonly args: readonly Value[],
    /** The constant, the field's place in the bar, or the number of the cell, the bars ago, the stack or the bar. */
    readonly detail: number,
    /** The bar, counted from 1, from which on the value means something. */
    readonly readyAt: number,
  ) {}

  plus(other: Value | number): Value {
    return this.formula.compute('plus', this, other);
  }

  minus(other: Value | number): Value {
    return this.formula.compute('minus', this, other);
  }

  times(other: Value | number): Value {
    return this.formula.compute('times', this, other);
  }

  over(other: Value | number): Value {
    return this.formula.compute('over', this, other);
  }

  /** The greater of the two. */
  orHigher(other: Value | number): Value {
    return this.formula.compute('highest', this, other);
  }

  /** The smaller of the two. */
  orLower(other: Value | number): Value {
    return this.formula.compute('lowest', this, other);
  }

  /** The value without its sign. */
  size(): Value {
    return this.formula.make('size', [this]);
  }

  root(): Value {
    return this.formula.make('root', [this]);
  }

  /** `yes` where this equals the other, else `no`. */
  whereEqual(other: Value | number, yes: Value | number, no: Value | number): Value {
    return this.formula.choose('where_equal', this, other, yes, no);
  }

  whereGreater(other: Value | number, yes: Value | number, no: Value | number): Value {
    return this.formula.choose('where_greater', this, other, yes, no);
  }

  whereAtMost(other: Value | number, yes: Value | number, no: Value | number): Value {
    return this.formula.choose('where_at_most', this, other, yes, no);
  }

  /** This from the given bar on (counted from 1), `before` until then. */
  since(bar: number, before: Value | number): Value {
    return this.formula.since(bar, this, before);
  }

  /** The same value, said to mean something from that bar on and not before. */
  readyFrom(bar: number): Value {
    return bar === this.readyAt ? this : this.formula.make('ready_at', [this], bar, bar);
  }

  /** This where it means something, the neutral element until then. */
  orBefore(neutral: number): Value {
    return this.readyAt <= 1 ? this : this.since(this.readyAt, neutral);
  }

  /** The value of so many bars before, 1 or more. */
  ago(bars: number): Value {
    return this.formula.ago(this, bars);
  }

  /** The value of the bar before, which needs no ring. */
  previous(): Value {
    return this.formula.previous(this);
  }
}

/** Values of which each means something only from where all of them do. */
export function together(values: readonly Value[]): readonly Value[] {
  const readyAt = Math.max(...values.map((value) => value.readyAt));
  return values.map((value) => value.readyFrom(readyAt));
}
