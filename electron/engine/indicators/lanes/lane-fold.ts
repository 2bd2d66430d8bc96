import { neutralOf } from '../formula/formula.ts';
import type { PlacedStacks } from '../formula/program.ts';
import type { Operation, Value } from '../formula/value.ts';
import { ROW_BYTES } from './lane-layout.ts';
import type { Machine } from './lane-machine.ts';
import { type Bytes, get, I32, INTEGER, integer, repeatWhile, set, tee } from './wasm-code.ts';

/** The function that the code becomes part of. */
interface Surroundings {
  readonly machine: Machine;
  /** Pushes the lane's address. */
  readonly lane: Bytes;
  newLocal(type: number): number;
  use(value: Value): Bytes;
  constant(value: number): Bytes;
}

/** Folds a full block in place, from the newest value to the oldest (see Fold). */
export function foldCode(stacks: PlacedStacks, surroundings: Surroundings): Bytes {
  const { machine, lane, newLocal, constant } = surroundings;
  const { fold, period, at } = stacks;
  const [first = 0] = at;
  const place = newLocal(I32);
  const [total, other] = [newLocal(machine.type), newLocal(machine.type)];
  const begin = [...lane, ...integer(first * ROW_BYTES), ...INTEGER.plus];
  const neutral = constant(neutralOf(fold));
  return [
    ...[...neutral, ...set(total), ...neutral, ...set(other)],
    ...[...begin, ...integer((period - 1) * ROW_BYTES), ...INTEGER.plus, ...set(place)],
    ...repeatWhile([
      ...stepCode(stacks, surroundings, { place, total, other }),
      ...[...get(place), ...integer(ROW_BYTES), ...INTEGER.minus, ...tee(place)],
      ...[...begin, ...INTEGER.isAtLeast],
    ]),
  ];
}

/** One place: its value joins the totals, and the place takes what they are then. */
function stepCode(
  { fold, at, anchor }: PlacedStacks,
  { machine, newLocal, use }: Surroundings,
  { place, total, other }: { readonly place: number; readonly total: number; readonly other: number },
): Bytes {
  const here = [...get(place), ...machine.load(0)];
  const compute = (operation: Operation, ...args: readonly Bytes[]): Bytes =>
    machine.compute(operation, args) ?? [];
  const keep = (local: number, slots = 0): Bytes => [
    ...[...get(place), ...get(local)],
    ...machine.store(slots * ROW_BYTES),
  ];
  const add = (local: number, value: Bytes): Bytes => [...compute('plus', get(local), value), ...set(local)];
  if (fold === 'weighted') return [...add(total, here), ...add(other, get(total)), ...keep(other)];
  if (fold !== 'moments') return [...compute(fold, get(total), here), ...set(total), ...keep(total)];
  const [first = 0, second = 0] = at;
  const shift = anchor === undefined ? [] : compute('minus', use(anchor.from), use(anchor.to));
  const distance = newLocal(machine.type);
  return [
    ...[...compute('plus', here, shift), ...set(distance)],
    ...add(total, get(distance)),
    ...add(other, compute('times', get(distance), get(distance))),
    ...[...keep(total), ...keep(other, second - first)],
  ];
}
