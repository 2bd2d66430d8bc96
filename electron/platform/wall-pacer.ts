import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Pacer } from '../engine/coordinator/pacer.ts';

/** Work at full speed yields to the event loop after this long, so that windows and signals are served. */
const SLICE_MILLISECONDS = 4;

/** Paces a session by the computer's clock: so many times real time, or as fast as it can. */
export class WallPacer implements Pacer {
  #speed: number | null = null;
  #wake: (() => void) | undefined;
  #woken = false;
  /** Session time that the present stretch began at, and how much of it has been waited for. */
  #from: EpochMs | undefined;
  #waited = 0;
  #sliceStart = performance.now();

  setSpeed(speed: number | null): void {
    this.#speed = speed;
    this.#endSleep();
  }

  wake(): void {
    this.#woken = true;
    this.#endSleep();
  }

  #endSleep(): void {
    this.#wake?.();
  }

  async wait(now: EpochMs, next: EpochMs, market: boolean): Promise<void> {
    if (now !== this.#from) {
      this.#from = now;
      this.#waited = 0;
    }
    if (market) await this.#sleepThrough(next - now);
    this.#woken = false;
    if (performance.now() - this.#sliceStart < SLICE_MILLISECONDS) return;
    await nextTurn();
    this.#sliceStart = performance.now();
  }

  /** Sleeps a stretch of session time, going on at the new speed where the speed changes meanwhile. */
  async #sleepThrough(sessionMilliseconds: number): Promise<void> {
    while (this.#waited < sessionMilliseconds && this.#speed !== null && !this.#woken) {
      const speed = this.#speed;
      const started = performance.now();
      await this.#sleep((sessionMilliseconds - this.#waited) / speed);
      this.#waited += (performance.now() - started) * speed;
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
