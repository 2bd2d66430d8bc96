// @ts-check
import { ensureDependencies } from './lib/dependencies.mjs';
import { SetupError } from './lib/note.mjs';
import { runMain } from './lib/run-main.mjs';
import { runStaticChecks, staticChecks } from './lib/static-checks.mjs';
import { sum, summaryLine } from './lib/test-count.mjs';
import { build, endToEndTests, unitTests } from './lib/test-runs.mjs';

const STEPS = ['types', 'lint', 'imports', 'unused', 'build', 'unit', 'e2e'];

// Runs everything that can tell that something is wrong; `npm test -- types unit` runs some steps.
// A failed step does not keep the others from running.
await runMain(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((step) => !STEPS.includes(step));
  if (unknown.length > 0)
    throw new SetupError(`no step ${unknown.join(', ')}; there are ${STEPS.join(', ')}`);
  const steps = new Set(asked.length > 0 ? asked : STEPS);
  await ensureDependencies();

  const counts = await runStaticChecks(staticChecks().filter((check) => steps.has(check.step)));
  if (steps.has('build')) counts.push(await build());
  if (steps.has('unit')) counts.push(await unitTests());
  if (steps.has('e2e')) counts.push(await endToEndTests());

  const total = sum(counts);
  process.stdout.write(`\n${summaryLine(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});
