import { COUNT } from '../formula/program.ts';
import { BAR_BYTES, DOUBLE_SHIFT } from './lane-code.ts';
import { ROW_BYTES } from './lane-layout.ts';
import {
  type Bytes,
  call,
  get,
  INTEGER,
  integer,
  loadInteger,
  repeatWhile,
  set,
  type WasmFunction,
  whenElse,
} from './wasm-code.ts';

/** The parameters of `many`: number of bars; addresses of the lanes, of the symbols' indexes, of the bars. */
const LEFT = 0;
const LANE_LIST = 1;
const SYMBOL_LIST = 2;
const BAR_LIST = 3;
const INTEGER_BYTES = 4;

/** Takes a bar to each lane of a list: two at once where `pair` can, by the functions `one` and `pair` of those numbers. */
export function manyFunction(one: number, pair: number): WasmFunction {
  const lane = [...get(LANE_LIST), ...loadInteger(0)];
  const symbol = [...get(SYMBOL_LIST), ...loadInteger(0)];
  const nextOf = (list: number): Bytes => [...get(list), ...loadInteger(INTEGER_BYTES)];
  const both = [...integer(1), ...INTEGER.plus];
  const count = (address: Bytes): Bytes => [
    ...address,
    ...[...integer(DOUBLE_SHIFT), ...INTEGER.shiftLeft],
    ...loadInteger(COUNT * ROW_BYTES),
  ];
  const canPair = [
    ...[...integer(1), ...get(LEFT), ...INTEGER.isLess],
    ...[...lane, ...integer(1), ...INTEGER.and, ...INTEGER.isZero, ...INTEGER.and],
    ...[...lane, ...both, ...nextOf(LANE_LIST), ...INTEGER.equal, ...INTEGER.and],
    ...[...symbol, ...both, ...nextOf(SYMBOL_LIST), ...INTEGER.equal, ...INTEGER.and],
  ];
  const inStep = [...count(lane), ...count([...lane, ...both]), ...INTEGER.equal];
  const advance = (bars: number): Bytes => [
    ...[...get(LEFT), ...integer(bars), ...INTEGER.minus, ...set(LEFT)],
    ...[...get(LANE_LIST), ...integer(bars * INTEGER_BYTES), ...INTEGER.plus, ...set(LANE_LIST)],
    ...[...get(SYMBOL_LIST), ...integer(bars * INTEGER_BYTES), ...INTEGER.plus, ...set(SYMBOL_LIST)],
    ...[...get(BAR_LIST), ...integer(bars * BAR_BYTES), ...INTEGER.plus, ...set(BAR_LIST)],
  ];
  const take = (func: number, bars: number): Bytes => [
    ...[...lane, ...symbol, ...get(BAR_LIST), ...call(func)],
    ...advance(bars),
  ];
  const single = take(one, 1);
  const body = repeatWhile([
    ...canPair,
    ...whenElse([...inStep, ...whenElse(take(pair, 2), single)], single),
    ...get(LEFT),
  ]);
  return { name: 'many', parameters: 4, locals: [], body };
}
