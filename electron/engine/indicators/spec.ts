import type { IndicatorConfig } from '../../../shared/domain/indicator.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import type { IndicatorDefinition, IndicatorKernel, SessionOf, WarmUp } from './contract.ts';
import { kernelOf, warmUpOf } from './kernel-of.ts';
import { indicatorDefinition } from './registry.ts';

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
  /** Symbols that have the indicator. */
  symbolCount = 0;
  #columns: readonly Float64Array[] = [];

  constructor(config: IndicatorConfig, number: number, capacity: number, sessionOf: SessionOf) {
    this.config = config;
    this.number = number;
    this.definition = indicatorDefinition(config.name);
    this.kernel = kernelOf(config, sessionOf);
    this.warmUp = warmUpOf(config);
    this.intervalIndex = intervalIndex(config.interval);
    this.#columns = this.definition.outputs.map(() => new Float64Array(0));
    this.grow(capacity);
  }

  get columns(): readonly Float64Array[] {
    return this.#columns;
  }

  /** Makes room for more symbols, in new arrays. */
  grow(capacity: number): void {
    this.#columns = this.#columns.map((column) => {
      const larger = new Float64Array(capacity).fill(Number.NaN);
      larger.set(column);
      return larger;
    });
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
