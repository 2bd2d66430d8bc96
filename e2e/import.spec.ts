import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CsvImportDialog } from './pages/csv-import.ts';
import { figure } from './pages/grid-panel.ts';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

/** Three days of minutes with decimal commas, days and months that may be either, and one row that is no bar. */
function minutes(): string {
  const rows = ['Wann;Open;High;Low;Close;Volume'];
  let close = 10_000;
  for (const date of ['02/01/2013', '03/01/2013', '04/01/2013']) {
    for (let minute = 0; minute < 390; minute += 1) {
      const time = 570 + minute;
      const clock = `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
      const open = close;
      close += ((minute * 7) % 21) - 10;
      const prices = [open, Math.max(open, close) + 4, Math.min(open, close) - 4, close];
      const words = prices.map((cents) => (cents / 100).toFixed(2).replace('.', ','));
      rows.push(`${date} ${clock};${words.join(';')};${minute === 0 ? 9_000 : 1_000 + minute}`);
    }
  }
  rows.splice(500, 0, '02/01/2013 12:00;<img src=x onerror=alert(1)>;1;1;1;1');
  return rows.join('\r\n');
}

test.describe.configure({ mode: 'serial' });
test.describe('CSV files of unknown layout', () => {
  const folder = temporaryFolder();
  const data = temporaryFolder();
  const file = join(data.path, 'minutes.csv');
  let window: Workstation;
  let dialog: CsvImportDialog;
  test.beforeAll(async () => {
    writeFileSync(file, minutes());
    window = await Workstation.start(folder);
    dialog = new CsvImportDialog(window.page);
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
    data.remove();
  });

  test('are reported: what was found, and what is asked', async () => {
    await window.dialogs.opens(file);
    await window.page.getByRole('button', { name: 'import CSV files' }).click();
    await expect(dialog.lead).toHaveText('3 questions are still open.');
    await expect(dialog.import).toBeDisabled();
    await expect(dialog.found('Fields parted by')).toContainText('Sure');
    await expect(dialog.found('Numbers').getByRole('combobox')).toHaveValue(',');
    await expect(
      dialog.question('How are the dates to be read?').getByRole('radio', { checked: true }),
    ).toHaveCount(0);
  });

  test('are imported once the questions are answered, by keys alone', async () => {
    const dates = dialog.question('How are the dates to be read?');
    await dates.getByRole('radio', { name: 'Day, month, year' }).focus();
    await window.page.keyboard.press('Space');
    await expect(dialog.lead).toHaveText('2 questions are still open.');
    const ticker = dialog.question('Which symbol are the bars of?').getByLabel('Ticker of all bars');
    await ticker.focus();
    await window.page.keyboard.type('ibm');
    await window.page.keyboard.press('Enter');
    await expect(dialog.preview.first()).toContainText('2013-01-02 09:30:00');
    await expect(dialog.preview.first()).toContainText('IBM');
    await dialog.question('Are the prices adjusted for splits?').getByRole('radio').first().check();
    await expect(dialog.import).toBeEnabled();
    await dialog.name.fill('days of minutes');
    await dialog.import.press('Enter');
    await expect(dialog.lead).toContainText(
      '1,170 bars of 1 symbol are in the archive as days of minutes. 1 rows were rejected',
      { timeout: 30_000 },
    );
  });

  test('leave their rejected rows in a list that can be saved', async () => {
    const path = join(data.path, 'rejects.csv');
    await window.dialogs.saves(path);
    await dialog.button('Save reject list…').click();
    await expect.poll(() => readFileSync(path, 'utf8')).toContain('onerror=alert(1)');
    await expect(dialog.dialog.getByRole('cell', { name: /onerror=alert/ }).last()).toBeVisible();
  });

  test('become a session', async () => {
    await dialog.question('Which sessions are to be played?').getByRole('radio').first().check();
    await dialog.start.click();
    await expect(window.commandBar.getByText('REPLAY', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(dialog.dialog).toHaveCount(0);
    await expect(window.statusBar.getByText('1 symbols')).toBeVisible();
    await expect
      .poll(async () => figure(await window.universe.cell('IBM', 'last').innerText()))
      .toBeGreaterThan(50);
    expect(window.consoleErrors).toEqual([]);
  });

  test('can be given up over a session, which goes on', async () => {
    await window.dialogs.opens(file);
    await window.page.keyboard.press('Control+k');
    await window.page.keyboard.type('Import CSV files');
    await window.page.keyboard.press('Enter');
    await expect(dialog.lead).toContainText('still open');
    await window.page.keyboard.press('Escape');
    await expect(dialog.dialog).toHaveCount(0);
    await expect(window.commandBar.getByText('REPLAY', { exact: true })).toBeVisible();
  });
});
