/** The time that requests are paced by: nobody's session time. Tests put a clock of their own in its place. */
export interface Timers {
  /** Milliseconds since any fixed moment; never goes back. */
  now(): number;
  /** Calls back after so many milliseconds, unless the function that it answers is called first. */
  after(milliseconds: number, act: () => void): () => void;
}

/** The computer's own. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};
