import type { Hit } from '../../shared/domain/hit.ts';
import { useSession } from './session-store.ts';

/** A hit with its place in the run. */
export interface LoggedHit {
  /** From 0; tells hits of one run apart. */
  readonly index: number;
  readonly hit: Hit;
}

/** The part of a session snapshot that is about hits. */
interface HitsOfSnapshot {
  readonly hits: readonly Hit[];
  readonly status: { readonly hitCount: number; readonly sessionName: string };
}

/** `restarted`: what was logged before is of no more use: another run, or hits were missed on the way. */
type LogListener = (added: readonly LoggedHit[], restarted: boolean) => void;

/** The most hits that are remembered; a snapshot itself holds far fewer. */
const LIMIT = 20_000;

/** Every hit of the run since the window opened, the newest of them where there are very many. */
export class HitLog {
  readonly #listeners = new Set<LogListener>();
  #hits: LoggedHit[] = [];
  #next = 0;
  #session: string | undefined;

  /** Oldest first. */
  get hits(): readonly LoggedHit[] {
    return this.#hits;
  }

  /** Takes what a snapshot brings; null where no session is open. */
  take(snapshot: HitsOfSnapshot | null): void {
    const hitCount = snapshot?.status.hitCount ?? 0;
    const start = hitCount - (snapshot?.hits.length ?? 0);
    const isOther = snapshot?.status.sessionName !== this.#session;
    const restarted = isOther || hitCount < this.#next || start > this.#next;
    this.#session = snapshot?.status.sessionName;
    if (restarted) this.#hits = [];
    const from = restarted ? start : Math.max(start, this.#next);
    const added = (snapshot?.hits ?? [])
      .slice(from - start)
      .map((hit, offset) => ({ index: from + offset, hit }));
    this.#next = hitCount;
    if (added.length === 0 && !restarted) return;
    this.#hits = this.#hits.concat(added).slice(-LIMIT);
    for (const listener of this.#listeners) listener(added, restarted);
  }

  /** Returns what ends it. */
  subscribe(listener: LogListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The hits of the open session, for as long as the page lives: panels come and go. */
export const hitLog = new HitLog();

hitLog.take(useSession.getState().snapshot);
useSession.subscribe(({ snapshot }, before) => {
  if (snapshot?.hits !== before.snapshot?.hits) hitLog.take(snapshot);
});
