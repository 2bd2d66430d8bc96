import { continues } from '../../shared/session/apply-delta.ts';
import type { SessionDelta } from '../../shared/session/snapshot.ts';
import { listen, request } from '../ipc/client.ts';
import { measurePaint } from './paint-store.ts';
import {
  advance,
  markClosed,
  markFailed,
  markStarting,
  replaceSnapshot,
  useSession,
} from './session-store.ts';

const RETRY_MS = 1_000;
/** Failures that pass by themselves: the session is still being built, or the process is busy. */
const PASSING = new Set(['deadline_exceeded', 'unreachable']);

const NO_SESSION = new Set(['no_session', 'cancelled']);

/** Counts the sessions, so that an answer about one that was left is not taken for the newest. */
let session = 0;

/** Keeps the session store fed for as long as the page lives. */
export function connectSession(): void {
  listen('session.delta', onDelta);
  listen('session.changed', ({ open }) => {
    session += 1;
    if (open) {
      markStarting();
      void takeSnapshot(session);
    } else {
      markClosed();
    }
  });
  void takeSnapshot(session);
}

async function takeSnapshot(of: number): Promise<void> {
  const reply = await request('session.snapshot', undefined);
  if (of !== session) return;
  if (reply.ok) {
    replaceSnapshot(reply.value);
    acknowledge(reply.value.seq);
  } else if (PASSING.has(reply.error.code)) {
    setTimeout(() => void takeSnapshot(of), RETRY_MS);
  } else if (NO_SESSION.has(reply.error.code)) {
    markClosed();
  } else {
    markFailed(reply.error);
  }
}

function onDelta(delta: SessionDelta): void {
  const { snapshot } = useSession.getState();
  if (snapshot === null || delta.seq <= snapshot.seq) return;
  if (!continues(snapshot, delta)) {
    void takeSnapshot(session);
    return;
  }
  measurePaint();
  advance(snapshot, delta);
  acknowledge(delta.seq);
}

/** Asks for the next frame only once this one is being painted: the screen sets the pace. */
function acknowledge(seq: number): void {
  requestAnimationFrame(() => void request('session.acknowledge', { seq }));
}
