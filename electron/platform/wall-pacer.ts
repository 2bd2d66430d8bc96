import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Pacer } from '../engine/coordinator/pacer.ts';

/** Work at full speed yields to the event loop after this long, so that windows and signals are served. */
const SLICE_MILLISECONDS = 4;

/** Paces a session by the computer's clock: so many times real time, or as fast as it can. */
export class WallPacer implements Pacer {
  #speed: number | null = null;
  #wake: (() => void) | undefined;
  #sliceStart = performance.now();

  /** Times real time; null for as fast as possible. Takes effect at once. */
  setSpeed(speed: number | null): void {
    this.#speed = speed;
    this.#wake?.();
  }

  async wait(now: EpochMs, next: EpochMs, market: boolean): Promise<void> {
    if (market) await this.#sleepThrough(next - now);
    if (performance.now() - this.#sliceStart < SLICE_MILLISECONDS) return;
    await nextTurn();
    this.#sliceStart = performance.now();
  }

  /** Sleeps a stretch of session time, going on at the new speed where the speed changes meanwhile. */
  async #sleepThrough(sessionMilliseconds: number): Promise<void> {
    let left = sessionMilliseconds;
    while (left > 0 && this.#speed !== null) {
      const speed = this.#speed;
      const started = performance.now();
      await this.#sleep(left / speed);
      left -= (performance.now() - started) * speed;
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
