import { CHART_HITS } from '../../../shared/domain/chart.ts';
import type { Hit } from '../../../shared/domain/hit.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionRun } from './session-run.ts';

/** First hits of each symbol, oldest first, the newest of them: found without going through all hits again. */
export class SymbolHits {
  readonly #bySymbol = new Map<SymbolId, Hit[]>();
  #seen = 0;

  constructor(private readonly run: Pick<SessionRun, 'hits' | 'hitsDropped'>) {}

  /** First hits of a symbol at `from` or later. */
  since(symbol: SymbolId, from: number): readonly Hit[] {
    this.#takeNew();
    return (this.#bySymbol.get(symbol) ?? []).filter((hit) => hit.time >= from);
  }

  #takeNew(): void {
    const { hits, hitsDropped } = this.run;
    for (let index = Math.max(0, this.#seen - hitsDropped); index < hits.length; index += 1) {
      const hit = hits[index];
      if (hit?.first !== true) continue;
      const own = this.#bySymbol.get(hit.symbol) ?? [];
      own.push(hit);
      if (own.length > CHART_HITS) own.shift();
      this.#bySymbol.set(hit.symbol, own);
    }
    this.#seen = hitsDropped + hits.length;
  }
}
