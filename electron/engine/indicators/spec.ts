import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { IndicatorDefinition, IndicatorKernel, SessionOf, WarmUp } from './contract.ts';
import type { Formula } from './formula/formula.ts';
import type { Value } from './formula/value.ts';
import { kernelOf, warmUpOf } from './kernel-of.ts';
import type { LaneMemory } from './lanes/lane-memory.ts';
import { indicatorDefinition } from './registry.ts';

/** The formula that a manager's formulas become part of, and the memory of their latest values. */
interface FormulaHome {
  readonly formula: Formula;
  readonly memory: LaneMemory;
}

/**
 * One distinct indicator (one key) of a manager: its kernel, which serves every
 * symbol, and its latest values as columns by symbol index, one per output, NaN
 * where there is no value.
 */
export class IndicatorSpec {
  readonly config: IndicatorConfig;
  /** Unique in its manager; gives every plan the same order. */
  readonly number: number;
  readonly definition: IndicatorDefinition;
  readonly kernel: IndicatorKernel;
  readonly warmUp: WarmUp;
  readonly intervalIndex: number;
  /** The outputs in the manager's formula; none where the indicator keeps a record. */
  readonly values: readonly Value[];
  readonly #memory: LaneMemory;
  /** Symbols that have the indicator. */
  symbolCount = 0;
  #columns: readonly Float64Array[] = [];

  constructor(
    config: IndicatorConfig,
    number: number,
    capacity: number,
    sessionOf: SessionOf,
    home: FormulaHome,
  ) {
    this.config = config;
    this.number = number;
    this.definition = indicatorDefinition(config.name);
    this.kernel = kernelOf(config, sessionOf);
    this.warmUp = warmUpOf(config);
    this.intervalIndex = intervalIndex(config.interval);
    this.#memory = home.memory;
    this.values = this.kernel.formula?.(home.formula) ?? [];
    this.#columns = this.definition.outputs.map(() => this.#newColumn(capacity));
  }

  /** True where the indicator is computed in a lane, false where it keeps a record. */
  get isFormula(): boolean {
    return this.values.length > 0;
  }

  /** The code of lanes writes into its own memory only. */
  #newColumn(capacity: number): Float64Array {
    if (this.isFormula) return this.#memory.newColumn(capacity);
    return new Float64Array(capacity).fill(Number.NaN);
  }

  #dropColumn(column: Float64Array): void {
    if (this.isFormula) this.#memory.freeColumn(column);
  }

  get columns(): readonly Float64Array[] {
    return this.#columns;
  }

  /** Makes room for more symbols, in new arrays. */
  grow(capacity: number): void {
    this.#columns = this.#columns.map((column) => {
      const larger = this.#newColumn(capacity);
      larger.set(column);
      this.#dropColumn(column);
      return larger;
    });
  }

  /** Gives the columns back. Nobody uses the indicator any more. */
  close(): void {
    for (const column of this.#columns) this.#dropColumn(column);
    this.#columns = [];
  }

  /** Writes a record's outputs into the columns. */
  publish(state: Float64Array, at: number, symbolIndex: number): void {
    for (const [output, column] of this.#columns.entries())
      column[symbolIndex] = state[at + output] ?? Number.NaN;
  }

  /** Takes the symbol's values out of the columns. */
  clear(symbolIndex: number): void {
    for (const column of this.#columns) column[symbolIndex] = Number.NaN;
  }
}
