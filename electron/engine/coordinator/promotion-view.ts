import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { previewPromotion } from '../promotion/preview-promotion.ts';
import type { LiveSessionParts } from './live-parts.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import type { SessionRun } from './session-run.ts';
import type { SessionView } from './session-view.ts';
import { sparksOf } from './spark-rows.ts';

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
