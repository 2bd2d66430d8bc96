import type { CheckedFigure, CheckedRule } from '../../../../shared/rules/checked-rule.ts';
import { inTurns } from '../../turns.ts';
import type { MarketColumns, ScanMatch, ScanMatches, Scanner, ScannerContext } from '../contract.ts';
import { compileMeasure } from './compile-rule.ts';
import type { Num } from './compiled-rule.ts';
import type { BoundInputs } from './compiled-scan.ts';
import { RuleExplainer } from './explainer.ts';
import { hitWords } from './hit-words.ts';
import { needsOf, provision, type RuleNeeds } from './needs.ts';
import { barSpans } from './requirements.ts';
import { RowValues } from './row-values.ts';
import { RuleInputs } from './rule-inputs.ts';
import { planOf } from './rule-plan.ts';
import { type Found, RuleScan } from './rule-scan.ts';

/** Matches that are told before others have their turn: some milliseconds. */
const MATCHES_PER_TURN = 64;

/** A rule that is known to be right, with the named figures of its hits. */
export interface RuleScannerParts {
  readonly rule: CheckedRule;
  readonly figures?: Readonly<Record<string, CheckedFigure>>;
}

/** Scans by a rule: one pass over the columns of the market. */
export class RuleScanner implements Scanner {
  readonly explainer: RuleExplainer;
  readonly #needs: RuleNeeds;
  readonly #scan: RuleScan;
  readonly #figures: readonly (readonly [string, Num])[];

  /** Throws InvalidArgumentError for a rule that would take more columns than there may be. */
  constructor({ rule, figures = {} }: RuleScannerParts) {
    const inputs = new RuleInputs();
    this.#figures = Object.entries(figures).map(([name, { root }]) => [name, compileMeasure(root, inputs)]);
    const plan = planOf(rule, inputs);
    this.#scan = new RuleScan(rule, inputs);
    this.#needs = needsOf(inputs);
    const { binder } = this.#scan;
    const spans = barSpans(this.#needs);
    this.explainer = new RuleExplainer({ text: rule.text, plan, inputs, binder, spans });
  }

  setup(context: ScannerContext): boolean {
    for (const symbol of context.universe) provision(this.#needs, context.data, symbol);
    return context.universe.length > 0;
  }

  scan(context: ScannerContext): ScanMatches {
    return this.#told(context, this.#scan.find(context));
  }

  scanInTurns(context: ScannerContext): ScanMatches | Promise<ScanMatches> {
    const found = this.#scan.find(context);
    return found.rows.length <= MATCHES_PER_TURN
      ? this.#told(context, found)
      : this.#toldInTurns(context, found);
  }

  async #toldInTurns(context: ScannerContext, { rows, unknown, bound }: Found): Promise<ScanMatches> {
    const matches: ScanMatch[] = [];
    // Who asks the rule something between two turns uses the same room for its rows: a copy is walked.
    await inTurns(rows.slice(), MATCHES_PER_TURN, (row) => {
      if (context.signal.aborted) return;
      const match = this.#match(row, context.market, bound);
      matches.push(match);
      context.addSymbol(match.symbol);
    });
    return { matches, unknown };
  }

  #told(context: ScannerContext, { rows, unknown, bound }: Found): ScanMatches {
    const matches = Array.from(rows, (row) => this.#match(row, context.market, bound));
    for (const { symbol } of matches) context.addSymbol(symbol);
    return { matches, unknown };
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
      reason: hitWords(this.explainer.treeOf(evidence)),
      ...(strength !== undefined && { strength }),
    };
  }

  /** Everything was asked for on the scanner's behalf and is released with it. */
  teardown(): void {}
}
