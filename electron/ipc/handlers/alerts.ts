import { success } from '../../../shared/domain/result.ts';
import type { EventPayload } from '../../../shared/ipc/contract.ts';
import type { RequestHandlers } from '../guard.ts';

/** Shows notifications of the system. */
export interface Notifier {
  /** Nothing is shown while the window has the focus. @param opened told when the user presses it */
  show(title: string, body: string, opened: () => void): void;
}

/** Requests about alerts outside of the window. */
export function alertHandlers(
  notifier: Notifier,
  opened: (hit: EventPayload<'alert.opened'>) => void,
): Pick<RequestHandlers, 'alert.notify'> {
  return {
    'alert.notify': async ({ title, body, symbol, time }) => {
      notifier.show(title, body, () => opened({ symbol, time }));
      return success(null);
    },
  };
}
