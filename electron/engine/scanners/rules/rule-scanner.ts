import type { CheckedFigure, CheckedRule } from '../../../../shared/rules/checked-rule.ts';
import type { MarketColumns, ScanMatch, ScanMatches, Scanner, ScannerContext } from '../contract.ts';
import { InputBinder } from './bind-inputs.ts';
import { compileMeasure, compilePredicate } from './compile-rule.ts';
import type { Num } from './compiled-rule.ts';
import { type BoundInputs, type CompiledScan, compileScan } from './compiled-scan.ts';
import { RuleExplainer } from './explainer.ts';
import { needsOf, provision, type RuleNeeds } from './needs.ts';
import { barSpans } from './requirements.ts';
import { RowValues } from './row-values.ts';
import { RuleInputs } from './rule-inputs.ts';
import { planOf } from './rule-plan.ts';

/** A rule that is known to be right, with the named figures of its hits. */
export interface RuleScannerParts {
  readonly rule: CheckedRule;
  readonly figures?: Readonly<Record<string, CheckedFigure>>;
}

/** Scans by a rule: one pass over the columns of the market. */
export class RuleScanner implements Scanner {
  readonly explainer: RuleExplainer;
  readonly #needs: RuleNeeds;
  readonly #binder: InputBinder;
  readonly #scan: CompiledScan;
  readonly #figures: readonly (readonly [string, Num])[];
  readonly #unknown = new Int32Array(1);
  #matches = new Int32Array(0);

  /** Throws InvalidArgumentError for a rule that would take more columns than there may be. */
  constructor({ rule, figures = {} }: RuleScannerParts) {
    const inputs = new RuleInputs();
    const condition = compilePredicate(rule.root, inputs);
    const plan = planOf(rule, inputs);
    this.#figures = Object.entries(figures).map(([name, { root }]) => [name, compileMeasure(root, inputs)]);
    // All that is read is known from here on.
    this.#needs = needsOf(inputs);
    this.#binder = new InputBinder(inputs);
    this.#scan = compileScan(condition, inputs);
    const spans = barSpans(this.#needs);
    this.explainer = new RuleExplainer({ text: rule.text, plan, inputs, binder: this.#binder, spans });
  }

  setup(context: ScannerContext): boolean {
    for (const symbol of context.universe) provision(this.#needs, context.data, symbol);
    return context.universe.length > 0;
  }

  scan(context: ScannerContext): ScanMatches {
    const { market } = context;
    const bound = this.#binder.bind(context);
    if (this.#matches.length < market.count) this.#matches = new Int32Array(market.count);
    const found = this.#scan(bound, this.#matches, this.#unknown);
    const matches: ScanMatch[] = [];
    for (const row of this.#matches.subarray(0, found)) {
      const match = this.#match(row, market, bound);
      matches.push(match);
      context.addSymbol(match.symbol);
    }
    return { matches, unknown: this.#unknown[0] ?? 0 };
  }

  #match(row: number, market: MarketColumns, bound: BoundInputs): ScanMatch {
    const values = new RowValues(bound, row);
    const metadata: Record<string, number> = {};
    for (const [name, num] of this.#figures) {
      const value = values.number(num);
      if (Number.isFinite(value)) metadata[name] = value;
    }
    const evidence = this.explainer.evidence(market, bound, row);
    const strength = this.explainer.strengthOf(evidence);
    return {
      symbol: market.symbolAt(row),
      metadata,
      evidence,
      ...(strength !== undefined && { strength }),
    };
  }

  /** Everything was asked for on the scanner's behalf and is released with it. */
  teardown(): void {}
}
