import type { SymbolId } from '../../../../shared/domain/symbol.ts';
import type { BarsUsed, EvidenceNode } from '../../../../shared/rules/evidence.ts';
import type { Explanation, FunnelStage, MeasuredCondition } from '../../../../shared/rules/insight.ts';
import type { MarketColumns, ScanExplainer, ScannerContext } from '../contract.ts';
import type { InputBinder } from './bind-inputs.ts';
import { FALSE, TRUE } from './compiled-rule.ts';
import {
  type BoundInputs,
  type CompiledCondition,
  type CompiledNum,
  compileCondition,
  compileNum,
} from './compiled-scan.ts';
import { EvidenceBook, type Reason } from './evidence.ts';
import { type MeasuredPlan, measuredPlans } from './measured-conditions.ts';
import type { BarSpan } from './requirements.ts';
import { RowValues } from './row-values.ts';
import type { RuleInputs } from './rule-inputs.ts';
import type { PlanCondition, PlanNode } from './rule-plan.ts';
import { textAt } from './rule-plan.ts';
import { unknownReason } from './unknown-reasons.ts';

/** What an explainer needs of its scanner. */
export interface ExplainerParts {
  readonly text: string;
  readonly plan: PlanNode;
  readonly inputs: RuleInputs;
  readonly binder: InputBinder;
  /** Closed bars of each interval that the rule looks back on, for "the bars it used". */
  readonly spans: readonly BarSpan[];
}

interface Stage {
  readonly text: string;
  readonly span: FunnelStage['span'];
  readonly compiled: CompiledCondition;
}

/** Says of any symbol why it hits or does not, with the numbers that the scan reads. */
export class RuleExplainer implements ScanExplainer {
  readonly #book: EvidenceBook;
  #stages: readonly Stage[] | undefined;
  #measured: readonly { readonly plan: MeasuredPlan; readonly compiled: CompiledNum }[] | undefined;
  /** The newest binding, for many symbols of one instant. */
  #bound: { readonly context: ScannerContext; readonly inputs: BoundInputs } | undefined;
  #rows: { readonly count: number; readonly byTicker: ReadonlyMap<string, number> } | undefined;

  constructor(private readonly parts: ExplainerParts) {
    this.#book = new EvidenceBook(parts.plan);
  }

  get evidenceNames(): readonly string[] {
    return this.#book.names;
  }

  explain(context: ScannerContext, symbol: SymbolId): Explanation {
    const bound = this.#bind(context);
    const row = this.#rowOf(context.market, symbol);
    return {
      symbol,
      time: context.now,
      tree: this.#book.tree(this.evidence(context.market, bound, row)),
      bars: this.parts.spans.flatMap((span) => barsUsed(context, symbol, span)),
    };
  }

  treeOf(evidence: Float64Array): EvidenceNode {
    return this.#book.tree(evidence);
  }

  strengthOf(evidence: Float64Array): number | undefined {
    return this.#book.strength(evidence);
  }

  /** What the conditions say of a row; a symbol that the session does not know has the row -1, and nothing is known of it. */
  evidence(market: MarketColumns, bound: BoundInputs, row: number): Float64Array {
    const { inputs } = this.parts;
    return this.#book.write(new RowValues(bound, row), (condition, part): Reason => {
      if (condition.source.kind === 'one_of') return 'is not known';
      const num = condition.parts[part]?.num;
      if (num !== undefined) return unknownReason(num, row, inputs, bound, market);
      return 'divides by zero or has no value';
    });
  }

  funnel(context: ScannerContext): readonly FunnelStage[] {
    const bound = this.#bind(context);
    this.#stages ??= this.#compileStages();
    const { count, members } = bound;
    const left = members.slice(0, count);
    const truths = new Uint8Array(count);
    return this.#stages.map(({ text, span, compiled }) => {
      compiled(bound, truths);
      let [passed, failed, unknown] = [0, 0, 0];
      for (let row = 0; row < count; row += 1) {
        if (left[row] !== 1) continue;
        const truth = truths[row];
        if (truth === TRUE) passed += 1;
        else if (truth === FALSE) failed += 1;
        else unknown += 1;
        if (truth !== TRUE) left[row] = 0;
      }
      return { text, span, passed, failed, unknown };
    });
  }

  measure(context: ScannerContext): readonly MeasuredCondition[] {
    const { plan, inputs } = this.parts;
    const { market } = context;
    // All that is measured is made of what the rule reads: nothing new comes in.
    this.#measured ??= measuredPlans(plan, this.parts.text).map((measured) => ({
      plan: measured,
      compiled: compileNum(measured.num, inputs),
    }));
    const bound = this.#bind(context);
    const rows = memberRows(bound);
    const symbols = rows.map((row) => market.symbolAt(row));
    const column = new Float64Array(bound.count);
    return this.#measured.map(({ plan: { num: _num, ...words }, compiled }) => {
      compiled(bound, column);
      return { ...words, values: Float64Array.from(rows, (row) => column[row] ?? Number.NaN), symbols };
    });
  }

  #bind(context: ScannerContext): BoundInputs {
    if (this.#bound?.context === context) return this.#bound.inputs;
    const inputs = this.parts.binder.bind(context);
    this.#bound = { context, inputs };
    return inputs;
  }

  #rowOf(market: MarketColumns, symbol: SymbolId): number {
    if (this.#rows?.count !== market.count) {
      const byTicker = new Map<string, number>();
      for (let row = 0; row < market.count; row += 1) byTicker.set(market.symbolAt(row), row);
      this.#rows = { count: market.count, byTicker };
    }
    return this.#rows.byTicker.get(symbol) ?? -1;
  }

  #compileStages(): readonly Stage[] {
    const { plan, inputs, text } = this.parts;
    const terms = plan.kind === 'all' ? plan.of : [plan];
    return terms.map((term) => ({
      text: textAt(text, term.span),
      span: term.span,
      compiled: compileCondition(conditionOf(term), inputs),
    }));
  }
}

/** The condition that a node of the plan stands for. */
function conditionOf(node: PlanNode): PlanCondition['condition'] {
  if (node.kind === 'condition') return node.condition;
  const [first] = node.of;
  if (node.kind === 'not' && first !== undefined) return { kind: 'not', of: conditionOf(first) };
  return { kind: node.kind === 'any' ? 'any' : 'all', of: node.of.map(conditionOf) };
}

function memberRows({ count, members }: BoundInputs): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row += 1) if (members[row] === 1) rows.push(row);
  return rows;
}

function barsUsed(context: ScannerContext, symbol: SymbolId, span: BarSpan): readonly BarsUsed[] {
  const { interval, bars, includeForming } = span;
  const view = context.data.getBars(symbol, interval, { last: bars, includeForming });
  if (view.length === 0) return [];
  return [{ interval, bars: view.length, from: view.start(0), to: view.end(view.length - 1) }];
}
