import { success } from '../../../shared/domain/result.ts';
import type { DraftDesk } from '../../platform/drafts/draft-desk.ts';
import type { RequestHandlers } from '../guard.ts';

type DraftHandlers = Pick<
  RequestHandlers,
  | 'scanner.tryDraft'
  | 'scanner.testDraft'
  | 'scanner.draftValues'
  | 'scanner.stopDraft'
  | 'scanner.closeDrafts'
>;

/** Requests about scanners that are being written. */
export function draftHandlers(desk: DraftDesk): DraftHandlers {
  return {
    'scanner.tryDraft': (pair) => desk.try(pair),
    'scanner.testDraft': ({ sessions, ...pair }) => desk.test(pair, sessions),
    'scanner.draftValues': async ({ id, side, condition }) =>
      success({ values: await desk.values(id, side, condition) }),
    'scanner.stopDraft': () => {
      desk.stop();
      return success(null);
    },
    'scanner.closeDrafts': async () => {
      await desk.close();
      return success(null);
    },
  };
}
