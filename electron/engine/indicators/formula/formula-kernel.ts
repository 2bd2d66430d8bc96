import type { IndicatorKernel } from '../contract.ts';
import { Formula, type FormulaOf } from './formula.ts';
import { FOLDS, jsSource } from './js-source.ts';
import { Program } from './program.ts';

type Update = IndicatorKernel['update'];

/**
 * A kernel from a formula. On its own it runs as generated JavaScript over a record: the outputs, then the
 * program's slots. The IndicatorManager takes the formula itself and computes those of a
 * series together; both give the same values to the last bit.
 */
export function formulaKernel(formula: FormulaOf): IndicatorKernel {
  return new FormulaKernel(formula);
}

class FormulaKernel implements IndicatorKernel {
  #program: Program | undefined;
  #update: Update | undefined;

  constructor(readonly formula: FormulaOf) {}

  /** Made when it is first asked for: most kernels of a session are computed together with others. */
  get #made(): Program {
    if (this.#program === undefined) {
      const formula = new Formula();
      this.#program = new Program(formula, this.formula(formula));
    }
    return this.#program;
  }

  get outputCount(): number {
    return this.#made.outputs.length;
  }

  get stateLength(): number {
    return this.#made.outputs.length + this.#made.length;
  }

  reset(state: Float64Array, at: number): void {
    const first = at + this.outputCount;
    state.fill(Number.NaN, at, first);
    this.#made.forEachInitial((slot, value) => {
      state[first + slot] = value;
    });
  }

  update(state: Float64Array, at: number, bars: Float64Array, barAt: number): void {
    this.#update ??= compiled(this.#made);
    this.#update(state, at, bars, barAt);
  }
}

function compiled(program: Program): Update {
  const body = `'use strict';\nreturn function update(state, at, bars, barAt) {\n${jsSource(program)}\n};`;
  const build = new Function('fold', body) as (fold: typeof FOLDS) => Update;
  return build(FOLDS);
}
