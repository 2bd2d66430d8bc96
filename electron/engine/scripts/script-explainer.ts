import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { BarsUsed, EvidenceNode } from '../../../shared/rules/evidence.ts';
import type { Explanation, FunnelStage, MeasuredCondition } from '../../../shared/rules/insight.ts';
import type { ScanExplainer, ScannerContext } from '../scanners/contract.ts';
import { checkEvidenceNames, checkNumbers, checkTree } from './check-evidence.ts';
import type { ScriptCheckColumn, ScriptFindings } from './contract.ts';
import type { ScriptInput } from './script-inputs.ts';

/** Explains hits and misses of a script by the checks that it told at its newest scan of a session date. */
export class ScriptExplainer implements ScanExplainer {
  readonly #inputs: readonly ScriptInput[];
  #checks: readonly ScriptCheckColumn[] = [];
  #names: readonly string[] = [];
  #symbols: readonly SymbolId[] = [];
  #rows: ReadonlyMap<SymbolId, number> | undefined;
  #hits: ReadonlySet<number> = new Set();
  /** Time of the newest scan. */
  seenAt: EpochMs = epochMs(0);

  constructor(inputs: readonly ScriptInput[]) {
    this.#inputs = inputs;
  }

  /** False where no check was ever told: then there is nothing to explain by. */
  get hasChecks(): boolean {
    return this.#checks.length > 0;
  }

  /** Another list where there are more checks than before. */
  get evidenceNames(): readonly string[] {
    return this.#names;
  }

  take({ checks, hits }: ScriptFindings, symbols: readonly SymbolId[], time: EpochMs): void {
    if (checks.length !== this.#checks.length) this.#names = checkEvidenceNames(checks);
    if (symbols !== this.#symbols) this.#rows = undefined;
    this.#checks = checks;
    this.#symbols = symbols;
    this.#hits = new Set(hits.map(({ row }) => row));
    this.seenAt = time;
  }

  /** What the newest scan told of a row; undefined where that is nothing. */
  evidenceOf(row: number): Float64Array | undefined {
    const evidence = new Float64Array(this.#checks.length * 3);
    let isTold = false;
    for (const [place, check] of this.#checks.entries()) {
      const count = check.numbers.length / 3;
      const { numbers } = check;
      const told = row >= 0 && numbers[row] === 1;
      isTold ||= told;
      const value = numbers[count + row] ?? Number.NaN;
      const threshold = numbers[2 * count + row] ?? Number.NaN;
      evidence.set(checkNumbers(check, told, value, threshold), place * 3);
    }
    return isTold ? evidence : undefined;
  }

  explain(context: ScannerContext, symbol: SymbolId): Explanation {
    this.#rows ??= new Map(this.#symbols.map((each, row) => [each, row]));
    const row = this.#rows.get(symbol) ?? -1;
    const evidence = this.evidenceOf(row) ?? new Float64Array(this.#checks.length * 3).fill(Number.NaN);
    return {
      symbol,
      time: this.seenAt,
      tree: checkTree(this.#checks, evidence, { isHit: this.#hits.has(row), untold: true }),
      bars: this.#inputs.flatMap((input) => barsUsed(context, symbol, input)),
    };
  }

  treeOf(evidence: Float64Array): EvidenceNode {
    return checkTree(this.#checks, evidence, { isHit: true, untold: false });
  }

  /** Checks in their order; a symbol that one does not let through, or was not told of, is not counted by the next. */
  funnel(): readonly FunnelStage[] {
    const left = new Uint8Array(this.#symbols.length).fill(1);
    return this.#checks.map((check, place) => {
      let [passed, failed, unknown] = [0, 0, 0];
      const { name, numbers } = check;
      const count = numbers.length / 3;
      for (let row = 0; row < left.length; row += 1) {
        if (left[row] !== 1) continue;
        const value = numbers[count + row] ?? Number.NaN;
        const [truth] = checkNumbers(
          check,
          numbers[row] === 1,
          value,
          numbers[2 * count + row] ?? Number.NaN,
        );
        if (truth === 2) passed += 1;
        else if (truth === 0) failed += 1;
        else unknown += 1;
        if (truth !== 2) left[row] = 0;
      }
      return { text: name, span: { from: place, to: place }, passed, failed, unknown };
    });
  }

  /** A script has no thresholds in a text that could be moved. */
  measure(): readonly MeasuredCondition[] {
    return [];
  }
}

/** Of an indicator nobody knows how many bars are in it. */
function barsUsed({ data }: ScannerContext, symbol: SymbolId, input: ScriptInput): readonly BarsUsed[] {
  if (input.kind === 'indicator') return [];
  const { interval } = input;
  const isLatest = input.kind === 'latest';
  const view = data.getBars(symbol, interval, { last: isLatest ? 1 : input.last, includeForming: isLatest });
  if (view.length === 0) return [];
  // The newest bar alone, which may be a forming one behind the last that is closed.
  const first = isLatest ? view.length - 1 : 0;
  return [{ interval, bars: view.length - first, from: view.start(first), to: view.end(view.length - 1) }];
}
