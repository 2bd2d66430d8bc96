import type { Result } from '../../../shared/domain/result.ts';
import type { SessionView } from '../../engine/coordinator/session-view.ts';
import type { RequestHandlers } from '../guard.ts';
import type { SessionHost } from '../session-host.ts';

type HitHandlers = Pick<
  RequestHandlers,
  'hit.explain' | 'scanner.whyNot' | 'scanner.nearMisses' | 'scanner.funnel'
>;

/** Requests about why symbols hit, and why others do not. */
export function hitHandlers(host: SessionHost): HitHandlers {
  const read = async <T>(of: (view: SessionView) => Result<T> | Promise<Result<T>>): Promise<Result<T>> => {
    const session = await host.running();
    return session.ok ? of(session.value.view) : session;
  };
  return {
    'hit.explain': ({ hit }) => read((view) => view.explainHit(hit)),
    'scanner.whyNot': ({ scanner, symbol }) => read((view) => view.whyNot(scanner, symbol)),
    'scanner.nearMisses': ({ scanner, limit }) => read((view) => view.nearMisses(scanner, limit)),
    'scanner.funnel': ({ scanner }) => read((view) => view.funnel(scanner)),
  };
}
