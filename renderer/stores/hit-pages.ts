import type { Hit } from '../../shared/domain/hit.ts';
import { request } from '../ipc/client.ts';

/** Hits that follow each other, oldest first. */
export interface HitPage {
  /** Place of the first of them in the run, from 0. */
  readonly from: number;
  readonly hits: readonly Hit[];
}

/** Failures that pass by themselves: the process is busy. */
const PASSING = new Set(['deadline_exceeded', 'rate_exceeded', 'unreachable']);
const RETRY_MS = 250;
const TRIES = 20;

/** At most `limit` kept hits of the open session from the one at `from` on; undefined where they cannot be had. */
export async function readHits(from: number, limit: number): Promise<HitPage | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const reply = await request('session.hits', { from, limit });
    if (reply.ok) return reply.value;
    if (!PASSING.has(reply.error.code)) return undefined;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  return undefined;
}
