import { setTimeout as delay } from 'node:timers/promises';
import type { OpenedSession } from './session-factory.ts';

/** A look every so often at a session that is beginning. */
const LOOK_MS = 20;

/** Waits until the first of its trading sessions has begun; rejects, with the session stopped, where that fails. */
export async function begun({ live, session }: OpenedSession, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      signal.throwIfAborted();
      const { runState, failure: cause } = live.view.status();
      if (cause !== null) throw new Error(cause);
      if (runState !== 'starting' && runState !== 'loading') return;
      await delay(LOOK_MS);
    }
  } catch (error) {
    await session.stop().catch(() => undefined);
    throw error;
  }
}
