// @ts-check
import { rmSync } from 'node:fs';
import { createBuilder } from 'vite';
import { markBuilt, sourcesHash } from './lib/build-state.mjs';
import { inRoot } from './lib/paths.mjs';
import { runMain } from './lib/run-main.mjs';

// Builds everything that runs into dist/: the window, the preload script, the
// main process, its workers and the headless program.
await runMain(async () => {
  const hash = sourcesHash();
  for (const part of ['.sources', 'main', 'preload', 'renderer']) {
    rmSync(inRoot('dist', part), { recursive: true, force: true });
  }
  const builder = await createBuilder({ configFile: inRoot('vite.config.ts'), logLevel: 'warn' });
  const { client, main, preload } = builder.environments;
  for (const environment of [client, main, preload]) {
    if (environment !== undefined) await builder.build(environment);
  }
  markBuilt(hash);
  return 0;
});
