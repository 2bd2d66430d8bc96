import { createRequire } from 'node:module';
import { join } from 'node:path';
import { init } from 'talib-web';

/** What of talib-web's WebAssembly module is used. */
export interface TaLibModule {
  ccall(
    name: string,
    returns: 'number',
    argumentTypes: readonly 'number'[],
    values: readonly number[],
  ): number;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  readonly HEAPF64: Float64Array;
  readonly HEAP32: Int32Array;
}

/** TA-Lib's C code, as an oracle. */
export interface TaLib {
  /**
   * Calls `TA_<name>` over whole inputs; answers `outputs` lists as long as the
   * inputs, NaN before the first bar that TA-Lib gives a value for.
   */
  call(name: string, inputs: readonly number[][], options: readonly number[], outputs: number): number[][];
}

/**
 * Opens talib-web's module and calls its C functions directly: the package's own
 * wrapper reads one element too many, and passes one null pointer for two results
 * that TA-Lib itself reads back, which spoils STDDEV, BBANDS, NATR and STOCH.
 */
export async function openTaLib(): Promise<TaLib> {
  const module = await loadTaLib();
  return { call: (name, inputs, options, outputs) => callFunction(module, name, inputs, options, outputs) };
}

/** The module itself, whose functions are called `TA_<name>`. */
export async function loadTaLib(): Promise<TaLibModule> {
  const entry = createRequire(import.meta.url).resolve('talib-web');
  const { fetch } = globalThis;
  // Where there is a fetch, the loader asks it for the file's path, which no fetch takes.
  Reflect.set(globalThis, 'fetch', undefined);
  try {
    return await init(join(entry, '..', 'talib.wasm'));
  } finally {
    Reflect.set(globalThis, 'fetch', fetch);
  }
}

function callFunction(
  module: TaLibModule,
  name: string,
  inputs: readonly number[][],
  options: readonly number[],
  outputs: number,
): number[][] {
  const length = Math.min(...inputs.map((input) => input.length));
  const allocated: number[] = [];
  const allocate = (doubles: number): number => {
    const pointer = module._malloc(8 * doubles);
    allocated.push(pointer);
    return pointer;
  };
  const inputPointers = inputs.map(() => allocate(length));
  const begin = allocate(1);
  const count = allocate(1);
  const outputPointers = Array.from({ length: outputs }, () => allocate(length));
  for (const [index, input] of inputs.entries()) module.HEAPF64.set(input, (inputPointers[index] ?? 0) / 8);
  const values = [0, length - 1, ...inputPointers, ...options, begin, count, ...outputPointers];
  const code = module.ccall(
    `TA_${name}`,
    'number',
    values.map(() => 'number' as const),
    values,
  );
  if (code !== 0) throw new Error(`TA_${name} answered ${code}`);
  const first = module.HEAP32[begin / 4] ?? 0;
  const some = module.HEAP32[count / 4] ?? 0;
  const lists = outputPointers.map((pointer) => [
    ...new Array<number>(first).fill(Number.NaN),
    ...module.HEAPF64.subarray(pointer / 8, pointer / 8 + some),
  ]);
  for (const pointer of allocated) module._free(pointer);
  return lists;
}
