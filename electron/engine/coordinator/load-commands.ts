import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { dateOfDayNumber, dayNumber } from '../calendar/civil-date.ts';
import { recordsBetween } from '../session-data/bar-series.ts';
import type { HistoryDemand } from '../session-data/history-demand.ts';
import { symbolSuggestion } from './known-symbols.ts';
import { expectedIn, runsOf, sessionsOf } from './load-plan.ts';
import type { RemovalParts } from './removal-commands.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import type { ShortLoad } from './short-loads.ts';

/**
 * Gives up the loads of a symbol at once, out of turn: the run may be waiting for these very bars. They are
 * asked for again once the promotion is cancelled. A lock keeps what it has.
 */
export function stopLoads({ core, loads, parts }: SessionCoordinator, symbol: SymbolId): void {
  const index = core.parts.symbols.indexOf(symbol);
  if (index !== undefined && !parts.locks.isLocked(symbol)) loads.stop(index);
}

/** What cancelling a promotion is, as it is noted: where nothing was given up it is a demotion. */
export function cancelName(
  { core, loads }: SessionCoordinator,
  symbol: SymbolId,
): 'cancelPromotion' | 'demote' {
  const index = core.parts.symbols.indexOf(symbol);
  return index !== undefined && loads.hasGivenUp(index) ? 'cancelPromotion' : 'demote';
}

/** What a user does about loads: ends a promotion while it loads, and asks again for what did not come. */
export function loadCommands(
  { coordinator, run }: RemovalParts,
  demote: (symbol: SymbolId) => Result<boolean>,
) {
  return {
    /** Back to what the symbol was before it was promoted; what scanners and charts hold stays. */
    cancelPromotion: (symbol: SymbolId): Result<boolean> => {
      const done = demote(symbol);
      const index = coordinator.core.parts.symbols.indexOf(symbol);
      if (index !== undefined) coordinator.loads.resume(index);
      return done;
    },
    /** Asks again for the sessions that did not come, and for no others. False where none is missing. */
    retryLoads: (symbol: SymbolId): Result<boolean> => {
      if (run.state === 'failed')
        return failure('session_over', `Nothing more is loaded of ${symbol}: the session has failed.`);
      if (!coordinator.isKnown(symbol)) {
        const meant = symbolSuggestion(symbol, coordinator.parts.router);
        return failure('unknown_symbol', `Nothing is loaded of ${symbol}: no data source knows it${meant}`);
      }
      const lacks = coordinator.shortLoads.ofSymbol(symbol).filter((short) => askAgain(short, coordinator));
      return success(lacks.length > 0);
    },
  };
}

/** Queues what an interval lacks; false where nobody holds its history any more. */
function askAgain({ interval, missing, symbol }: ShortLoad, coordinator: SessionCoordinator): boolean {
  const { core, session } = coordinator;
  const symbolIndex = core.parts.symbols.indexOf(symbol);
  const [first] = missing;
  if (symbolIndex === undefined || first === undefined) return false;
  if (!core.holdings(symbolIndex).has('history', interval)) return false;
  const stretches = missing.map(({ from, to }) => ({ from, before: dateOfDayNumber(dayNumber(to) + 1) }));
  core.coverage.giveBack({
    symbolIndex,
    interval,
    from: first.from,
    before: session.date,
    missing: stretches,
  });
  const demand = core.coverage.widen(symbolIndex, interval, first.from, session.date);
  if (demand === undefined) return false;
  forgetShare(demand, coordinator);
  coordinator.queueHistory(demand);
  return true;
}

/** What is asked for again counts once in a promotion's progress, and so do the bars of it that came. */
function forgetShare(demand: HistoryDemand, { bars, parts, promotions }: SessionCoordinator): void {
  const sessions = sessionsOf(demand, parts.calendar);
  const series = bars.series(demand.symbolIndex, demand.interval);
  const got = runsOf(sessions, parts.calendar).reduce((sum, run) => {
    const [from, to] = [run[0]?.open ?? 0, run.at(-1)?.close ?? 0];
    return sum + (series === undefined ? 0 : recordsBetween(series, from, to).length / BAR_STRIDE);
  }, 0);
  const asked = expectedIn(parts.calendar, demand.interval, sessions);
  promotions.course(demand.symbolIndex)?.again(demand.interval, { asked, got });
}
