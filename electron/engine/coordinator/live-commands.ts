import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { symbolSuggestion } from './known-symbols.ts';
import type { LiveSessionParts, LiveState } from './live-parts.ts';
import type { SessionCommands } from './session-view.ts';

/** What a window may do to a running session. */
export function sessionCommands(parts: LiveSessionParts, live: LiveState): SessionCommands {
  const { coordinator, gate, run } = parts;
  const { data } = coordinator;
  const unless = <T>(refused: Result<T> | undefined, act: () => T): Result<T> => refused ?? success(act());
  /** What a command asked for is loaded at once, while the run is paused too. */
  const attended = (changed: boolean): boolean => {
    if (changed) run.attend();
    return changed;
  };
  const unlessLocked = (symbol: SymbolId, action: string, act: () => boolean): Result<boolean> => {
    const locks = data.getLocks(symbol);
    const done = act();
    if (done || locks.length === 0) return success(attended(done));
    const holders = locks
      .map((lock) => `${lock.holder.kind} ${lock.holder.id} ("${lock.reason}")`)
      .join(', ');
    return failure(
      'symbol_locked',
      `${symbol} is locked and was not ${action}. Held by ${holders}. It becomes removable when the last holder releases it.`,
      { locks },
    );
  };
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
  return {
    promote: async (symbol) =>
      unless(over(symbol) ?? unknown(symbol, 'promoted'), () => attended(data.addSymbol(symbol))),
    demote: async (symbol) => unlessLocked(symbol, 'demoted', () => data.demoteSymbol(symbol)),
    remove: async (symbol) => unlessLocked(symbol, 'removed', () => data.removeSymbol(symbol)),
    restore: async () => failure('not_built', 'restore'),
    removeWhenReleased: async () => failure('not_built', 'removeWhenReleased'),
    lock: async (symbol, reason) => {
      if (reason.trim() === '')
        return failure('empty_reason', `${symbol} was not locked: say why it is to be locked.`);
      return unless(unknown(symbol, 'locked'), () => data.lockSymbol(symbol, reason));
    },
    unlock: async (symbol) => success(data.unlockSymbol(symbol)),
    submitOrder: async () => failure('not_built', 'submitOrder'),
    closePosition: async () => failure('not_built', 'closePosition'),
    closeAllPositions: async () => failure('not_built', 'closeAllPositions'),
    pause: () => gate.close(),
    resume: () => gate.open(),
    step: () => undefined,
    playToNextHit: () => undefined,
    setSpeed: (speed) => live.setSpeed(speed),
  };
}
