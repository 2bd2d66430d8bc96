import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { SessionCommands } from '../../engine/coordinator/session-view.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type SymbolHandlers = Pick<
  RequestHandlers,
  | 'symbol.previewPromotion'
  | 'symbol.promote'
  | 'symbol.demote'
  | 'symbol.cancelPromotion'
  | 'symbol.retryLoads'
  | 'symbol.remove'
  | 'symbol.restore'
  | 'symbol.removeWhenReleased'
  | 'symbol.lock'
  | 'symbol.unlock'
  | 'symbol.sparks'
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
    'symbol.previewPromotion': async ({ symbols }) => {
      const session = await host.running();
      if (!session.ok) return session;
      try {
        return success(await session.value.view.previewPromotion(symbols));
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        return failure('preview_failed', `The price could not be worked out: ${cause}`);
      }
    },
    'symbol.sparks': async ({ symbols }) => {
      const session = await host.running();
      return session.ok ? success(session.value.view.sparks(symbols)) : session;
    },
    'symbol.promote': ({ symbol }) => command((commands) => commands.promote(symbol)),
    'symbol.demote': ({ symbol }) => command((commands) => commands.demote(symbol)),
    'symbol.cancelPromotion': ({ symbol }) => command((commands) => commands.cancelPromotion(symbol)),
    'symbol.retryLoads': ({ symbol }) => command((commands) => commands.retryLoads(symbol)),
    'symbol.remove': ({ symbol }) => command((commands) => commands.remove(symbol)),
    'symbol.restore': ({ symbol }) => command((commands) => commands.restore(symbol)),
    'symbol.removeWhenReleased': ({ symbol, on }) =>
      command((commands) => commands.removeWhenReleased(symbol, on)),
    'symbol.lock': ({ symbol, reason }) => command((commands) => commands.lock(symbol, reason)),
    'symbol.unlock': ({ symbol }) => command((commands) => commands.unlock(symbol)),
  };
}
