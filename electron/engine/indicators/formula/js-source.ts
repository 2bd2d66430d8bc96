import { neutralOf } from './formula.ts';
import { COUNT, type PlacedStacks, type Program } from './program.ts';
import type { Operation, Value } from './value.ts';

/** `$0` and so on stand for the arguments, which are names or in brackets. */
const TEMPLATES: Readonly<Partial<Record<Operation, string>>> = {
  plus: '$0 + $1',
  minus: '$0 - $1',
  times: '$0 * $1',
  over: '$0 / $1',
  highest: '$0 < $1 ? $1 : $0',
  lowest: '$1 < $0 ? $1 : $0',
  where_equal: '$0 === $1 ? $2 : $3',
  where_greater: '$0 > $1 ? $2 : $3',
  where_at_most: '$0 <= $1 ? $2 : $3',
  size: 'Math.abs($0)',
  root: 'Math.sqrt($0)',
  ready_at: '$0',
};

/**
 * The program as the body of a JavaScript function of (state, at, bars, barAt), over a record that begins
 * with the outputs; `fold` holds FOLDS. It is made of fixed templates and numbers: nothing that a
 * user typed is in it.
 */
export function jsSource(program: Program): string {
  return new JsSource(program).lines.join('\n');
}

class JsSource {
  readonly lines: string[] = [];
  readonly #named: Set<Value>;
  readonly #ringLengths: Map<Value, { readonly at: number; readonly length: number }>;
  readonly #stacks: Map<number, PlacedStacks>;
  readonly #cells: Map<number, number>;

  constructor(private readonly program: Program) {
    this.#named = new Set(program.order);
    this.#ringLengths = new Map(program.rings.map((ring) => [ring.source, ring]));
    this.#stacks = new Map(program.stacks.map((stacks) => [stacks.number, stacks]));
    this.#cells = new Map(program.cells.map(({ number, at }) => [number, at]));
    this.#writeAll();
  }

  #writeAll(): void {
    const { lines, program } = this;
    lines.push(`const before = ${this.#slot(COUNT)} | 0, count = before + 1;`);
    lines.push(`${this.#slot(COUNT)} = count;`);
    for (const length of program.lengths)
      lines.push(`const cursor${length} = before % ${length}, place${length} = at + cursor${length};`);
    for (const value of program.order) lines.push(`const v${value.id} = ${this.#expression(value)};`);
    for (const [index, output] of program.outputs.entries())
      lines.push(`state[at + ${index}] = count >= ${output.readyAt} ? ${this.#use(output)} : NaN;`);
    for (const { cell, at } of program.cells) lines.push(`${this.#slot(at)} = ${this.#use(cell.next)};`);
    for (const { source, length, at } of program.rings)
      lines.push(`${this.#ringSlot(length, at)} = ${this.#use(source)};`);
    for (const { pushed, period, at } of program.stacks)
      lines.push(`${this.#ringSlot(period, at[0] ?? 0)} = ${this.#use(pushed)};`);
    for (const stacks of program.stacks) this.#turnOver(stacks);
  }

  #turnOver({ fold, period, at, cells, anchor }: PlacedStacks): void {
    const firsts = at.map((slot) => `at + ${this.#place(slot)}`);
    const shift = anchor === undefined ? [] : [`${this.#use(anchor.from)} - ${this.#use(anchor.to)}`];
    this.lines.push(`if (cursor${period} === ${period - 1}) {`);
    this.lines.push(`fold.${fold}(${['state', period, ...firsts, ...shift].join(', ')});`);
    for (const { before, initial } of cells) this.lines.push(`${this.#cellSlot(before)} = ${initial};`);
    if (anchor !== undefined)
      this.lines.push(`${this.#cellSlot(anchor.cell.before)} = ${this.#use(anchor.to)};`);
    this.lines.push('}');
  }

  /** A name or, for what is computed in passing, its expression in brackets. */
  #use(value: Value): string {
    if (value.operation === 'constant') return `(${value.detail})`;
    return this.#named.has(value) ? `v${value.id}` : `(${this.#expression(value)})`;
  }

  #expression(value: Value): string {
    const { operation, args, detail } = value;
    const template = TEMPLATES[operation];
    if (template !== undefined)
      return template.replace(/\$(\d)/g, (_, index) => this.#use(argument(value, Number(index))));
    if (operation === 'bar') return `bars[barAt + ${detail}]`;
    if (operation === 'cell') return this.#cellSlot(value);
    if (operation === 'since') return `count >= ${detail} ? ${args.map((arg) => this.#use(arg)).join(' : ')}`;
    return operation === 'suffix' ? this.#suffix(value) : this.#earlier(value);
  }

  #suffix(value: Value): string {
    const stacks = this.#stacks.get(value.detail);
    const at = stacks?.at[argument(value, 0).detail] ?? 0;
    return this.#ringSlot(stacks?.period ?? 0, at + 1);
  }

  #earlier(value: Value): string {
    const { at, length } = this.#ringLengths.get(argument(value, 0)) ?? { at: 0, length: 0 };
    const bars = value.detail;
    if (bars === length) return this.#ringSlot(length, at);
    const after = this.#ringSlot(length, at - bars);
    return `cursor${length} >= ${bars} ? ${after} : ${this.#ringSlot(length, at - bars + length)}`;
  }

  #cellSlot(value: Value): string {
    return this.#slot(this.#cells.get(value.detail) ?? 0);
  }

  /** The outputs come before the slots. */
  #place(slot: number): number {
    return slot + this.program.outputs.length;
  }

  #slot(slot: number): string {
    return `state[at + ${this.#place(slot)}]`;
  }

  #ringSlot(length: number, first: number): string {
    return `state[place${length} + ${this.#place(first)}]`;
  }
}

/** An argument that the operation is known to have. */
export function argument(value: Value, index: number): Value {
  const found = value.args[index];
  if (found === undefined) throw new RangeError(`${value.operation} has no argument ${index}`);
  return found;
}

/** What becomes of a full block, place by place from the newest value to the oldest (see Fold). */
export const FOLDS = {
  highest(state: Float64Array, period: number, first: number): void {
    let highest = neutralOf('highest');
    for (let at = first + period - 1; at >= first; at -= 1) {
      const value = state[at] ?? Number.NaN;
      if (highest < value) highest = value;
      state[at] = highest;
    }
  },
  lowest(state: Float64Array, period: number, first: number): void {
    let lowest = neutralOf('lowest');
    for (let at = first + period - 1; at >= first; at -= 1) {
      const value = state[at] ?? Number.NaN;
      if (value < lowest) lowest = value;
      state[at] = lowest;
    }
  },
  weighted(state: Float64Array, period: number, first: number): void {
    let sum = 0;
    let weighted = 0;
    for (let at = first + period - 1; at >= first; at -= 1) {
      sum += state[at] ?? Number.NaN;
      weighted += sum;
      state[at] = weighted;
    }
  },
  /** @param shift what is added to a distance from the old anchor to make it one from the new. */
  moments(state: Float64Array, period: number, first: number, firstSquare: number, shift: number): void {
    let sum = 0;
    let squares = 0;
    for (let place = period - 1; place >= 0; place -= 1) {
      const distance = (state[first + place] ?? Number.NaN) + shift;
      sum += distance;
      squares += distance * distance;
      state[first + place] = sum;
      state[firstSquare + place] = squares;
    }
  },
} as const;
