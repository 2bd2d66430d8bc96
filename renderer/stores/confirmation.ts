import type { SessionSnapshot } from '../../shared/session/snapshot.ts';
import { useSession } from './session-store.ts';

/** Longest time that something accepted stays marked as pending without being seen. */
const CONFIRM_MS = 2_000;

/** Resolves as soon as the window shows what was asked for, or after two seconds. */
export function whenShown(shows: (snapshot: SessionSnapshot) => boolean): Promise<void> {
  const isShown = (): boolean => {
    const { snapshot } = useSession.getState();
    return snapshot === null || shows(snapshot);
  };
  if (isShown()) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(finish, CONFIRM_MS);
    const stop = useSession.subscribe(() => {
      if (isShown()) finish();
    });
    function finish(): void {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}
