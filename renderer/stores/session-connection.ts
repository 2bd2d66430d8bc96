import { continues } from '../../shared/session/apply-delta.ts';
import type { SessionDelta } from '../../shared/session/snapshot.ts';
import { listen, request } from '../ipc/client.ts';
import { advance, markFailed, replaceSnapshot, useSession } from './session-store.ts';

const RETRY_MS = 1_000;
/** Failures that pass by themselves: the session is still being built, or the process is busy. */
const PASSING = new Set(['deadline_exceeded', 'unreachable']);

/** Keeps the session store fed for as long as the page lives. */
export function connectSession(): void {
  listen('session.delta', onDelta);
  void takeSnapshot();
}

async function takeSnapshot(): Promise<void> {
  const reply = await request('session.snapshot', undefined);
  if (reply.ok) {
    replaceSnapshot(reply.value);
    acknowledge(reply.value.seq);
  } else if (PASSING.has(reply.error.code)) {
    setTimeout(() => void takeSnapshot(), RETRY_MS);
  } else {
    markFailed(reply.error);
  }
}

function onDelta(delta: SessionDelta): void {
  const { snapshot } = useSession.getState();
  if (snapshot === null || delta.seq <= snapshot.seq) return;
  if (!continues(snapshot, delta)) {
    void takeSnapshot();
    return;
  }
  advance(snapshot, delta);
  acknowledge(delta.seq);
}

/** Asks for the next frame only once this one is being painted: the screen sets the pace. */
function acknowledge(seq: number): void {
  requestAnimationFrame(() => void request('session.acknowledge', { seq }));
}
