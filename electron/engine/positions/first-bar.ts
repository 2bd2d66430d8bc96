import { BAR_OPEN } from '../../../shared/domain/bar.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { SessionCore } from '../session-data/session-core.ts';
import { FILL_INTERVAL } from './analysis-engine.ts';
import type { FillBar } from './paper-broker.ts';

/** First bar of a symbol that has ended and starts at an instant or later; a position holds the bars that it is filled from. */
export function firstBar(core: SessionCore, symbol: SymbolId, since: EpochMs): FillBar | undefined {
  const { bars, symbols } = core.parts;
  const index = symbols.indexOf(symbol);
  const series = index === undefined ? undefined : bars.series(index, FILL_INTERVAL);
  const row = series?.indexFrom(since) ?? 0;
  if (series === undefined || row >= series.length) return undefined;
  const open = series.data[series.offsetOf(row) + BAR_OPEN] ?? Number.NaN;
  return { start: epochMs(series.startOf(row)), open };
}
