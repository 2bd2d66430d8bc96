import { z } from 'zod';

/** What goes in, what comes back where it succeeds, and how long it may take. */
export interface RequestEntry {
  readonly args: z.ZodType;
  readonly value: z.ZodType;
  readonly deadlineMs: number;
}

/** Longest time in ms that a handler may take before the caller gets `deadline_exceeded`. */
export const QUICK = 2_000;
/** A folder is read, or the session that is open is closed, before the answer comes. */
export const SLOW = 60_000;
/** A command is done between two steps of the run: where a session is being loaded, after all of its loads. */
export const COMMAND = 10 * 60_000;
/** A session is built, or played up to where it stood: told all the while how far it is, and cancelled by the user. */
export const SESSION_OPENS = 24 * 60 * 60_000;
/** The user is looking at a dialog of the system's. */
export const USER_DECIDES = 30 * 60_000;

export const nothing = z.undefined();
export const done = z.null();
