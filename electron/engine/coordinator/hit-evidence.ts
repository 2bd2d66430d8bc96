import type { HitConfidence } from '../../../shared/domain/hit.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { hitConfidence } from '../quality/hit-confidence.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** How much a match of a scanner can be relied on: by the bars and indicators that it holds of the symbol, as they are now. */
export function confidenceOf(
  { core, quality }: Pick<SessionCoordinator, 'core' | 'quality'>,
  scanner: string,
  symbol: SymbolId,
): HitConfidence {
  const index = core.register(symbol);
  const owner = `scanner:${scanner}`;
  const own = core
    .holdings(index)
    .all()
    .filter(({ owners }) => owners.has(owner));
  const settling = own.flatMap(({ key }) =>
    key !== undefined && core.parts.indicators.reading(index, key)?.state === 'settling' ? [key] : [],
  );
  const summaries = [...new Set(own.map(({ interval }) => interval))].map((interval) =>
    quality.series.summary(index, interval),
  );
  const scores = summaries.flatMap(({ score }) => score ?? []);
  return hitConfidence({
    state: quality.stateOf(index),
    settling,
    quality: scores.length === 0 ? null : Math.min(...scores),
    lost: summaries.reduce((sum, { counts }) => sum + counts.lost, 0),
  });
}
