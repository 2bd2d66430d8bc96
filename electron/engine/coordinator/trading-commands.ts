import type { MarketOrder } from '../../../shared/domain/position.ts';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { AnalysisEngine } from '../positions/analysis-engine.ts';
import { symbolSuggestion } from './known-symbols.ts';
import type { ScannerUniverse } from './removal-commands.ts';
import { returning } from './removal-commands.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** What orders need of a running session. */
export interface TradingParts {
  readonly coordinator: SessionCoordinator;
  readonly engine: AnalysisEngine;
  readonly run: ScannerUniverse;
}

/** Orders by hand: market orders on paper, filled whole at the next bar's open. Refusals say why none was placed. */
export function tradingCommands(parts: TradingParts) {
  const { coordinator, engine, run } = parts;
  const idOf = (placed: Result<MarketOrder>): Result<string> =>
    placed.ok ? success(placed.value.id) : placed;
  const closed = (): Result<never> | undefined => {
    if (run.state === 'ended' || run.state === 'failed')
      return failure('session_over', 'No order was placed: the session is over.');
    const { session, parts } = coordinator;
    if (parts.clock.now() < session.close) return undefined;
    return failure(
      'market_closed',
      `No order was placed: the session of ${session.date} closed at ${parts.calendar.wallTime(session.close).slice(0, 5)}, and no bar is left to fill it. Place it once the next session has begun.`,
    );
  };
  const unfit = (symbol: SymbolId, quantity: number): Result<never> | undefined => {
    if (!Number.isInteger(quantity) || quantity < 1)
      return failure(
        'bad_quantity',
        `No order was placed: ${quantity} shares of ${symbol} is not a whole number of 1 or more.`,
      );
    if (coordinator.isKnown(symbol)) return undefined;
    return failure(
      'unknown_symbol',
      `No order was placed: no data source of this session knows ${symbol}${symbolSuggestion(symbol, coordinator.parts.router)}`,
    );
  };
  return {
    /** Buying closes what is short first, selling what is long; what is left over turns the position round. */
    submitOrder: (symbol: SymbolId, side: 'buy' | 'sell', quantity: number): Result<string> =>
      closed() ??
      unfit(symbol, quantity) ??
      returning(parts, symbol, () =>
        idOf(engine.onSignalEnter({ symbol, side: side === 'buy' ? 'long' : 'short', quantity })),
      ),
    closePosition: (symbol: SymbolId): Result<string> => closed() ?? idOf(engine.onSignalExit(symbol)),
    /** Positions that waiting orders close already are left to them. */
    closeAllPositions: (): Result<number> => {
      const refused = closed();
      if (refused !== undefined) return refused;
      const placed = engine.positions().filter(({ symbol }) => engine.onSignalExit(symbol).ok);
      return success(placed.length);
    },
  };
}
