// @ts-check
import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { note } from './note.mjs';

const POLL_MS = 200;
const HEARTBEAT_MS = 2_000;
const ABANDONED_MS = 30_000;

/**
 * Does something while no other process does the same. The owner touches the
 * file as long as it lives; a lock that nobody has touched for half a minute is taken over.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {number} [abandonedMs]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, abandonedMs = ABANDONED_MS) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!tryLock(file, abandonedMs)) {
    if (!told) note('another start is setting up; waiting for it');
    told = true;
    await delay(POLL_MS);
  }
  const release = () => rmSync(file, { force: true });
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

/** @param {string} file @param {number} abandonedMs */
function tryLock(file, abandonedMs) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (touched !== undefined && Date.now() - touched > abandonedMs) rmSync(file, { force: true });
  return false;
}

/** @param {string} file */
function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Taken over after a long sleep of the machine: the work is atomic in itself.
  }
}
