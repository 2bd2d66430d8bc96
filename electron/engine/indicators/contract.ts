import type { IndicatorType, InputField } from '../../../shared/domain/indicator.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { FormulaOf } from './formula/formula.ts';
import type { KernelInput } from './kernel-input.ts';

/** One numeric parameter of an indicator: forms, keys and checks are made from it. */
export interface ParameterSpec {
  readonly name: string;
  readonly title: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

export type IndicatorParams = Readonly<Record<string, number>>;

/** Bars that an indicator needs, counted on its own interval. */
export interface WarmUp {
  /** Bars to a first value. */
  readonly ready: number;
  /** Bars until the value is within 0.1% of the one over ten times the history (0.1 point on 0-100 scales). */
  readonly stable: number;
}

/**
 * The session of a bar that starts then: the open of its regular hours in ms, for pre-market and
 * post-market bars too; NaN where there is none. Equal numbers, one session.
 */
export type SessionOf = (startMs: number) => number;

/** What of time a kernel may know. */
export interface KernelContext {
  /** Of every bar that it is given. */
  readonly interval: Interval;
  readonly sessionOf: SessionOf;
}

/** What the values are measured in, which decides axes and the meaning of "stable". */
export type IndicatorScale = 'price' | 'price_difference' | 'oscillator' | 'percent' | 'volume' | 'ratio';

/**
 * One indicator: metadata beside the algorithm. A new one is one file in library/
 * and one line in registry.ts.
 */
export interface IndicatorDefinition {
  readonly id: string;
  readonly title: string;
  /** Its name in a legend, before the parameters: `SMA`. */
  readonly shortTitle: string;
  /** Formula and where its definition comes from. */
  readonly description: string;
  readonly type: IndicatorType;
  readonly params: readonly ParameterSpec[];
  /** Field read by default; `undefined` where the indicator reads whole bars and takes no choice. */
  readonly defaultInput: InputField | undefined;
  /** Names of the outputs, the main one first. */
  readonly outputs: readonly string[];
  readonly scale: IndicatorScale;
  /** Ends that no output can pass (0 and 100 of RSI); absent where there are none. */
  readonly range?: readonly [number, number];
  /** Outputs that are measured in something else than `scale`: not drawn with the others. */
  readonly otherScaleOutputs?: readonly string[];
  /** Drawn over the price (true) or in a pane of its own. */
  readonly overlay: boolean;
  /** True where the value starts anew with each session (VWAP). */
  readonly sessionAnchored: boolean;
  /** Intervals on which it means something; absent for all of them. */
  readonly intervals?: readonly Interval[];
  /** Said where it reads bars outside of regular hours too; absent for regular hours alone. */
  readonly hours?: 'extended';
  /** True for a running sum since the first bar held, whose level means nothing: only its changes do. */
  readonly cumulative?: boolean;
  /** Said where bars on which the indicator that it reads has no value count as bars: it is given NaN for them. */
  readonly countsEmptyBars?: boolean;
  /** @param interval matters where sessions are counted, whose number of bars depends on it. */
  warmUp(params: IndicatorParams, interval: Interval): WarmUp;
  create(params: IndicatorParams, input: KernelInput, context: KernelContext): IndicatorKernel;
}

/**
 * The arithmetic of one indicator with fixed parameters, without state of its own:
 * one kernel serves every symbol. The state of one symbol is a record of
 * `stateLength` doubles at `at`; its first `outputCount` doubles are the outputs,
 * NaN until ready. Allocates nothing.
 */
export interface IndicatorKernel {
  readonly stateLength: number;
  readonly outputCount: number;
  /** Writes the state before the first bar. */
  reset(state: Float64Array, at: number): void;
  /** The arithmetic as a formula, where it is written as one: such kernels of a series are computed together. */
  readonly formula?: FormulaOf;
  /** Takes one closed bar (a record of BAR_STRIDE doubles at `barAt`) in O(1), amortised. */
  update(state: Float64Array, at: number, bars: Float64Array, barAt: number): void;
}
