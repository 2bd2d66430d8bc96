// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture } from './lib/command.mjs';
import { inRoot } from './lib/paths.mjs';
import { toolScript } from './lib/tools.mjs';

/** Rule, the file that breaks it, what that file imports. @type {[rule: string, from: string, to: string][]} */
const BROKEN = [
  ['no-cycles', 'electron/engine/locks/first.ts', 'electron/engine/locks/second.ts'],
  ['nothing-unresolved', 'electron/engine/locks/lost.ts', 'electron/engine/locks/absent.ts'],
  ['renderer-without-electron', 'renderer/stores/reaches-over.ts', 'electron/engine/clock.ts'],
  ['renderer-without-electron', 'renderer/stores/uses-electron.ts', 'electron'],
  ['electron-without-renderer', 'electron/platform/draws.ts', 'renderer/stores/session-store.ts'],
  ['shared-alone', 'shared/domain/knows-engine.ts', 'electron/engine/clock.ts'],
  ['shared-alone', 'shared/domain/uses-files.ts', 'node:fs'],
  ['shared-alone', 'shared/domain/uses-vitest.ts', 'vitest'],
  ['engine-in-plain-node', 'electron/engine/coordinator/opens-window.ts', 'electron'],
  ['engine-below-the-rest', 'electron/engine/coordinator/sends.ts', 'electron/ipc/registrar.ts'],
  ['engine-below-the-rest', 'electron/engine/coordinator/starts.ts', 'electron/main.ts'],
  [
    'engine-knows-loaders-by-contract',
    'electron/engine/session-data/reads-lean.ts',
    'electron/loaders/lean/lean-source.ts',
  ],
  ['loaders-apart', 'electron/loaders/daily-csv/copies.ts', 'electron/loaders/lean/lean-source.ts'],
  ['loaders-below-the-rest', 'electron/loaders/lean/shows.ts', 'electron/platform/window.ts'],
  [
    'indicators-apart',
    'electron/engine/indicators/library/leans-on.ts',
    'electron/engine/indicators/library/sma.ts',
  ],
  [
    'scanners-apart',
    'electron/engine/scanners/library/leans-on.ts',
    'electron/engine/scanners/library/gap.ts',
  ],
  ['panels-through-stores', 'renderer/panels/hits/asks.ts', 'renderer/ipc/client.ts'],
  ['panels-apart', 'renderer/panels/hits/peeks.ts', 'renderer/panels/locks/row.ts'],
  ['stores-below-the-screen', 'renderer/stores/draws.ts', 'renderer/components/pill.tsx'],
  ['hotkeys-below-the-panels', 'renderer/hotkeys/opens.ts', 'renderer/panels/locks/row.ts'],
  ['workspace-above-the-panels', 'renderer/panels/hits/docks.ts', 'renderer/workspace/dock.ts'],
  ['charts-below-the-panels', 'renderer/charts/reads.ts', 'renderer/stores/session-store.ts'],
  ['grids-below-the-panels', 'renderer/grids/reads.ts', 'renderer/stores/session-store.ts'],
  ['components-presentational', 'renderer/components/reads.tsx', 'renderer/stores/session-store.ts'],
  ['format-and-theme-at-the-bottom', 'renderer/theme/reads.ts', 'renderer/stores/session-store.ts'],
  ['wire-at-the-bottom', 'renderer/ipc/tells.ts', 'renderer/stores/session-store.ts'],
  ['testing-only-in-tests', 'electron/engine/locks/fakes.ts', 'electron/testing/fake-session.ts'],
];

/** @type {[from: string, to: string][]} */
const ALLOWED = [
  ['shared/domain/checked.ts', 'zod'],
  ['shared/domain/value.test.ts', 'vitest'],
  ['electron/engine/session-data/by-contract.ts', 'electron/loaders/contract.ts'],
  ['electron/engine/session-data/real-parts.test.ts', 'electron/loaders/lean/lean-source.ts'],
  ['electron/loaders/lean/shares.ts', 'electron/loaders/files/rows.ts'],
  ['electron/ipc/from-the-wire.ts', 'shared/domain/bar.ts'],
  ['electron/platform/real-window.ts', 'electron'],
  ['renderer/panels/hits/list.ts', 'renderer/stores/session-store.ts'],
  ['renderer/panels/hits/rows.ts', 'renderer/grids/copy.ts'],
  ['renderer/stores/session-store.ts', 'renderer/ipc/client.ts'],
  ['renderer/components/pill.tsx', 'renderer/theme/colours.ts'],
  ['electron/engine/locks/lock.test.ts', 'electron/testing/fake-session.ts'],
];

const PACKAGES = ['electron', 'zod', 'vitest'];

/** @type {{ rule: string, from: string, to: string }[]} */
let violations = [];
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  const imports = [...BROKEN.map(([, from, to]) => /** @type {const} */ ([from, to])), ...ALLOWED];
  const sources = new Map(imports.map(([from, to]) => [from, importOf(from, to)]));
  sources.set(
    'electron/engine/locks/second.ts',
    importOf('electron/engine/locks/second.ts', 'electron/engine/locks/first.ts'),
  );
  for (const [, to] of imports) {
    if (to.includes('/') && !to.includes('absent') && !sources.has(to)) sources.set(to, 'export {};\n');
  }
  for (const [path, text] of sources) write(path, text);
  const arguments_ = [
    toolScript('dependency-cruiser', 'depcruise'),
    '--config',
    inRoot('.dependency-cruiser.cjs'),
  ];
  const result = await capture(
    process.execPath,
    [...arguments_, '-T', 'json', 'shared', 'electron', 'renderer'],
    {
      cwd: folder,
    },
  );
  /** @type {{ rule: { name: string }, from: string, to: string }[]} */
  const found = JSON.parse(result.stdout).summary.violations;
  violations = found.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} path @param {string} text */
function write(path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @param {string} from @param {string} to */
function importOf(from, to) {
  const own = /^(shared|electron|renderer)\//.test(to);
  const path = own ? relative(dirname(from), to) : to;
  return `import * as it from '${own && !path.startsWith('.') ? `./${path}` : path}';\nexport const used = it;\n`;
}

describe('import rules', () => {
  it.each(BROKEN)('%s: %s must not import %s', (rule, from) => {
    expect(
      violations.filter((violation) => violation.from === from).map((violation) => violation.rule),
    ).toContain(rule);
  });

  it.each(ALLOWED)('%s may import %s', (from) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([]);
  });

  it('every rule is broken here once', async () => {
    const { default: config } = await import('../.dependency-cruiser.cjs');
    /** @type {{ name: string }[]} */
    const rules = config.forbidden;
    const composed = /^composed-indicator-/;
    const names = rules.map((rule) => rule.name).filter((name) => !composed.test(name));
    expect([...new Set(BROKEN.map(([rule]) => rule))].sort()).toEqual(names.sort());
  });
});
