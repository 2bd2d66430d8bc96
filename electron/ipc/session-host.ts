import { type Failure, failure, type Result, success } from '../../shared/domain/result.ts';
import type { RunningSession } from '../engine/coordinator/session-view.ts';

/** Longest wait for a session to stop when the program quits. */
const STOP_DEADLINE_MS = 5_000;

type Opening = Promise<Result<RunningSession>>;

const NONE: Opening = Promise.resolve(failure('no_session', 'No session is open: open one first.'));

/**
 * Owns which session the window has: opens one in place of another, keeps the cause where one fails (at
 * its start or later), and stops it. One change after the other, in the order of the calls.
 */
export class SessionHost {
  readonly #onChanged: (open: boolean) => void;
  #session: Opening = NONE;
  #isOpen = false;
  #failure: Failure | undefined;
  #changes: Promise<unknown> = Promise.resolve();

  /** @param onChanged told whenever another session is open, or none */
  constructor(onChanged: (open: boolean) => void) {
    this.#onChanged = onChanged;
  }

  /** True while a session is open, or being opened. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Why the newest session could not be opened, or failed while it ran; undefined where it did not. */
  failure(): Failure | undefined {
    return this.#failure;
  }

  /** The session that is open, once it is built; `no_session`, or why it could not be built. Never rejects. */
  running(): Opening {
    return this.#session;
  }

  /** Stops the session that is open, then builds another and opens it. Answers why where that fails; none is open then. */
  open(create: () => Promise<RunningSession>): Promise<Result<RunningSession>> {
    const before = this.#session;
    this.#isOpen = true;
    this.#failure = undefined;
    const opened = this.#after(async () => {
      await stopped(before);
      return this.#build(create);
    });
    this.#session = opened;
    void opened.then((session) => this.#settled(opened, session));
    return opened;
  }

  /** Stops the session that is open; none is open from here on. */
  async close(): Promise<void> {
    const before = this.#session;
    this.#session = NONE;
    this.#isOpen = false;
    this.#failure = undefined;
    await this.#after(() => stopped(before));
    if (this.#session === NONE) this.#onChanged(false);
  }

  /** Stops the session since the program quits; gives up after a few seconds so that quitting never hangs. */
  async stop(): Promise<void> {
    await Promise.race([this.#after(() => stopped(this.#session)), delay(STOP_DEADLINE_MS)]);
  }

  async #build(create: () => Promise<RunningSession>): Opening {
    try {
      const session = await create();
      session.finished.catch((thrown: unknown) => {
        this.#failure = failureOf(thrown).error;
      });
      return success(session);
    } catch (thrown) {
      return failureOf(thrown);
    }
  }

  /** Tells of a session that was opened, or could not be, where no other has taken its place meanwhile. */
  #settled(opened: Opening, session: Result<RunningSession>): void {
    if (this.#session !== opened) return;
    this.#isOpen = session.ok;
    if (!session.ok) this.#failure = session.error;
    this.#onChanged(session.ok);
  }

  #after<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(change);
    this.#changes = done.catch(() => undefined);
    return done;
  }
}

/** Waits until a session is there and has stopped. What fails of that has been told by the session itself. */
async function stopped(opening: Opening): Promise<void> {
  const session = await opening;
  if (session.ok) await session.value.stop().catch(() => undefined);
}

function failureOf(thrown: unknown): { readonly ok: false; readonly error: Failure } {
  return failure('session_failed', thrown instanceof Error ? thrown.message : String(thrown));
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
