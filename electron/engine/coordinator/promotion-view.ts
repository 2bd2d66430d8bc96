import { BAR_CLOSE } from '../../../shared/domain/bar.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { SPARK_BARS } from '../../../shared/ipc/requests/symbol.ts';
import { previewPromotion } from '../promotion/preview-promotion.ts';
import type { BarSeries } from '../session-data/bar-series.ts';
import type { LiveSessionParts } from './live-parts.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import type { SessionRun } from './session-run.ts';
import type { SessionView } from './session-view.ts';

/** What a window reads of promotions: their price, their course, and the newest bars of what is in view. */
export function promotionView({
  coordinator,
  run,
}: LiveSessionParts): Pick<SessionView, 'promoted' | 'previewPromotion' | 'sparks'> {
  const { core, loads, parts, promotions } = coordinator;
  return {
    promoted: () => promotions.records(),
    previewPromotion: (symbols) => {
      const reasons = newestHits(new Set(symbols), coordinator, run);
      return previewPromotion(symbols, {
        core,
        router: parts.router,
        calendar: parts.calendar,
        config: parts.config,
        rate: loads.rate,
        session: () => coordinator.session,
        now: () => parts.clock.now(),
        isOver: () => run.state === 'ended' || run.state === 'failed',
        reasonFor: (symbol) => reasons.get(symbol) ?? null,
      });
    },
    sparks: (symbols) => sparksOf(symbols, coordinator),
  };
}

/** Bytes that bars and indicators take. */
export function dataBytes({ bars, indicators }: SessionCoordinator): number {
  return bars.bytes + indicators.bytes;
}

/** The scanner and time of each symbol's newest hit of this session date: `gap 09:35`. One way through the hits for all. */
function newestHits(
  symbols: ReadonlySet<SymbolId>,
  coordinator: SessionCoordinator,
  run: SessionRun,
): ReadonlyMap<SymbolId, string> {
  const { preOpen } = coordinator.session;
  const newest = new Map<SymbolId, string>();
  for (let index = run.hits.length - 1; index >= 0 && newest.size < symbols.size; index -= 1) {
    const hit = run.hits[index];
    if (hit === undefined || hit.time < preOpen) break;
    if (!symbols.has(hit.symbol) || newest.has(hit.symbol)) continue;
    const time = coordinator.parts.calendar.wallTime(hit.time).slice(0, 5);
    newest.set(hit.symbol, `${hit.scanner} ${time}`);
  }
  return newest;
}

/**
 * SPARK_BARS closes a symbol, right-aligned. Minutes that are held reach back over sessions; of a symbol whose
 * minutes are only folded, the board keeps those of its stream; a symbol with neither yet shows its days.
 */
function sparksOf(symbols: readonly SymbolId[], { board, bars, core }: SessionCoordinator): Float64Array {
  const closes = new Float64Array(symbols.length * SPARK_BARS).fill(Number.NaN);
  for (const [row, symbol] of symbols.entries()) {
    const index = core.parts.symbols.indexOf(symbol);
    if (index === undefined || core.isExcluded(symbol)) continue;
    const at = row * SPARK_BARS;
    const minutes = bars.series(index, '1m');
    const noted = board.sparks.countOf(index);
    if (minutes !== undefined && minutes.length >= Math.max(1, noted)) copyCloses(minutes, closes, at);
    else if (noted > 0) board.sparks.copyTo(index, closes, at);
    else copyCloses(bars.series(index, '1d'), closes, at);
  }
  return closes;
}

/** Writes the newest closes of a series to the end of the SPARK_BARS places at `at`. */
function copyCloses(series: BarSeries | undefined, target: Float64Array, at: number): void {
  const length = series?.length ?? 0;
  for (let back = 1; back <= Math.min(SPARK_BARS, length); back += 1) {
    target[at + SPARK_BARS - back] = series?.data[series.offsetOf(length - back) + BAR_CLOSE] ?? Number.NaN;
  }
}
