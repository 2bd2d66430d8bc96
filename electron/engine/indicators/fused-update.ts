import type { IndicatorKernel } from './contract.ts';

/**
 * Takes one closed bar to a whole set of indicators: updates the records inside
 * `state` and copies their outputs to the columns at `symbolIndex`.
 */
export type FusedUpdate = (
  state: Float64Array,
  bars: Float64Array,
  barAt: number,
  symbolIndex: number,
) => void;

/**
 * One straight-line function over the kernels of a set. In a loop over kernels the
 * one call site would see every kernel (megamorphic); written out, each call site
 * sees one, which the compiler can call directly or inline; kernels and columns
 * are constants to it. The text is made of fixed names and integers only; nothing
 * that a user typed is in it.
 *
 * @param offsets start of each kernel's record inside the set's state
 * @param columns of every output of every kernel in turn
 */
export function fuseKernels(
  kernels: readonly IndicatorKernel[],
  offsets: readonly number[],
  columns: readonly Float64Array[],
): FusedUpdate {
  const lines: string[] = [];
  let column = 0;
  for (const [index, kernel] of kernels.entries()) {
    const at = Math.trunc(offsets[index] ?? 0);
    lines.push(`kernel${index}.update(state, ${at}, bars, barAt);`);
    for (let output = 0; output < kernel.outputCount; output += 1) {
      lines.push(`column${column}[symbolIndex] = state[${at + output}];`);
      column += 1;
    }
  }
  const body = `return function fusedUpdate(state, bars, barAt, symbolIndex) {\n${lines.join('\n')}\n};`;
  const names = [
    ...kernels.map((_, index) => `kernel${index}`),
    ...columns.map((_, index) => `column${index}`),
  ];
  const build = new Function(...names, body) as (
    ...constants: readonly (IndicatorKernel | Float64Array)[]
  ) => FusedUpdate;
  return build(...kernels, ...columns);
}
