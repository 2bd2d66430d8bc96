import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { playHeadless, temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

test.describe.configure({ mode: 'serial' });
test.describe('the session’s config, out of the window and into it', () => {
  const [folder, files] = [temporaryFolder(), temporaryFolder()];
  const exported = join(files.path, 'exported.json');
  let window: Workstation;
  test.beforeAll(async () => {
    window = await Workstation.simulated(folder);
    await window.transport.halt();
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
    files.remove();
  });

  test('a promotion shows as a change of the config', async () => {
    await window.find('KO');
    await window.page.keyboard.press('Control+Enter');
    await window.page
      .locator('.preview-card')
      .getByRole('button', { name: /^Promote 1/ })
      .click();
    await expect(window.universe.cell('KO', 'state')).toContainText('Promoted');
    await window.config.show();
    await window.config.changesOnly.click();
    const line = window.config.lines.filter({ has: window.page.getByText('KO', { exact: true }) });
    await expect(line).toContainText('added');
    await expect(line).toHaveAttribute('data-change', 'added');
    await expect(window.config.dock.locator('.dock-tab').filter({ hasText: 'Session config' })).toContainText(
      `${await promotedCount(window)} changed`,
    );
  });

  test('Ctrl+E asks where to; the file holds the promoted symbols', async () => {
    await window.dialogs.saves(null);
    await window.page.keyboard.press('Control+e');
    await window.dialogs.saves(exported);
    await window.page.keyboard.press('Control+e');
    await expect(window.toast('Config exported to exported.json')).toBeVisible();
    const symbols = promotedIn(exported);
    expect(symbols).toHaveLength(await promotedCount(window));
    expect(symbols).toContain('KO');
  });

  test('played without a window, the file gives a session with exactly those symbols promoted', async () => {
    test.setTimeout(60_000);
    // Before any scanner has run: what is promoted then, the config has asked for.
    const run = await playHeadless(exported, '2026-11-20T13:30:00Z', files.path);
    expect(run.code, run.stderr).toBe(0);
    const outcome = JSON.parse(run.stdout);
    expect(outcome).toMatchObject({ symbols: 500, promoted: promotedIn(exported).length, hits: 0 });
    const promotions = readFileSync(join(files.path, 'promotions.jsonl'), 'utf8').trim().split('\n');
    const promoted = promotions.map((line) => JSON.parse(line).symbol);
    expect([...new Set(promoted)].sort()).toEqual(promotedIn(exported).sort());
  });

  test('a file that is wrong is told with line, field and what is allowed; nothing changes', async () => {
    const wrong = join(files.path, 'wrong.json');
    const bytes = readFileSync(exported, 'utf8').replace('"mode": "simulated"', '"mode": "simulatd"');
    writeFileSync(wrong, bytes);
    const line = bytes.split('\n').findIndex((each) => each.includes('simulatd')) + 1;
    const before = await window.promoted.body.innerText();
    await window.dialogs.opens(wrong);
    await window.config.import.click();
    await expect(window.dialog).toContainText('wrong.json cannot be used');
    await expect(window.dialog).toContainText('Nothing was changed');
    await expect(window.config.issues).toHaveCount(1);
    await expect(window.config.issues).toContainText(`${line}:`);
    await expect(window.config.issues).toContainText('mode');
    await expect(window.config.issues).toContainText('simulatd');
    await expect(window.config.issues).toContainText('replay');
    await window.dialog.getByRole('button', { name: 'Close' }).click();
    expect(await window.promoted.body.innerText()).toBe(before);
    expect(readFileSync(wrong, 'utf8')).toBe(bytes);
  });

  test('a file that is not JSON, and one that is not there, are told as well', async () => {
    const broken = join(files.path, 'broken.json');
    writeFileSync(broken, '{ "mode": ');
    await window.dialogs.opens(broken);
    await window.config.import.click();
    await expect(window.dialog).toContainText('broken.json cannot be used');
    await window.dialog.getByRole('button', { name: 'Close' }).click();
    await window.dialogs.opens(join(files.path, 'absent.json'));
    await window.config.import.click();
    await expect(window.toast('The config was not read')).toContainText('absent.json');
    await expect(window.dialog).toHaveCount(0);
  });

  test('a good file is compared field by field, and Cancel changes nothing', async () => {
    const other = join(files.path, 'other.json');
    const config = JSON.parse(readFileSync(exported, 'utf8'));
    config.session_name = 'Imported session';
    config.replay.speed = 60;
    config.session_data_config.symbols = ['KO', 'PEP'];
    writeFileSync(other, JSON.stringify(config));
    await window.dialogs.opens(other);
    await window.config.import.click();
    await expect(window.dialog).toContainText('Import other.json');
    const change = (path: string) => window.config.changes.filter({ hasText: path });
    await expect(change('session_name')).toContainText('Simulated session');
    await expect(change('session_name')).toContainText('Imported session');
    await expect(change('replay.speed')).toContainText('60');
    await expect(window.config.changes.filter({ hasText: 'PEP' })).toHaveCount(1);
    await window.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(window.dialog).toHaveCount(0);
    await expect(window.commandBar).toContainText('Simulated session');
  });

  test('opened, it is the session: its name, its speed, its promoted symbols', async () => {
    await window.config.import.click();
    await window.dialog.getByRole('button', { name: 'Open this session' }).click();
    await expect(window.commandBar).toContainText('Imported session');
    await expect(window.dialog).toHaveCount(0);
    await expect(window.statusBar).toContainText('SIM seed 42 · 60×');
    await expect(window.promoted.body.getByRole('row', { name: /^KO,/ })).toBeVisible();
    await expect(window.promoted.body.getByRole('row', { name: /^PEP,/ })).toContainText('Session config');
  });

  test('wrote no error to its console, and nothing was blocked', () => {
    expect(window.consoleErrors).toEqual([]);
  });
});

async function promotedCount(window: Workstation): Promise<number> {
  return window.promoted.body.locator('tbody tr').count();
}

function promotedIn(path: string): string[] {
  return JSON.parse(readFileSync(path, 'utf8')).session_data_config.symbols;
}
