import { type Failure, failure, type Result, success } from '../../shared/domain/result.ts';
import type { RunningSession, SessionView } from '../engine/coordinator/session-view.ts';

/** Longest wait for a session to stop when the program quits. */
const STOP_DEADLINE_MS = 5_000;

/**
 * Owns the one session of the window: waits for it to be built, keeps the cause
 * where it fails (at start or later), and stops it.
 */
export class SessionHost {
  readonly #session: Promise<Result<RunningSession>>;
  #failure: Failure | undefined;

  /** `create` is called once, at once. */
  constructor(create: () => Promise<RunningSession>) {
    this.#session = Promise.resolve()
      .then(create)
      .then(
        (session) => success(this.#watched(session)),
        (thrown: unknown) => this.#failed(thrown),
      );
  }

  /** The session once it runs, or why there is none. Never rejects. */
  running(): Promise<Result<RunningSession>> {
    return this.#session;
  }

  /** Why the session failed; undefined while it has not. */
  failure(): Failure | undefined {
    return this.#failure;
  }

  /** Stops the session if one runs; gives up after a few seconds so that quitting never hangs. */
  async stop(): Promise<void> {
    const stopped = this.#session.then(async (session) => {
      if (session.ok) await session.value.stop();
    });
    await Promise.race([stopped.catch(() => undefined), delay(STOP_DEADLINE_MS)]);
  }

  #watched(session: RunningSession): RunningSession {
    session.finished.catch((thrown: unknown) => this.#failed(thrown));
    return {
      view: withFailure(session.view, () => this.#failure),
      commands: session.commands,
      finished: session.finished,
      stop: () => session.stop(),
    };
  }

  #failed(thrown: unknown): Result<never> {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const failed = failure('session_failed', message);
    this.#failure = failed.error;
    return failed;
  }
}

/** The same view, whose status says that the run failed as soon as it has. */
function withFailure(view: SessionView, cause: () => Failure | undefined): SessionView {
  return {
    ...view,
    status: () => {
      const failed = cause();
      const status = view.status();
      if (failed === undefined || status.runState === 'failed') return status;
      return { ...status, runState: 'failed', failure: failed.message };
    },
  };
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
