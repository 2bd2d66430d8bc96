import { type Failure, failure, type Result } from '../../shared/domain/result.ts';
import type { RunningSession } from '../engine/coordinator/session-view.ts';

/** Longest wait for a session to stop when the program quits. */
const STOP_DEADLINE_MS = 5_000;

type Opening = Promise<Result<RunningSession>>;
type Refused = Extract<Result<never>, { ok: false }>;

/** Builds a session; gives up, and leaves nothing behind, as soon as the signal says so. */
export type BuildSession = (signal: AbortSignal) => Promise<RunningSession>;

const NONE: Refused = failure('no_session', 'No session is open: open one first.');

/**
 * Owns which session the window has. Another one takes its place only once it is built, so that one that
 * cannot be opened costs nothing. One change after the other, in the order of the calls.
 */
export class SessionHost {
  readonly #onChanged: (open: boolean) => void;
  #current: { readonly ok: true; readonly value: RunningSession } | undefined;
  /** Those that are being built, or wait for their turn. */
  readonly #openings = new Map<Opening, AbortController>();
  #failure: Failure | undefined;
  #changes: Promise<unknown> = Promise.resolve();

  /** @param onChanged told whenever another session is open, or none */
  constructor(onChanged: (open: boolean) => void) {
    this.#onChanged = onChanged;
  }

  /** True while a session is open; one that is only being built is not. */
  get isOpen(): boolean {
    return this.#current !== undefined;
  }

  /** True while none is open and one is being built: it is told of when it is open. */
  get isBuildingFirst(): boolean {
    return this.#current === undefined && this.#openings.size > 0;
  }

  /**
   * Why the open session failed while it ran, or, where none is open, why the newest could not be opened;
   * undefined where all is well.
   */
  failure(): Failure | undefined {
    return this.#failure;
  }

  /**
   * The session that is open. Where none is: the one that is being built, once it is; else `no_session`, or
   * why it could not be built. Never rejects.
   */
  running(): Opening {
    if (this.#current !== undefined) return Promise.resolve(this.#current);
    const newest = [...this.#openings.keys()].at(-1);
    if (newest !== undefined) return newest;
    const refused: Refused = this.#failure === undefined ? NONE : { ok: false, error: this.#failure };
    return Promise.resolve(refused);
  }

  /**
   * Builds a session, then stops the one that is open and opens the new one in its place. Answers why where
   * it cannot be built, `cancelled` where it was given up; the session that is open goes on then.
   */
  open(build: BuildSession): Opening {
    const attempt = new AbortController();
    if (this.#current === undefined) this.#failure = undefined;
    const opening = this.#after(() =>
      this.#replace(build, attempt.signal, () => this.#openings.delete(opening)),
    );
    this.#openings.set(opening, attempt);
    return opening;
  }

  /** Gives up whatever is being built; the session that is open goes on. */
  cancel(): void {
    for (const attempt of this.#openings.values()) attempt.abort();
  }

  /** Stops the session that is open, and gives up what is being built; none is open then. */
  async close(): Promise<void> {
    this.cancel();
    await this.#after(async () => {
      const before = this.#current;
      this.#current = undefined;
      this.#failure = undefined;
      await stopped(before?.value);
      this.#onChanged(false);
    });
  }

  /** Stops the session since the program quits; gives up after a few seconds so that quitting never hangs. */
  async stop(): Promise<void> {
    this.cancel();
    await Promise.race([this.#after(() => stopped(this.#current?.value)), delay(STOP_DEADLINE_MS)]);
  }

  /** @param settled the attempt is over; called before anybody is told */
  async #replace(build: BuildSession, signal: AbortSignal, settled: () => void): Opening {
    const built = await buildOne(build, signal);
    if (!built.ok) {
      settled();
      this.#refuse(built.error);
      return built;
    }
    await stopped(this.#current?.value);
    settled();
    this.#current = built;
    this.#failure = undefined;
    built.value.finished.catch((thrown: unknown) => {
      if (this.#current === built) this.#failure = failureOf(thrown).error;
    });
    this.#onChanged(true);
    return built;
  }

  /** Where a session is open, nothing has changed for it. */
  #refuse(error: Failure): void {
    if (this.#current !== undefined) return;
    this.#failure = error.code === 'cancelled' ? undefined : error;
    this.#onChanged(false);
  }

  #after<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(change);
    this.#changes = done.catch(() => undefined);
    return done;
  }
}

async function buildOne(
  build: BuildSession,
  signal: AbortSignal,
): Promise<{ readonly ok: true; readonly value: RunningSession } | Refused> {
  const cancelled = (): Refused => failure('cancelled', 'The session was not opened: it was cancelled.');
  if (signal.aborted) return cancelled();
  try {
    const session = await build(signal);
    if (!signal.aborted) return { ok: true, value: session };
    await stopped(session);
    return cancelled();
  } catch (thrown) {
    return signal.aborted ? cancelled() : failureOf(thrown);
  }
}

/** Waits until a session has stopped. What fails of that has been told by the session itself. */
async function stopped(session: RunningSession | undefined): Promise<void> {
  await session?.stop().catch(() => undefined);
}

function failureOf(thrown: unknown): Refused {
  return failure('session_failed', thrown instanceof Error ? thrown.message : String(thrown));
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
