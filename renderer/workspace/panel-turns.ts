import { useEffect, useState } from 'react';

/** However busy the window is, its next panel comes after this long. */
const LONGEST_WAIT_MS = 200;
/** Drawn with the dock itself: what is looked at first must not wait for what is around it. */
const AT_ONCE = 'universe';

/**
 * When each panel of the first arrangement is drawn: the universe at once, the others one
 * after the other when the window has time, in the order in which they ask. Later ones are drawn as soon as they are opened.
 */
export class PanelTurns {
  readonly #whenFree: (go: () => void) => void;
  readonly #waiting = new Set<() => void>();
  #isStarting = true;
  #isOnItsWay = false;

  constructor(whenFree: (go: () => void) => void) {
    this.#whenFree = whenFree;
  }

  /** True where a panel of that kind need not wait. */
  isFree(kind: string): boolean {
    return !this.#isStarting || kind === AT_ONCE;
  }

  /** Calls when it is the panel's turn; returns what takes it out of the row. */
  wait(turn: () => void): () => void {
    this.#waiting.add(turn);
    this.#goOn();
    return () => void this.#waiting.delete(turn);
  }

  #goOn(): void {
    if (this.#isOnItsWay) return;
    this.#isOnItsWay = true;
    this.#whenFree(() => {
      this.#isOnItsWay = false;
      const [next] = this.#waiting;
      if (next === undefined) {
        this.#isStarting = false;
        return;
      }
      this.#waiting.delete(next);
      next();
      this.#goOn();
    });
  }
}

const turns = new PanelTurns(whenIdle);

/** True once it is the panel's turn to be drawn. */
export function usePanelTurn(kind: string): boolean {
  const [isDrawn, setDrawn] = useState(() => turns.isFree(kind));
  useEffect(() => (isDrawn ? undefined : turns.wait(() => setDrawn(true))), [isDrawn]);
  return isDrawn;
}

/** When there is nothing more urgent: rows on their way to the screen, or a click, go before. */
function whenIdle(go: () => void): void {
  requestIdleCallback(go, { timeout: LONGEST_WAIT_MS });
}
