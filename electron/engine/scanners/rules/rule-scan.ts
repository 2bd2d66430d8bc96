import type { CheckedRule } from '../../../../shared/rules/checked-rule.ts';
import { InputBinder } from './bind-inputs.ts';
import { compilePredicate } from './compile-rule.ts';
import { type BoundInputs, type CompiledScan, compileScan } from './compiled-scan.ts';
import type { RuleInputs } from './rule-inputs.ts';
import type { Instant } from './session-figures.ts';

/** What a rule finds at one instant. It stands until the next look. */
export interface Found {
  /** Rows that match, ascending. */
  readonly rows: Int32Array;
  /** Rows about which the data cannot say. */
  readonly unknown: number;
  /** What was read. */
  readonly bound: BoundInputs;
}

/** A rule as one pass over the columns of a market. */
export class RuleScan {
  readonly binder: InputBinder;
  readonly #scan: CompiledScan;
  readonly #unknown = new Int32Array(1);
  #rows = new Int32Array(0);

  /** What the rule reads is noted in `inputs`; figures that were noted there before are bound with it. */
  constructor(rule: CheckedRule, inputs: RuleInputs) {
    const condition = compilePredicate(rule.root, inputs);
    this.binder = new InputBinder(inputs);
    this.#scan = compileScan(condition, inputs);
  }

  find(instant: Instant): Found {
    const bound = this.binder.bind(instant);
    if (this.#rows.length < bound.count) this.#rows = new Int32Array(bound.count);
    const count = this.#scan(bound, this.#rows, this.#unknown);
    return { rows: this.#rows.subarray(0, count), unknown: this.#unknown[0] ?? 0, bound };
  }
}
