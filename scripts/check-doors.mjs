// @ts-check
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { breaches } from './lib/guarded-doors.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { runMain } from './lib/run-main.mjs';
import { listFiles } from './lib/source-hash.mjs';

// Finds raw use of Electron's channels outside their wrappers.
await runMain(async () => {
  const sources = listFiles(
    ['shared', 'electron', 'renderer'].map((name) => inRoot(name)),
    (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path),
  );
  const found = sources.flatMap((path) =>
    breaches(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')),
  );
  for (const line of found) process.stdout.write(`${line}\n`);
  return found.length === 0 ? 0 : 1;
});
