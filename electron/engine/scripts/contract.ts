import type { Interval } from '../../../shared/domain/interval.ts';
import type { JsonObject } from '../../../shared/domain/json.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';
import type { RuleUnit } from '../../../shared/rules/checked-rule.ts';
import type { ComparisonOperator } from '../../../shared/rules/syntax.ts';

/** What runs scripts for the engine, which reads no file and starts no thread itself. */
export interface ScriptService {
  /** The script whose bytes have this hash, where the user trusts it; otherwise why not, in words for the user. */
  find(file: string, sha256: string): Promise<Result<ScriptSource>>;
  /** A sandbox of the caller's own, who ends it. Nothing is started before its first call. */
  sandbox(): ScriptSandbox;
}

export interface ScriptSource {
  /** Name of the file, for messages: `gap-script.js`. */
  readonly file: string;
  readonly text: string;
}

/** One script in a place from which nothing can be reached but what its calls bring. */
export interface ScriptSandbox {
  /** Begins a session anew: loads the script, with none of its earlier state, and runs its `setup`. */
  begin(script: ScriptSource, facts: ScriptFacts): Promise<ScriptReply<ScriptNeeds>>;
  /** Runs its `scan`. Only after a `begin` that succeeded. */
  scan(frame: ScanFrame): Promise<ScriptReply<ScriptFindings>>;
  /** Runs its `teardown`, where there is one. */
  teardown(): Promise<ScriptReply<null>>;
  /** Ends it, whatever it is doing. */
  end(): Promise<void>;
}

/**
 * What came of a call, and what the script said meanwhile. A refusal is the script's own fault, and the same
 * whenever the same calls are made; what no script can be blamed for is a rejected promise (SandboxLost).
 */
export interface ScriptReply<Value> {
  readonly result: Result<Value>;
  /** One line each. */
  readonly log: readonly string[];
}

/**
 * The sandbox was lost to something that need not happen again: the machine had no memory, or a call took
 * longer on the clock on the wall than any script may. The message is for the user.
 */
export class SandboxLost extends Error {
  /** True where it would be lost in the same way again. */
  readonly lasting: boolean;

  constructor(message: string, lasting = false) {
    super(message);
    this.lasting = lasting;
  }
}

/** What a script may know when it begins. */
export interface ScriptFacts {
  readonly scanner: string;
  readonly sessionDate: SessionDate;
  /** Epoch ms of the session clock. */
  readonly now: number;
  /** From 0 to 2^32 - 1: where its chance begins. */
  readonly seed: number;
  /** The config's `params`. */
  readonly params: JsonObject;
}

/** One thing that a script asked for in its `setup`, for every symbol of the universe. */
export type ScriptNeed =
  | { readonly kind: 'latest'; readonly interval: Interval }
  | {
      readonly kind: 'indicator';
      readonly name: string;
      readonly interval: Interval;
      readonly params: Readonly<Record<string, number>>;
      /** The main output where undefined. */
      readonly output: string | undefined;
    }
  | { readonly kind: 'bars'; readonly interval: Interval; readonly last: number };

/** In the order in which they were asked for: a frame's columns come in this order. */
export type ScriptNeeds = readonly ScriptNeed[];

/** The market at one scan, for one script. */
export interface ScanFrame {
  /** Epoch ms of the session clock. */
  readonly now: number;
  /** Negative before the open. */
  readonly minutesSinceOpen: number;
  /** Negative after the close. */
  readonly minutesToClose: number;
  /** The universe, where it is another one than at the scan before; undefined where it is the same. */
  readonly symbols: readonly ScriptSymbol[] | undefined;
  /** Rows of each column. */
  readonly count: number;
  /**
   * For each symbol: whether it is promoted (1 or 0). Then for each need in turn: `latest` has start, open, high,
   * low, close, volume and fresh (1 or 0); `indicator` its value; `bars` how many there are, then start, open, high,
   * low, close and volume with `last` places for each symbol, oldest first, NaN where there is none.
   */
  readonly columns: Float64Array;
}

export interface ScriptSymbol {
  readonly symbol: string;
  /** Empty where it is not known. */
  readonly sector: string;
}

/** What a script reported of one scan. Every index is a row of the frame. */
export interface ScriptFindings {
  readonly hits: readonly ScriptHit[];
  /** Rows of symbols whose promotion it asks for, in its order, each once. */
  readonly promotions: readonly number[];
  /** Rows about which its data could not say yes or no, each once. */
  readonly unknown: number;
  /** Every check of this session date so far, in the order in which they were first told. */
  readonly checks: readonly ScriptCheckColumn[];
}

/** One question that a script asks of symbols by name, the same at every scan of a session date. */
export interface ScriptCheck {
  /** One line: `gap over 3 %`. */
  readonly name: string;
  /** Null where the answer is yes or no. */
  readonly operator: ComparisonOperator | null;
  readonly unit: RuleUnit;
}

export interface ScriptCheckColumn extends ScriptCheck {
  /**
   * For each row: 1 where it was told at this scan, 0 where not; then what was measured (1 or 0 for yes or no), then
   * what that was held against. What is not finite is unknown. Empty where it was told of no row.
   */
  readonly numbers: Float64Array;
}

export interface ScriptHit {
  readonly row: number;
  /** Finite, by checked names. */
  readonly figures: Readonly<Record<string, number>>;
  /** One line; empty where it gives none. */
  readonly reason: string;
}
