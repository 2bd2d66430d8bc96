// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './paths.mjs';

const GRACE_MS = 5_000;
const REST_MS = 500;
const POLL_MS = 20;
/** @type {NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

let running = 0;

/** How many programs {@link runInGroup} has running. */
export function groupsRunning() {
  return running;
}

/**
 * Runs a program in the foreground, in a process group of its own, so that
 * whatever it started (an X server, helper processes) ends with it. Signals to us
 * are passed on to the program; after five seconds the whole group is ended by force.
 * `wrapped`: the program runs inside a wrapper, which writes the program's
 * process id to descriptor 4 and finds our stderr as 3.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, wrapped?: boolean }} [options]
 * @returns {Promise<number>} the program's exit code; 128 + n where signal n ended it
 */
export function runInGroup(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    /** @type {import('node:child_process').ChildProcess | undefined} */
    let child;
    let innerId = '';
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const endGroup = () => {
      if (child?.pid !== undefined) send(-child.pid, 'SIGKILL');
    };
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      if (timer !== undefined || child?.pid === undefined) return;
      send(innerId === '' ? child.pid : Number(innerId), signal);
      timer = setTimeout(endGroup, GRACE_MS);
    };
    const release = () => {
      running -= 1;
      clearTimeout(timer);
      for (const signal of PASSED_ON) process.off(signal, passOn);
      process.off('exit', endGroup);
    };
    // Before the start: a signal may come as soon as the program runs.
    running += 1;
    for (const signal of PASSED_ON) process.on(signal, passOn);
    process.on('exit', endGroup);
    child = start(program, args, options);
    const { pid } = child;
    child.stdio[4]?.on('data', (text) => {
      innerId += text;
    });
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      release();
      const result = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
      endRest(pid).then(() => resolve(result), reject);
    });
  });
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, wrapped?: boolean }} options
 */
function start(program, args, options) {
  /** @type {(2 | 'pipe')[]} */
  const forWrapper = options.wrapped ? [2, 'pipe'] : [];
  return spawn(program, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: ['inherit', 'inherit', 'inherit', ...forWrapper],
    detached: true,
  });
}

/**
 * Ends what is left of a group whose leader has gone. An X server needs an
 * instant to remove its lock file.
 * @param {number | undefined} leader
 */
async function endRest(leader) {
  if (leader === undefined) return;
  const until = Date.now() + REST_MS;
  send(-leader, 'SIGTERM');
  while (Date.now() < until && send(-leader, 0)) await delay(POLL_MS);
  send(-leader, 'SIGKILL');
}

/**
 * @param {number} id of a process; of a group, when negative
 * @param {NodeJS.Signals | 0} signal 0 only asks
 * @returns {boolean} false where there is nobody
 */
function send(id, signal) {
  try {
    return process.kill(id, signal);
  } catch (error) {
    // Already gone.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    return false;
  }
}
