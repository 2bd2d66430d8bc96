// @ts-check
import { constants } from 'node:os';
import { note, SetupError } from './note.mjs';
import { groupsRunning } from './process-group.mjs';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const PARENT_POLL_MS = 500;

/**
 * Runs a script's main function: its number becomes the exit code, a SetupError
 * one line on stderr. A signal during the set-up clears up what is half done.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // A running program ends first; runInGroup sees to that.
      if (groupsRunning() === 0) process.exit(128 + constants.signals[signal]);
    });
  }
  if (process.env.npm_lifecycle_event !== undefined) endWithParent();
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof SetupError) note(error.message);
    else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * npm runs a script through a shell. A SIGTERM to npm ends npm and the shell; nobody
 * tells the script, which then finds itself with another parent.
 */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_POLL_MS);
  watch.unref();
}
