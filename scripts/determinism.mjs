// @ts-check
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { capture } from './lib/command.mjs';
import { ensureApp } from './lib/desktop.mjs';
import { needsVirtualDisplay } from './lib/display.mjs';
import { inRoot } from './lib/paths.mjs';
import { runMain } from './lib/run-main.mjs';

/** @typedef {{ readonly name: string, readonly run: () => Promise<Map<string, string>> }} Round */

// Plays random sessions in plain Node, there again sliced in another way, and in Electron's main process: every
// event log must have the same hash in all three. `--sessions 1000 --first 1 --json FILE`
await runMain(async () => {
  const { values } = parseArgs({
    options: {
      sessions: { type: 'string', default: '100' },
      first: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  const { executable, env } = await ensureApp();
  const { createBuilder } = await import('vite');
  const builder = await createBuilder({ configFile: inRoot('vite.config.ts'), logLevel: 'warn' });
  const { bench } = builder.environments;
  if (bench === undefined) throw new Error('vite.config.ts has no environment for the benchmarks');
  await builder.build(bench);

  const program = inRoot('dist', 'bench', 'determinism.js');
  const words = [values.first, values.sessions];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const inElectron = [...asRoot, inRoot('e2e', 'programs', 'in-electron'), '--program', program];
  const node = () => hashesOf(process.execPath, [program, ...words], env);
  const sliced = () => hashesOf(process.execPath, [program, ...words, 'slow'], env);
  const electron = () =>
    needsVirtualDisplay()
      ? hashesOf('xvfb-run', ['-a', executable, ...inElectron, ...words], env)
      : hashesOf(executable, [...inElectron, ...words], env);

  const [first, ...others] = await inTurn([
    { name: 'Node', run: node },
    { name: 'Node, sliced in another way', run: sliced },
    { name: 'Electron', run: electron },
  ]);
  const expected = Number(values.sessions);
  const bad = others.flatMap(({ name, hashes }) =>
    differing(first.hashes, hashes).map((at) => `${name}: session ${at}`),
  );
  const complete = [first, ...others].every(({ hashes }) => hashes.size === expected);
  for (const line of bad) process.stdout.write(`DIFFERS ${line}\n`);
  const equal = complete && bad.length === 0;
  const distinct = new Set(first.hashes.values()).size;
  process.stdout.write(
    `${equal ? 'equal' : 'NOT EQUAL'}: ${expected} random sessions, ${distinct} different logs, in Node twice and in Electron\n`,
  );
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ sessions: expected, distinct, equal, bad })}\n`);
  return equal ? 0 : 1;
});

/** @param {readonly Round[]} rounds */
async function inTurn(rounds) {
  /** @type {{ name: string, hashes: Map<string, string> }[]} */
  const done = [];
  for (const { name, run } of rounds) {
    const started = performance.now();
    const hashes = await run();
    process.stdout.write(
      `${name}: ${hashes.size} sessions in ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
    );
    done.push({ name, hashes });
  }
  const [first, ...others] = done;
  if (first === undefined) throw new Error('There is nothing to play');
  return /** @type {const} */ ([first, ...others]);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function hashesOf(program, args, env) {
  const { code, stdout, stderr } = await capture(program, args, { env });
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${stderr}`);
  const lines = [...stdout.matchAll(/^(\d+) ([0-9a-f]{64}) (\d+)$/gm)];
  return new Map(lines.map(([, number = '', hash = '']) => [number, hash]));
}

/** @param {Map<string, string>} left @param {Map<string, string>} right */
function differing(left, right) {
  return [...left].filter(([number, hash]) => right.get(number) !== hash).map(([number]) => number);
}
