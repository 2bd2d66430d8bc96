import type { Failure } from '../../shared/domain/result.ts';
import type { StandingSession } from '../engine/coordinator/session-storage.ts';
import type { KeptFile } from './kept-file.ts';
import { markOf, type SessionMark } from './position-file.ts';

/** Time between two marks: what a crash costs at most has to be played, not done, again. */
const MARK_INTERVAL_MS = 2_000;
/** A session that stands still shows a sign of life this often. */
const SIGN_OF_LIFE_MS = 30_000;

/** Writes where a session stands, every few seconds and off its path. */
export class MarkWriter {
  /** What the disk refused; undefined while it takes the marks. */
  notSaved: Failure | undefined;
  #read: (() => StandingSession) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #newest: SessionMark | undefined;
  #writing: Promise<void> | undefined;

  constructor(private readonly file: KeptFile<SessionMark>) {}

  begin(read: () => StandingSession): void {
    this.#read = read;
    this.#tick();
    this.#timer = setInterval(() => this.#tick(), MARK_INTERVAL_MS);
    this.#timer.unref();
  }

  /** Writes the last mark, where there is anything to tell. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    if (this.#read !== undefined) await this.#write(markOf(this.#read(), Date.now()));
    this.#read = undefined;
  }

  #tick(): void {
    if (this.#read === undefined || this.#writing !== undefined) return;
    const mark = markOf(this.#read(), Date.now());
    if (this.#newest !== undefined && isSame(this.#newest, mark)) return;
    this.#writing = this.#write(mark).finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(mark: SessionMark): Promise<void> {
    const saved = await this.file.save(`${JSON.stringify(mark)}\n`);
    this.notSaved = saved.ok ? undefined : saved.error;
    if (saved.ok) this.#newest = mark;
  }
}

function isSame(left: SessionMark, right: SessionMark): boolean {
  if (right.savedAt - left.savedAt >= SIGN_OF_LIFE_MS) return false;
  return JSON.stringify({ ...left, savedAt: 0 }) === JSON.stringify({ ...right, savedAt: 0 });
}
