// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { capture } from './command.mjs';
import { inRoot } from './paths.mjs';
import { single } from './test-count.mjs';
import { toolScript } from './tools.mjs';

/** @typedef {import('./test-count.mjs').TestCount} TestCount */

/**
 * @typedef {object} StaticCheck
 * @property {string} step the word that selects it: types, lint, imports, unused
 * @property {string} name
 * @property {() => [string, ...string[]]} command Node script and arguments
 */

const LAYERS = ['shared', 'electron', 'renderer', 'e2e', 'scripts'];
const AT_ONCE = 2;

/** The checks that read the code without running it. @returns {StaticCheck[]} */
export function staticChecks() {
  const layers = LAYERS.filter((layer) => existsSync(inRoot(layer, 'tsconfig.json')) && hasCode(layer));
  return [
    ...layers.map((layer) => ({
      step: 'types',
      name: `types of ${layer}`,
      command: () => /** @type {[string, ...string[]]} */ ([toolScript('typescript', 'tsc'), '-p', layer]),
    })),
    {
      step: 'lint',
      name: 'format and lint',
      command: () => [toolScript('@biomejs/biome', 'biome'), 'ci', '--colors=off', '.'],
    },
    {
      step: 'imports',
      name: 'import rules',
      command: () => [
        toolScript('dependency-cruiser', 'depcruise'),
        '--config',
        '.dependency-cruiser.cjs',
        ...['shared', 'electron', 'renderer', 'bench', 'e2e'].filter((folder) => existsSync(inRoot(folder))),
      ],
    },
    { step: 'imports', name: 'guarded doors', command: () => [inRoot('scripts', 'check-doors.mjs')] },
    { step: 'unused', name: 'unused code', command: () => [toolScript('knip', 'knip'), '--no-progress'] },
  ];
}

/**
 * Runs checks two at a time; prints a line for each, and all that a failed one said.
 * @param {readonly StaticCheck[]} checks
 * @returns {Promise<TestCount[]>}
 */
export async function runStaticChecks(checks) {
  const waiting = [...checks];
  /** @type {TestCount[]} */
  const counts = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      counts.push(await runCheck(check));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return counts;
}

/** @param {StaticCheck} check @returns {Promise<TestCount>} */
async function runCheck(check) {
  const started = performance.now();
  const result = await capture(process.execPath, check.command());
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const good = result.code === 0;
  process.stdout.write(`${good ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)\n`);
  if (!good) process.stdout.write(`${result.stdout}${result.stderr}\n`);
  return single(good);
}

/** The compiler refuses a project without files. @param {string} layer */
function hasCode(layer) {
  return readdirSync(inRoot(layer), { recursive: true }).some((name) => /\.(tsx?|mjs)$/.test(String(name)));
}
