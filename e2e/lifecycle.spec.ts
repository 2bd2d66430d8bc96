import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runProgram, temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

/** Processes whose command line names a folder. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    })
    .map(Number);
}

const onLinux = process.platform === 'linux';

test.describe('a trial run', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  test.beforeEach(() => {
    folder = temporaryFolder();
  });
  test.afterEach(() => folder.remove());

  test('prints one line of figures, leaves a picture, and ends', async () => {
    const screenshot = join(folder.path, 'pictures', 'smoke.png');
    const run = await runProgram(['--smoke', `--screenshot=${screenshot}`, `--user-data-dir=${folder.path}`]);
    expect(run.code, run.stderr).toBe(0);
    const lines = run.stdout.trim().split('\n');
    expect(lines).toHaveLength(1);
    const result = JSON.parse(lines[0] ?? '');
    expect(Object.keys(result)).toEqual(['symbols', 'hits', 'promoted', 'electron', 'screenshot']);
    expect(result).toMatchObject({ symbols: 500, screenshot });
    expect(result.hits).toBeGreaterThan(0);
    expect(existsSync(screenshot) && statSync(screenshot).size).toBeGreaterThan(50_000);
    if (onLinux) expect(processesOf(folder.path)).toEqual([]);
  });

  test('fails with the reason where the config cannot be read', async () => {
    const config = join(folder.path, 'missing.json');
    const run = await runProgram(['--smoke', '--config', config, `--user-data-dir=${folder.path}`]);
    expect(run.code).not.toBe(0);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('missing.json');
  });
});

test('a session that cannot start is said in the window', async () => {
  const workstation = await Workstation.start(['--config', '/nowhere/session.json']);
  await expect(workstation.page.getByRole('alert')).toContainText('The session did not start');
  await expect(workstation.page.getByRole('alert')).toContainText('/nowhere/session.json');
  await workstation.end();
});

test('a killed program leaves no process behind', async () => {
  test.skip(!onLinux, 'reads /proc');
  const workstation = await Workstation.start();
  await workstation.filled();
  const folder = await workstation.app.evaluate(({ app }) => app.getPath('userData'));
  expect(processesOf(folder).length).toBeGreaterThan(1);
  workstation.app.process().kill('SIGKILL');
  await expect.poll(() => processesOf(folder)).toEqual([]);
});

test('a crashed page comes back with the session, and gives way to a plain page the third time', async () => {
  const workstation = await Workstation.start();
  await workstation.filled();
  const crash = () =>
    workstation.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents()[0]?.forcefullyCrashRenderer(),
    );
  const shown = () =>
    workstation.app.evaluate(async ({ webContents }) => {
      const [contents] = webContents.getAllWebContents();
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
      // A page that crashes under the question never answers it.
      const late = new Promise<string>((resolve) => setTimeout(() => resolve(''), 300));
      return Promise.race([late, contents.executeJavaScript('document.body.innerText')]);
    });
  for (const _time of [1, 2]) {
    await crash();
    await expect.poll(shown, { timeout: 3_000 }).toContain('500 symbols');
  }
  await crash();
  await expect.poll(shown).toContain('stopped three times');
  await workstation.end();
});
