// @ts-check
import { writeSync } from 'node:fs';

/** Tells the user what is being done. On stderr: stdout belongs to the program that is started. @param {string} text */
export function note(text) {
  writeSync(2, `tapedeck: ${text}\n`);
}

/** A set-up that cannot go on, in words for the user; no stack is printed for it. */
export class SetupError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}
