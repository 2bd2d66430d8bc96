import type { IndicatorKernel } from './contract.ts';

/**
 * Takes one closed bar to a whole set of indicators: updates the records inside
 * `state` and copies their outputs to `columns` at `symbolIndex`.
 */
export type FusedUpdate = (
  state: Float64Array,
  bars: Float64Array,
  barAt: number,
  columns: readonly Float64Array[],
  symbolIndex: number,
) => void;

/**
 * One straight-line function over the kernels of a set. In a loop over kernels the
 * one call site would see every kernel (megamorphic); written out, each call site
 * sees one, which the compiler can call directly or inline. The text is made of
 * fixed names and integers only; nothing that a user typed is in it.
 *
 * @param offsets start of each kernel's record inside the set's state
 */
export function fuseKernels(kernels: readonly IndicatorKernel[], offsets: readonly number[]): FusedUpdate {
  const lines: string[] = [];
  let column = 0;
  for (const [index, kernel] of kernels.entries()) {
    const at = Math.trunc(offsets[index] ?? 0);
    lines.push(`kernel${index}.update(state, ${at}, bars, barAt);`);
    for (let output = 0; output < kernel.outputCount; output += 1) {
      lines.push(`columns[${column}][symbolIndex] = state[${at + output}];`);
      column += 1;
    }
  }
  const names = kernels.map((_, index) => `kernel${index}`);
  const body = `return function fusedUpdate(state, bars, barAt, columns, symbolIndex) {\n${lines.join('\n')}\n};`;
  const build = new Function(...names, body) as (...kernels: readonly IndicatorKernel[]) => FusedUpdate;
  return build(...kernels);
}
