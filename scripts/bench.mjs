// @ts-check
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/paths.mjs';
import { runInGroup } from './lib/process-group.mjs';
import { runMain } from './lib/run-main.mjs';

// Builds and runs the benchmarks. Arguments go to them.
await runMain(async () => {
  await ensureDependencies();
  const { createBuilder } = await import('vite');
  const builder = await createBuilder({ configFile: inRoot('vite.config.ts'), logLevel: 'warn' });
  const { bench } = builder.environments;
  if (bench === undefined) throw new Error('vite.config.ts has no environment for the benchmarks');
  await builder.build(bench);
  const program = inRoot('dist', 'bench', 'main.js');
  return runInGroup(process.execPath, ['--expose-gc', program, ...process.argv.slice(2)]);
});
