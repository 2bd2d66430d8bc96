import type { Result } from '../../../shared/domain/result.ts';
import type { SessionCommands } from '../../engine/coordinator/session-view.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type TradingHandlers = Pick<RequestHandlers, 'order.submit' | 'position.close' | 'position.closeAll'>;

/** Paper orders; the engine decides, refusals pass through unchanged. */
export function tradingHandlers(host: SessionHost): TradingHandlers {
  const command = async <T>(act: (commands: SessionCommands) => Promise<Result<T>>): Promise<Result<T>> => {
    const session = await host.running();
    return session.ok ? act(session.value.commands) : session;
  };
  return {
    'order.submit': ({ symbol, side, quantity }) =>
      command((commands) => commands.submitOrder(symbol, side, quantity)),
    'position.close': ({ symbol }) => command((commands) => commands.closePosition(symbol)),
    'position.closeAll': () => command((commands) => commands.closeAllPositions()),
  };
}
