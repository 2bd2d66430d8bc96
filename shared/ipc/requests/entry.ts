import { z } from 'zod';

/** What goes in, what comes back where it succeeds, and how long it may take. */
export interface RequestEntry {
  readonly args: z.ZodType;
  readonly value: z.ZodType;
  readonly deadlineMs: number;
}

/** Longest time in ms that a handler may take before the caller gets `deadline_exceeded`. */
export const QUICK = 2_000;
/** A session is built, or played up to where it stood, before the answer comes. */
export const SESSION_START = 60_000;
/** The user is looking at a dialog of the system's. */
export const USER_DECIDES = 30 * 60_000;

export const nothing = z.undefined();
export const done = z.null();
