import type { Hit } from '../../shared/domain/hit.ts';
import { HIT_WINDOW } from '../../shared/session/snapshot.ts';
import { type HitPage, readHits } from './hit-pages.ts';
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

/** `restarted`: what was logged before is of no more use: another run, or hits that nobody keeps any more. */
type LogListener = (added: readonly LoggedHit[], restarted: boolean) => void;

/** Hits that were told before and are marked since: a bar they saw was revised. */
type RevisionListener = (revised: readonly LoggedHit[]) => void;

/** Reads at most `limit` hits from the one at `from` on; undefined where they cannot be had. */
type ReadHits = (from: number, limit: number) => Promise<HitPage | undefined>;

/** The most hits that are remembered; a snapshot itself holds far fewer. */
const LIMIT = 20_000;

const NOTHING: HitPage = { from: 0, hits: [] };

/**
 * Every hit of the run without a gap, the newest of them where there are very many. A snapshot brings the newest
 * ones: what came before them and was not seen is read, and then they follow.
 */
export class HitLog {
  readonly #read: ReadHits;
  readonly #listeners = new Set<LogListener>();
  readonly #revisionListeners = new Set<RevisionListener>();
  #hits: LoggedHit[] = [];
  #next = 0;
  #session: string | undefined;
  /** Counts the runs, so that an answer about one that was left is not taken for the newest. */
  #run = 0;
  /** What the newest snapshot held. */
  #newest = NOTHING;
  #catchingUp = false;

  constructor(read: ReadHits) {
    this.#read = read;
  }

  /** Oldest first. */
  get hits(): readonly LoggedHit[] {
    return this.#hits;
  }

  /** Takes what a snapshot brings; null where no session is open. */
  take(snapshot: HitsOfSnapshot | null): void {
    const hits = snapshot?.hits ?? [];
    const hitCount = snapshot?.status.hitCount ?? 0;
    const isOther = snapshot?.status.sessionName !== this.#session || hitCount < this.#next;
    this.#session = snapshot?.status.sessionName;
    this.#newest = { from: hitCount - hits.length, hits };
    if (isOther) {
      this.#run += 1;
      this.#hits = [];
      this.#next = 0;
    }
    const misses = this.#newest.from > this.#next;
    this.#append(misses ? NOTHING : this.#newest, isOther);
    this.#mark(this.#newest);
    if (misses && !this.#catchingUp) void this.#catchUp();
  }

  /** Returns what ends it. */
  subscribe(listener: LogListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told what is revised of what was told before. Returns what ends it. */
  onRevised(listener: RevisionListener): () => void {
    this.#revisionListeners.add(listener);
    return () => this.#revisionListeners.delete(listener);
  }

  /** Reads on until the newest snapshot continues the log. */
  async #catchUp(): Promise<void> {
    this.#catchingUp = true;
    while (this.#newest.from > this.#next) {
      const run = this.#run;
      const end = this.#newest.from + this.#newest.hits.length;
      const from = Math.max(this.#next, end - LIMIT);
      // No further than the snapshot reaches: the log is never ahead of it.
      const page = await this.#read(from, Math.min(HIT_WINDOW, end - from));
      if (run !== this.#run) continue;
      const brings = page !== undefined && page.from + page.hits.length > this.#next;
      this.#append(brings ? page : this.#newest);
    }
    this.#append(this.#newest);
    this.#catchingUp = false;
  }

  /** Takes the marks of a page onto what is logged. */
  #mark({ from, hits }: HitPage): void {
    const first = this.#hits[0]?.index ?? this.#next;
    const revised = hits.flatMap((hit, offset): LoggedHit[] => {
      const logged = this.#hits[from + offset - first];
      return logged === undefined || logged.hit.revisedAt === hit.revisedAt ? [] : [{ ...logged, hit }];
    });
    if (revised.length === 0) return;
    const marked = [...this.#hits];
    for (const logged of revised) marked[logged.index - first] = logged;
    this.#hits = marked;
    for (const listener of this.#revisionListeners) listener(revised);
  }

  /** Takes what is new of a page. One that leaves a gap begins the log anew. */
  #append({ from, hits }: HitPage, isOther = false): void {
    const restarted = isOther || from > this.#next;
    if (restarted) {
      this.#hits = [];
      this.#next = from;
    }
    const first = this.#next;
    const added = hits.slice(first - from).map((hit, offset) => ({ index: first + offset, hit }));
    this.#next += added.length;
    if (added.length === 0 && !restarted) return;
    this.#hits = this.#hits.concat(added).slice(-LIMIT);
    for (const listener of this.#listeners) listener(added, restarted);
  }
}

/** The hits of the open session, for as long as the page lives: panels come and go. */
export const hitLog = new HitLog(readHits);

hitLog.take(useSession.getState().snapshot);
useSession.subscribe(({ snapshot }, before) => {
  if (snapshot?.hits !== before.snapshot?.hits) hitLog.take(snapshot);
});
