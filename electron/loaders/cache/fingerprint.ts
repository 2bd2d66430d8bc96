import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { newestVersion } from '../../archive/catalogue.ts';
import type { SourceOptions } from '../contract.ts';

/** A folder with more files costs more to look through than its bars to parse. */
const MOST_FILES = 30_000;
const FILES_AT_ONCE = 64;

/**
 * What a source's answers depend on: its options, and the size and times of every file below its folder, or the
 * manifest of its dataset. Undefined where that cannot be told, or the source makes its data itself.
 */
export async function fingerprintOf(options: SourceOptions): Promise<string | undefined> {
  if (options.kind === 'simulated') return undefined;
  const hash = createHash('sha256').update(JSON.stringify(options));
  try {
    if (options.kind === 'archive') {
      const version = await newestVersion(options.path, options.dataset);
      if (version === undefined) return undefined;
      return hash.update(version.folder).update(version.text).digest('hex');
    }
    const files = await filesBelow(options.path);
    if (files === undefined) return undefined;
    for (let first = 0; first < files.length; first += FILES_AT_ONCE) {
      const some = files.slice(first, first + FILES_AT_ONCE);
      const stats = await Promise.all(some.map((file) => stat(join(options.path, file), { bigint: true })));
      for (const [place, { size, mtimeNs, ctimeNs }] of stats.entries()) {
        hash.update(`${some[place]}\0${size} ${mtimeNs} ${ctimeNs}\n`);
      }
    }
    return hash.digest('hex');
  } catch {
    // The source itself says what is wrong with its folder.
    return undefined;
  }
}

async function filesBelow(path: string): Promise<string[] | undefined> {
  const files: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(path, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(name);
      else files.push(name);
    }
    if (files.length > MOST_FILES) return undefined;
  }
  return files.sort();
}
