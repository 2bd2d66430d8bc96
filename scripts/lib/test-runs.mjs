// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensureBuilt } from './build-state.mjs';
import { ensureDesktop } from './desktop.mjs';
import { runOnDisplay } from './display.mjs';
import { note, SetupError } from './note.mjs';
import { inRoot } from './paths.mjs';
import { runInGroup } from './process-group.mjs';
import { fromPlaywright, fromVitest, single } from './test-count.mjs';
import { toolScript } from './tools.mjs';

/** @typedef {import('./test-count.mjs').TestCount} TestCount */

const UNIT_REPORT = inRoot('test-results', 'unit.json');
const E2E_REPORT = inRoot('test-results', 'e2e.json');

/** Unit, property and contract tests. @returns {Promise<TestCount>} */
export async function unitTests() {
  heading('unit tests');
  clear(UNIT_REPORT);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`];
  const code = await runInGroup(process.execPath, [toolScript('vitest', 'vitest'), 'run', ...reporters]);
  return fromVitest(read(UNIT_REPORT), code);
}

/** The build, as one test. @returns {Promise<TestCount>} */
export async function build() {
  heading('build');
  return single(await succeeds(ensureBuilt));
}

/** The whole app in the real Electron; one failure where it cannot be set up or built. @returns {Promise<TestCount>} */
export async function endToEndTests() {
  heading('end-to-end tests');
  const specs = readdirSync(inRoot('e2e'), { recursive: true }).filter((name) =>
    /\.spec\.ts$/.test(String(name)),
  );
  if (specs.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  clear(E2E_REPORT);
  /** @type {NodeJS.ProcessEnv} */
  let env = {};
  const ready = await succeeds(async () => {
    ({ env } = await ensureDesktop());
    await ensureBuilt();
  });
  if (!ready) return single(false);
  const code = await runOnDisplay(process.execPath, [toolScript('@playwright/test', 'playwright'), 'test'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: E2E_REPORT,
  });
  return fromPlaywright(read(E2E_REPORT), code);
}

/** Does a set-up step; says why where it fails. @param {() => Promise<unknown>} work */
async function succeeds(work) {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    note(error.message);
    return false;
  }
}

/** @param {string} text */
function heading(text) {
  process.stdout.write(`\n== ${text}\n`);
}

/** @param {string} report */
function clear(report) {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
}

/** @param {string} report @returns {unknown} */
function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  }
}
