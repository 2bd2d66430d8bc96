import type { Result } from '../../../shared/domain/result.ts';
import type { SessionCommands } from '../../engine/coordinator/session-view.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type SymbolHandlers = Pick<
  RequestHandlers,
  | 'symbol.promote'
  | 'symbol.demote'
  | 'symbol.remove'
  | 'symbol.restore'
  | 'symbol.removeWhenReleased'
  | 'symbol.lock'
  | 'symbol.unlock'
>;

/** Requests about one symbol; the engine decides, refusals pass through unchanged. */
export function symbolHandlers(host: SessionHost): SymbolHandlers {
  const command = async (
    act: (commands: SessionCommands) => Promise<Result<boolean>>,
  ): Promise<Result<boolean>> => {
    const session = await host.running();
    return session.ok ? act(session.value.commands) : session;
  };
  return {
    'symbol.promote': ({ symbol }) => command((commands) => commands.promote(symbol)),
    'symbol.demote': ({ symbol }) => command((commands) => commands.demote(symbol)),
    'symbol.remove': ({ symbol }) => command((commands) => commands.remove(symbol)),
    'symbol.restore': ({ symbol }) => command((commands) => commands.restore(symbol)),
    'symbol.removeWhenReleased': ({ symbol, on }) =>
      command((commands) => commands.removeWhenReleased(symbol, on)),
    'symbol.lock': ({ symbol, reason }) => command((commands) => commands.lock(symbol, reason)),
    'symbol.unlock': ({ symbol }) => command((commands) => commands.unlock(symbol)),
  };
}
