// @ts-check
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A path inside the repository. @param {string[]} parts */
export function inRoot(...parts) {
  return join(root, ...parts);
}

/** The user's folder for what can be fetched or made again. */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME;
  return base ? resolve(base, 'tapedeck') : join(homedir(), '.cache', 'tapedeck');
}
