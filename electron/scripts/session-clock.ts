/** The clock of a whole thread, which stands where it was last set. */
export interface StandingClock {
  set(now: number): void;
}

const LOCAL_PARTS = [
  'FullYear',
  'Month',
  'Date',
  'Day',
  'Hours',
  'Minutes',
  'Seconds',
  'Milliseconds',
] as const;

/**
 * Takes the real time and the machine's zone away from a thread of scripts: from here on, `Date.now()` is what was
 * set, and local time is UTC. The interpreter in WebAssembly has no other clock than this thread's.
 */
export function standStill(): StandingClock {
  let standing = 0;
  const now = (): number => standing;
  Date.now = now;
  performance.now = now;
  for (const part of LOCAL_PARTS) {
    const utc: unknown = Object.getOwnPropertyDescriptor(Date.prototype, `getUTC${part}`)?.value;
    Object.defineProperty(Date.prototype, `get${part}`, { value: utc });
  }
  Date.prototype.getTimezoneOffset = () => 0;
  return {
    set(instant) {
      standing = instant;
    },
  };
}
