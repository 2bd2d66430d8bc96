import { type Result, success } from '../../../shared/domain/result.ts';
import type { SessionView } from '../../engine/coordinator/session-view.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type QualityHandlers = Pick<RequestHandlers, 'quality.symbols' | 'quality.days'>;

/** Requests about how good the session's data is. */
export function qualityHandlers(host: SessionHost): QualityHandlers {
  const read = async <T>(of: (view: SessionView) => T | Promise<T>): Promise<Result<T>> => {
    const session = await host.running();
    return session.ok ? success(await of(session.value.view)) : session;
  };
  return {
    'quality.symbols': (query) =>
      read(async (view) => {
        const { rows, ...page } = await view.qualityPage(query);
        return { ...page, rows: [...rows] };
      }),
    'quality.days': ({ symbol, sessions }) =>
      read((view) =>
        view.qualityDays(symbol, sessions).map(({ interval, days }) => ({ interval, days: [...days] })),
      ),
  };
}
