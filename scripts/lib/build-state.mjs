// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runQuietly } from './command.mjs';
import { withLock } from './lock.mjs';
import { note, SetupError } from './note.mjs';
import { inRoot, root } from './paths.mjs';
import { hashFiles, listFiles } from './source-hash.mjs';

const SOURCES = [
  'shared',
  'electron',
  'renderer',
  'assets',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
const MARKER = inRoot('dist', '.sources');

/** What decides the build: contents of all sources but their tests. */
export function sourcesHash() {
  const wanted = (/** @type {string} */ path) => !/\.test\.tsx?$/.test(path);
  return hashFiles(
    listFiles(
      SOURCES.map((name) => inRoot(name)),
      wanted,
    ),
    root,
  );
}

/** Builds when the sources are not those of the last build. */
export async function ensureBuilt() {
  if (readMarker() === sourcesHash()) return;
  await withLock(inRoot('.cache', 'build.lock'), async () => {
    if (readMarker() === sourcesHash()) return;
    note('building');
    const code = await runQuietly(process.execPath, [inRoot('scripts', 'build.mjs')]);
    if (code !== 0) throw new SetupError(`the build failed (exit code ${code})`);
  });
}

/** Records a finished build. @param {string} hash of the sources as they were before it */
export function markBuilt(hash) {
  mkdirSync(dirname(MARKER), { recursive: true });
  writeFileSync(MARKER, hash);
}

function readMarker() {
  return existsSync(MARKER) ? readFileSync(MARKER, 'utf8') : undefined;
}
