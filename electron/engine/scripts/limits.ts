/** What a script may use and answer. They are part of what a script means: changing one may change hits. */
export const SCRIPT_LIMITS = {
  /** Of a script's file. */
  sourceBytes: 256 * 1024,
  /** Of everything that it holds, and of the interpreter, which takes about 6 MB of it. */
  memoryBytes: 64 * 1024 * 1024,
  stackBytes: 256 * 1024,
  /**
   * Looks that the interpreter takes, every 10,000 steps, whether a call may go on: about 250 ms on an ordinary
   * machine. Steps, not milliseconds, so that the same call is stopped on every machine or on none.
   */
  ticks: 800,
  /** Promise jobs that one call may leave behind. */
  jobs: 10_000,
  needs: 64,
  /** Bars of each symbol that one need may ask for. */
  lastBars: 500,
  /** Numbers that one scan is given in all. */
  frameNumbers: 2_000_000,
  figures: 16,
  figureName: 40,
  reason: 200,
  /** Named checks of one script, and characters of a name. */
  checks: 16,
  checkName: 60,
  /** Lines that are kept of one call, and of one session date. */
  logLinesOfCall: 20,
  logLinesOfDay: 500,
  logLine: 200,
  /** Characters of one answer. */
  answer: 8 * 1024 * 1024,
} as const;

/** `gap_percent`: what a figure of a hit may be called. */
export const FIGURE_NAME = /^[a-z][a-z0-9_]*$/;
