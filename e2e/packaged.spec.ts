import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { launchEnvironment, temporaryFolder } from './pages/launch.ts';
import { writeParquetSession } from './pages/parquet-folder.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');
const SWITCHES = process.getuid?.() === 0 ? ['--no-sandbox', '--lang=en-US'] : ['--lang=en-US'];
const SHIPPED: readonly (readonly [FuseV1Options, string])[] = [
  [FuseV1Options.RunAsNode, 'off'],
  [FuseV1Options.EnableCookieEncryption, 'on'],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, 'off'],
  [FuseV1Options.EnableNodeCliInspectArguments, 'off'],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, 'on'],
  [FuseV1Options.OnlyLoadAppFromAsar, 'on'],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, 'off'],
];

test.describe.configure({ mode: 'serial' });
test.describe('the packaged program', () => {
  const folder = temporaryFolder();
  let executable = '';

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    const packaging = await run(process.execPath, ['scripts/package.mjs', '--output', folder.path], {
      cwd: ROOT,
      env: launchEnvironment(),
    });
    executable = /packaged: (.+)/.exec(packaging.stderr)?.[1] ?? '';
  });

  test.afterAll(() => folder.remove());

  test('is one archive beside Electron, without sources or Electron’s own page', () => {
    const resources = join(dirname(executable), 'resources');
    expect(existsSync(join(resources, 'app.asar'))).toBe(true);
    expect(existsSync(join(resources, 'app'))).toBe(false);
    expect(existsSync(join(resources, 'default_app.asar'))).toBe(false);
    expect(existsSync(join(dirname(executable), 'LICENSE'))).toBe(true);
    expect(existsSync(join(dirname(executable), 'licenses', 'Inter.txt'))).toBe(true);
  });

  test('has the fuses that keep it from running other code', async () => {
    const wire = await getCurrentFuseWire(executable);
    const states = SHIPPED.map(([fuse]) => [fuse, String(wire[fuse]) === '49' ? 'on' : 'off']);
    expect(states).toEqual(SHIPPED);
  });

  test('starts, fills its universe, finds a hit and paints a chart', async () => {
    test.setTimeout(120_000);
    const screenshot = join(folder.path, 'packaged.png');
    const { stdout } = await run(executable, [...SWITCHES, '--smoke', `--screenshot=${screenshot}`], {
      env: launchEnvironment(),
    });
    const line = stdout.split('\n').find((each) => each.startsWith('{')) ?? '{}';
    const result: unknown = JSON.parse(line);
    expect(result).toMatchObject({ symbols: 500 });
    expect(result).toHaveProperty('hits', expect.any(Number));
    expect(result).toHaveProperty('chart_bars', expect.any(Number));
    expect(readFileSync(screenshot).subarray(1, 4).toString()).toBe('PNG');
  });

  test('plays a session from a folder of Parquet files, with the native library that it ships', async () => {
    test.setTimeout(120_000);
    const config = await writeParquetSession(join(folder.path, 'parquet'));
    const { stdout } = await run(
      executable,
      [
        ...SWITCHES,
        '--smoke',
        `--config=${config}`,
        `--data=${dirname(config)}`,
        `--screenshot=${join(folder.path, 'parquet.png')}`,
      ],
      { env: launchEnvironment() },
    );
    const line = stdout.split('\n').find((each) => each.startsWith('{')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ symbols: 2, hits: 2 });
    expect(existsSync(join(dirname(executable), 'licenses', 'DuckDB.txt'))).toBe(true);
  });

  test('is no Node, whatever the environment says', async () => {
    const environment = { ...launchEnvironment(), ELECTRON_RUN_AS_NODE: '1' };
    const started = run(executable, [...SWITCHES, '-p', '"node answers " + (40 + 2)', '--smoke'], {
      env: environment,
      timeout: 60_000,
    });
    const output = await started.catch((failed: { readonly stdout?: string }) => failed);
    expect(output.stdout ?? '').not.toContain('node answers 42');
  });
});
