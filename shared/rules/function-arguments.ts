import type { Interval } from '../domain/interval.ts';
import { type Called, type Checking, written } from './checking.ts';
import { unknownWord } from './suggestions.ts';
import type { Argument, Expression } from './syntax.ts';

/** What a function takes, in the order in which it is given by position. */
export interface FunctionShape {
  readonly args: readonly { readonly name: string; readonly isOptional?: boolean }[];
  /** An interval for the names inside of it that have none. */
  readonly takesInterval?: boolean;
  /** As it is shown where something is missing: `rising(close, 3)`. */
  readonly example: string;
}

export interface FunctionArguments {
  readonly values: ReadonlyMap<string, Expression>;
  readonly interval: Interval | undefined;
}

/** Arguments by name, in whatever way they were given; undefined where they are wrong, which was told. */
export function functionArguments(
  called: Called,
  shape: FunctionShape,
  checking: Checking,
): FunctionArguments | undefined {
  const reader = new ArgumentReader(called, shape, checking);
  const areRight = called.args.map((argument) => reader.take(argument)).every((isRight) => isRight);
  return areRight && reader.isComplete() ? reader : undefined;
}

class ArgumentReader implements FunctionArguments {
  readonly values = new Map<string, Expression>();
  interval: Interval | undefined;
  readonly #called: Called;
  readonly #shape: FunctionShape;
  readonly #checking: Checking;
  #position = 0;

  constructor(called: Called, shape: FunctionShape, checking: Checking) {
    this.#called = called;
    this.#shape = shape;
    this.#checking = checking;
  }

  take(argument: Argument): boolean {
    const { name, value, span } = argument;
    if (value.kind === 'interval' && (name === undefined || name === 'interval')) {
      if (!this.#shape.takesInterval) return this.#wrong(span, `${this.#called.name} takes no interval.`);
      if (this.interval !== undefined) return this.#wrong(span, `${this.#called.name} takes one interval.`);
      this.interval = value.interval;
      return true;
    }
    const names = this.#shape.args.map((each) => each.name);
    const meant = name ?? names[this.#position];
    if (name === undefined) this.#position += 1;
    if (meant === undefined) {
      if (names.length === 0)
        return this.#wrong(
          span,
          `${this.#called.name} takes an interval alone, as in ${this.#shape.example}.`,
        );
      const most = names.length === 1 ? 'one argument' : `${names.length} arguments`;
      return this.#wrong(span, `${this.#called.name} takes ${most}: ${this.#shape.example}.`);
    }
    if (!names.includes(meant)) {
      const at = { from: span.from, to: span.from + meant.length };
      this.#checking.problem(
        unknownWord(`argument of ${this.#called.name}`, meant, at, names, `there are ${names.join(', ')}`),
      );
      return false;
    }
    if (this.values.has(meant)) return this.#wrong(span, `${meant} of ${this.#called.name} is given twice.`);
    this.values.set(meant, value);
    return true;
  }

  isComplete(): boolean {
    const missing = this.#shape.args.find(({ name, isOptional }) => !isOptional && !this.values.has(name));
    if (missing === undefined) return true;
    const { nameSpan, name } = this.#called;
    return this.#wrong(nameSpan, `${name} needs its ${missing.name}: ${this.#shape.example}.`);
  }

  #wrong(span: { readonly from: number; readonly to: number }, message: string): false {
    this.#checking.tell(span, message);
    return false;
  }
}

/** A whole number of bars from 1 to `most`, written as such. */
export function barsOf(of: Expression, what: string, most: number, checking: Checking): number | undefined {
  if (of.kind === 'name' && of.name === '') return undefined;
  const isPlain = of.kind === 'number' && !of.percent && Number.isInteger(of.value);
  if (isPlain && of.value >= 1 && of.value <= most) return of.value;
  const message = `${what} is a whole number of bars from 1 to ${most}; it is ${written(checking, of.span)}.`;
  return checking.tell(of.span, message);
}
