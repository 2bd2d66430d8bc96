// @ts-check
import { readFileSync } from 'node:fs';
import { runQuietly } from './command.mjs';
import { withLock } from './lock.mjs';
import { note, SetupError } from './note.mjs';
import { inRoot } from './paths.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 */

/** Installs the locked dependencies when node_modules is not what the lockfile says. */
export async function ensureDependencies() {
  if (installed()) return;
  await withLock(inRoot('.cache', 'dependencies.lock'), async () => {
    if (installed()) return;
    note('installing the dependencies: npm ci');
    const code = await runQuietly('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) throw new SetupError(`npm ci failed (exit code ${code})`);
  });
}

function installed() {
  const wanted = readPackages(inRoot('package-lock.json'));
  if (wanted === undefined) throw new SetupError('package-lock.json is missing or damaged');
  const present = readPackages(inRoot('node_modules', '.package-lock.json'));
  return present !== undefined && firstDifference(wanted, present) === undefined;
}

/**
 * The first package of the lockfile that is not installed as locked. Compared
 * with the record that npm leaves at the end of an installation, so that an
 * interrupted one counts as none. Optional packages may be absent: those of other platforms are.
 * @param {Readonly<Record<string, LockedPackage>>} wanted
 * @param {Readonly<Record<string, LockedPackage>>} present
 * @returns {string | undefined}
 */
export function firstDifference(wanted, present) {
  return Object.keys(wanted).find((path) => {
    const locked = wanted[path];
    const found = present[path];
    if (path === '' || locked === undefined) return false;
    if (found === undefined) return locked.optional !== true;
    return found.version !== locked.version || found.integrity !== locked.integrity;
  });
}

/** @param {string} file @returns {Record<string, LockedPackage> | undefined} */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
