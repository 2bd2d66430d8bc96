import type { SessionDelta, SessionSnapshot } from '../../shared/session/snapshot.ts';
import type { SessionFrames } from './session-frames.ts';

/** Shortest time between two deltas: about 10 a second. */
export const FRAME_INTERVAL_MS = 100;

/**
 * Sends deltas at the window's own pace: one in flight, the next only after the
 * window has acknowledged it, and never sooner than FRAME_INTERVAL_MS. What
 * happens meanwhile is merged by the frames. A window that never acknowledges
 * (hidden, hung, crashed) costs nothing; asking for a snapshot starts it anew.
 */
export class SessionPublisher {
  readonly #frames: SessionFrames;
  readonly #send: (delta: SessionDelta) => void;
  readonly #isOver: () => boolean;
  #inFlight: number | undefined;
  #sentAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param isOver true once the session is closed: nothing of it is sent any more */
  constructor(
    frames: SessionFrames,
    send: (delta: SessionDelta) => void,
    isOver: () => boolean = () => false,
  ) {
    this.#frames = frames;
    this.#send = send;
    this.#isOver = isOver;
  }

  /** A new beginning for the window; deltas follow once it is acknowledged. */
  snapshot(): SessionSnapshot {
    this.close();
    const snapshot = this.#frames.snapshot();
    this.#inFlight = snapshot.seq;
    this.#sentAt = performance.now();
    return snapshot;
  }

  /** The window has applied frame `seq`. A number that is not in flight is ignored. */
  acknowledge(seq: number): void {
    if (seq !== this.#inFlight) return;
    this.#inFlight = undefined;
    this.#schedule();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#inFlight = undefined;
  }

  #schedule(): void {
    const wait = Math.max(0, this.#sentAt + FRAME_INTERVAL_MS - performance.now());
    this.#timer = setTimeout(() => this.#sendNext(), wait);
    this.#timer.unref();
  }

  #sendNext(): void {
    if (this.#isOver()) return;
    this.#sentAt = performance.now();
    const delta = this.#frames.delta();
    if (delta === undefined) {
      this.#schedule();
      return;
    }
    this.#inFlight = delta.seq;
    this.#send(delta);
  }
}
