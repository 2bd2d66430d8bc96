import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { symbolSuggestion } from './known-symbols.ts';
import type { LiveSessionParts } from './live-parts.ts';
import { loadCommands } from './load-commands.ts';
import { removalCommands, returning } from './removal-commands.ts';
import { type ScannerActs, scannerCommands } from './scanner-commands.ts';
import { tradingCommands } from './trading-commands.ts';
import type { UniverseChange, WatchedConfig } from './universe.ts';
import { watchUniverse } from './universe-commands.ts';

/**
 * What a user does to a session, as it is done: each is called between two steps of the run, at once, and
 * what it asks for is loaded before the next one. The same call comes again when a session is continued.
 */
export interface CommandActs extends ScannerActs {
  promote(symbol: SymbolId): Result<boolean>;
  demote(symbol: SymbolId): Result<boolean>;
  cancelPromotion(symbol: SymbolId): Result<boolean>;
  retryLoads(symbol: SymbolId): Result<boolean>;
  remove(symbol: SymbolId): Result<boolean>;
  restore(symbol: SymbolId): Result<boolean>;
  removeWhenReleased(symbol: SymbolId, on: boolean): Result<boolean>;
  lock(symbol: SymbolId, reason: string): Result<boolean>;
  unlock(symbol: SymbolId): Result<boolean>;
  submitOrder(symbol: SymbolId, side: 'buy' | 'sell', quantity: number): Result<string>;
  closePosition(symbol: SymbolId): Result<string>;
  closeAllPositions(): Result<number>;
  watch(watched: WatchedConfig): Result<UniverseChange>;
}

export function commandActs(parts: LiveSessionParts): CommandActs {
  const { coordinator, run } = parts;
  const { data } = coordinator;
  const unless = <T>(refused: Result<T> | undefined, act: () => T): Result<T> => refused ?? success(act());
  const unknown = (symbol: SymbolId, action: string): Result<never> | undefined =>
    coordinator.isKnown(symbol)
      ? undefined
      : failure(
          'unknown_symbol',
          `${symbol} was not ${action}: no data source of this session knows it${symbolSuggestion(symbol, coordinator.parts.router)}`,
        );
  const over = (symbol: SymbolId): Result<never> | undefined =>
    run.state === 'ended' || run.state === 'failed'
      ? failure('session_over', `${symbol} was not promoted: the session is over.`)
      : undefined;
  const removals = removalCommands(parts);
  return {
    ...removals,
    ...loadCommands(parts, removals.demote),
    ...tradingCommands(parts),
    ...scannerCommands(parts),
    promote: (symbol) =>
      unless(over(symbol) ?? unknown(symbol, 'promoted'), () =>
        returning(parts, symbol, () => data.addSymbol(symbol)),
      ),
    lock: (symbol, reason) => {
      if (reason.trim() === '')
        return failure('empty_reason', `${symbol} was not locked: say why it is to be locked.`);
      return unless(unknown(symbol, 'locked'), () =>
        returning(parts, symbol, () => data.lockSymbol(symbol, reason)),
      );
    },
    unlock: (symbol) => success(data.unlockSymbol(symbol)),
    watch: (watched) => watchUniverse(parts, watched),
  };
}
