// @ts-check
import { ensureApp } from './lib/desktop.mjs';
import { runOnDisplay } from './lib/display.mjs';
import { inRoot } from './lib/paths.mjs';
import { runMain } from './lib/run-main.mjs';

// Builds and runs the benchmarks of the window, in the real Electron. Arguments go to them.
await runMain(async () => {
  const { env } = await ensureApp();
  const { createBuilder } = await import('vite');
  const builder = await createBuilder({ configFile: inRoot('vite.config.ts'), logLevel: 'warn' });
  const { bench } = builder.environments;
  if (bench === undefined) throw new Error('vite.config.ts has no environment for the benchmarks');
  await builder.build(bench);
  return runOnDisplay(process.execPath, [inRoot('dist', 'bench', 'ui.js'), ...process.argv.slice(2)], env);
});
