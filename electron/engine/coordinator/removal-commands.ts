import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { RunState } from '../../../shared/session/status.ts';
import type { ScannerManager } from '../scanners/scanner-manager.ts';
import { symbolSuggestion } from './known-symbols.ts';
import type { SessionCoordinator } from './session-coordinator.ts';

/** Who watches the universe, and whether anything of it can still be loaded. */
export interface ScannerUniverse {
  readonly state: RunState;
  readonly scanners: Pick<ScannerManager, 'welcomeBack'>;
}

/** What removals need of a running session. */
export interface RemovalParts {
  readonly coordinator: SessionCoordinator;
  readonly run: ScannerUniverse;
}

/** Taking symbols out of the full tier and out of the session, and back. A locked symbol is never taken. */
export function removalCommands(parts: RemovalParts) {
  const { coordinator, run } = parts;
  const { data, core, removals } = coordinator;
  const unlessLocked = (symbol: SymbolId, action: string, act: () => boolean): Result<boolean> => {
    const locks = data.getLocks(symbol);
    const done = act();
    if (done || locks.length === 0) return success(done);
    const holders = locks
      .map((lock) => `${lock.holder.kind} ${lock.holder.id} ("${lock.reason}")`)
      .join(', ');
    const until = removals.isWaiting(symbol)
      ? 'It leaves when the last holder releases it.'
      : 'It becomes removable when the last holder releases it.';
    return failure(
      'symbol_locked',
      `${symbol} is locked and was not ${action}. Held by ${holders}. ${until}`,
      // The refusal is the newest entry of the ledger: nothing else was recorded since.
      { locks, entry: coordinator.changeSequence(), leaving: removals.isWaiting(symbol) },
    );
  };
  /** After its end a run still loads what is asked for; after a failure it does not. */
  const failed = (symbol: SymbolId): Result<never> | undefined =>
    run.state === 'failed'
      ? failure('session_over', `${symbol} was not brought back: the session has failed.`)
      : undefined;
  const unknown = (symbol: SymbolId): Result<never> =>
    failure(
      'unknown_symbol',
      `${symbol} was not marked for removal: it is not part of this session${symbolSuggestion(symbol, coordinator.parts.router)}`,
    );
  return {
    demote: (symbol: SymbolId): Result<boolean> =>
      core.isPromoted(symbol)
        ? unlessLocked(symbol, 'demoted', () => data.demoteSymbol(symbol))
        : success(false),
    remove: (symbol: SymbolId): Result<boolean> =>
      unlessLocked(symbol, 'removed', () => coordinator.removeByUser(symbol)),
    /**
     * Takes a removal back: the symbol is in the scanners' universe again, their data of it is asked for
     * anew, and it is promoted again where it was promoted when it was removed. Where the next session has
     * brought it back already, the promotion alone is left to do.
     */
    restore: (symbol: SymbolId): Result<boolean> => {
      const refused = failed(symbol);
      if (refused !== undefined) return refused;
      const wasRemoved = core.isExcluded(symbol);
      if (wasRemoved) {
        core.restore(symbol);
        coordinator.record('restored', symbol, 'user');
        run.scanners.welcomeBack(symbol);
      }
      const promoted = removals.takePromoted(symbol) && data.addSymbol(symbol);
      return success(wasRemoved || promoted);
    },
    /**
     * Marks a locked symbol: it is removed when its last lock goes, whoever releases that. One that is free
     * by now is removed at once, since that is what was asked for. A new lock by hand takes the mark back.
     */
    removeWhenReleased: (symbol: SymbolId, on: boolean): Result<boolean> => {
      if (coordinator.core.parts.symbols.indexOf(symbol) === undefined) return unknown(symbol);
      if (!on) return success(coordinator.keepByUser(symbol));
      if (!data.isSymbolLocked(symbol)) return success(coordinator.removeByUser(symbol));
      if (!removals.wait(symbol)) return success(false);
      coordinator.record('leaving', symbol, 'user');
      return success(true);
    },
  };
}

/** Does what may bring a removed symbol back (a lock, an order): then the scanners watch it again. */
export function returning<T>({ coordinator, run }: RemovalParts, symbol: SymbolId, act: () => T): T {
  const wasRemoved = coordinator.core.isExcluded(symbol);
  const done = act();
  if (wasRemoved && !coordinator.core.isExcluded(symbol)) run.scanners.welcomeBack(symbol);
  return done;
}
