import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { symbolId } from '../shared/domain/symbol.ts';
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
    expect(Object.keys(result)).toEqual([
      'symbols',
      'hits',
      'promoted',
      'chart_bars',
      'electron',
      'screenshot',
    ]);
    expect(result).toMatchObject({ symbols: 500, screenshot });
    expect(result.hits).toBeGreaterThan(0);
    expect(result.chart_bars).toBeGreaterThan(0);
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

test.describe('a program that stands', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  test.beforeEach(() => {
    folder = temporaryFolder();
  });
  test.afterEach(() => folder.remove());

  test('says why the session of the command line did not start', async () => {
    const workstation = await Workstation.start(folder, ['--config', '/nowhere/session.json']);
    await expect(workstation.page.getByText('/nowhere/session.json').first()).toBeVisible();
    await workstation.quit();
  });

  test('leaves no process behind when it is killed', async () => {
    test.skip(!onLinux, 'reads /proc');
    const workstation = await Workstation.simulated(folder);
    expect(processesOf(folder.path).length).toBeGreaterThan(1);
    await workstation.kill();
    await expect.poll(() => processesOf(folder.path)).toEqual([]);
  });

  test('is the only one: a second start gives way to it', async () => {
    const workstation = await Workstation.start(folder);
    await expect(workstation.home.title).toBeVisible();
    await workstation.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      Object.assign(globalThis, { focused: 0 });
      if (window !== undefined) window.focus = () => Object.assign(globalThis, { focused: 1 });
    });
    const second = await runProgram([`--user-data-dir=${folder.path}`]);
    expect(second.code, second.stderr).toBe(0);
    await expect.poll(() => workstation.app.evaluate(() => Object(globalThis).focused)).toBe(1);
    expect(workstation.app.windows()).toHaveLength(1);
    await workstation.quit();
  });

  test('brings a crashed page back with the session, and gives way to a plain page the third time', async () => {
    const workstation = await Workstation.simulated(folder);
    await workstation.engine.get('symbol.lock', { symbol: symbolId('KO'), reason: 'before the crash' });
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
      await expect.poll(shown, { timeout: 4_000 }).toMatch(/500\s+symbols/);
      await expect.poll(shown).toContain('before the crash');
    }
    await crash();
    await expect.poll(shown).toContain('stopped three times');
    await workstation.quit();
  });
});
