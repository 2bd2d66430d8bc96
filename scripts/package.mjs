// @ts-check
import { parseArgs } from 'node:util';
import { ensureApp } from './lib/desktop.mjs';
import { note, SetupError } from './lib/note.mjs';
import { packageFolder, packageInstallers } from './lib/packaging.mjs';
import { runMain } from './lib/run-main.mjs';

const SYSTEMS = ['linux', 'windows', 'mac'];

// Packages the program: the unpacked folder of this system (`--output DIR`, else release/), or the
// installers of a system that is named.
await runMain(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { output: { type: 'string' } },
  });
  const [system, ...rest] = positionals;
  if (rest.length > 0 || (system !== undefined && !SYSTEMS.includes(system))) {
    throw new SetupError(`package takes one of ${SYSTEMS.join(', ')}, or nothing for the unpacked folder`);
  }
  await ensureApp();
  const made = system === undefined ? [await packageFolder(values.output)] : await packageInstallers(system);
  for (const path of made) note(`packaged: ${path}`);
  return 0;
});
