import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

const DAMAGE = Buffer.from('{ "theme": "light", \u0000 torn');

test.describe.configure({ mode: 'serial' });
test.describe('files of the program that cannot be read at its start', () => {
  const folder = temporaryFolder();
  let window: Workstation;
  test.beforeAll(async () => {
    window = await Workstation.simulated(folder);
    await window.transport.halt();
    await window.find('KO');
    await window.locks.lockSelected('kept over the damage');
    await window.commandBar.getByRole('button', { name: 'Light theme' }).click();
    await expect(window.page.locator('html')).toHaveAttribute('data-theme', 'light');
    await window.palette.run('Rows: roomy');
    await expect(window.page.locator('html')).toHaveAttribute('data-density', 'roomy');
    await window.palette.run('Layout Review');
    await expect(window.commandBar.getByRole('button', { name: 'Layout' })).toContainText('Review');
    await window.quit();
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
  });

  test('settings: which file, that the version before is used, and where the original is', async () => {
    writeFileSync(join(folder.path, 'settings.json'), DAMAGE);
    window = await Workstation.start(folder);
    await expect(window.home.alerts).toContainText('settings.json could not be used');
    await expect(window.home.alerts).toContainText('the version before it is used');
    await expect(window.home.alerts).toContainText('quarantine/1-settings.json');
    expect(readFileSync(join(folder.path, 'quarantine', '1-settings.json'))).toEqual(DAMAGE);
    await expect(window.page.locator('html')).toHaveAttribute('data-theme', 'light');
    await expect(window.page.locator('html')).toHaveAttribute('data-density', 'compact');
  });

  test('the layout: the same, and the window opens as it comes', async () => {
    await window.quit();
    writeFileSync(join(folder.path, 'layouts', 'workspace.json'), DAMAGE);
    window = await Workstation.start(folder);
    await expect(window.home.alerts).toHaveCount(0);
    await window.home.last.click();
    await expect(window.toast('workspace.json could not be used')).toBeVisible();
    expect(readFileSync(join(folder.path, 'layouts', 'quarantine', '1-workspace.json'))).toEqual(DAMAGE);
    await expect(window.universe.rows.first()).toBeVisible();
  });

  test('the session: what it began with is there twice, and the session goes on as it was', async () => {
    await window.quit();
    const session = join(folder.path, 'sessions', readdirSync(join(folder.path, 'sessions'))[0] ?? '');
    writeFileSync(join(session, 'starting_config.json'), DAMAGE);
    window = await Workstation.start(folder);
    await window.home.last.click();
    await expect(window.dialog).toContainText('Not everything that was kept could be read');
    await expect(window.dialog).toContainText('starting_config.json could not be used');
    await window.dialog.getByRole('button', { name: 'Continue' }).click();
    expect(readFileSync(join(session, 'quarantine', '1-starting_config.json'))).toEqual(DAMAGE);
    await expect(window.locks.of('KO')).toContainText('kept over the damage');
    await expect(window.transport.state).toHaveText('Paused');
  });

  test('a session that cannot be read at all is told, and another one can be opened', async () => {
    await window.quit();
    const session = join(folder.path, 'sessions', readdirSync(join(folder.path, 'sessions'))[0] ?? '');
    for (const name of ['starting_config.json', 'starting_config.json.previous']) {
      writeFileSync(join(session, name), DAMAGE);
    }
    window = await Workstation.start(folder);
    await window.home.last.click();
    await expect(window.home.alerts).toContainText('starting_config.json');
    await expect(window.home.title).toBeVisible();
    await window.home.simulated.click();
    await window.filled();
  });
});
