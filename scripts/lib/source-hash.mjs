// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * One hash over the paths and contents of files; the order in which they are given does not matter.
 * @param {readonly string[]} files
 * @param {string} base paths count relative to it
 * @returns {string} sha256, hexadecimal
 */
export function hashFiles(files, base) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(base, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * All files below the given files and folders; what does not exist is left out.
 * @param {readonly string[]} paths
 * @param {(path: string) => boolean} wanted
 * @returns {string[]}
 */
export function listFiles(paths, wanted) {
  /** @type {string[]} */
  const found = [];
  for (const path of paths) {
    if (!existsSync(path)) continue;
    if (statSync(path).isDirectory()) {
      found.push(
        ...listFiles(
          readdirSync(path).map((name) => join(path, name)),
          wanted,
        ),
      );
    } else if (wanted(path)) found.push(path);
  }
  return found;
}
