import { create } from 'zustand';
import type { Result } from '../../shared/domain/result.ts';
import { request } from '../ipc/client.ts';
import { useSession } from './session-store.ts';
import { toast } from './toast-store.ts';

/** Speeds that are offered, slowest first: times real time, null for as fast as the machine can. */
export const SPEEDS = [1, 5, 20, 60, null] as const;

interface TransportState {
  /** The run is on its way to the next hit. */
  readonly seeking: boolean;
}

export const useTransport = create<TransportState>()(() => ({ seeking: false }));

async function pauseSession(): Promise<void> {
  report('The session was not paused', await request('session.pause', undefined));
}

async function resumeSession(): Promise<void> {
  report('The session did not go on', await request('session.resume', undefined));
}

export function togglePause(): void {
  const runState = useSession.getState().snapshot?.status.runState;
  if (runState === 'paused') void resumeSession();
  else if (runState !== undefined && runState !== 'ended' && runState !== 'failed') void pauseSession();
}

/** Plays up to the next bar, then stands. */
export async function step(): Promise<void> {
  report('The session did not step', await request('session.step', undefined));
}

/** Plays as fast as it can up to the next hit, then stands; once at a time. */
export async function toNextHit(): Promise<void> {
  if (useTransport.getState().seeking) return;
  useTransport.setState({ seeking: true });
  const reply = await request('session.nextHit', undefined);
  if (!reply.ok) useTransport.setState({ seeking: false });
  report('No jump to the next hit', reply);
}

/** Times real time; null for as fast as the machine can. */
export async function setSpeed(speed: number | null): Promise<void> {
  report('The speed stays as it was', await request('session.setSpeed', { speed }));
}

/** The next speed up (1) or down (-1); nothing at either end. */
export function changeSpeed(direction: 1 | -1): void {
  const status = useSession.getState().snapshot?.status;
  if (status === undefined || status.mode === 'live') return;
  const next = nextSpeed(status.speed, direction);
  if (next !== undefined) void setSpeed(next);
}

/** The offered speed after or before one that may lie between them; undefined at either end. */
export function nextSpeed(speed: number | null, direction: 1 | -1): number | null | undefined {
  const rank = (each: number | null) => each ?? Number.POSITIVE_INFINITY;
  const beyond = SPEEDS.filter((each) => (rank(each) - rank(speed)) * direction > 0);
  return direction === 1 ? beyond[0] : beyond.at(-1);
}

function report(title: string, reply: Result<null>): void {
  if (!reply.ok) toast('refused', title, [reply.error.message]);
}

// The run stands again once the hit is there, or the session is over.
useSession.subscribe(({ snapshot }) => {
  if (useTransport.getState().seeking && snapshot?.status.runState !== 'running') {
    useTransport.setState({ seeking: false });
  }
});
