// @ts-check
import { ensureBuilt } from './lib/build-state.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/paths.mjs';
import { runInGroup } from './lib/process-group.mjs';
import { runMain } from './lib/run-main.mjs';

// Runs the engine without a window. Arguments, stdin, stdout and the exit code are the program's own.
await runMain(async () => {
  await ensureDependencies();
  await ensureBuilt();
  const program = inRoot('dist', 'main', 'headless.js');
  return runInGroup(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
});
