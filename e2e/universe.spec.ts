import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

test.describe.configure({ mode: 'serial' });
test.describe('what is watched, edited while the session runs', () => {
  const folder = temporaryFolder();
  let window: Workstation;
  test.beforeAll(async () => {
    window = await Workstation.simulated(folder);
    await window.transport.halt();
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
  });

  const byHand = () => window.dialog.getByRole('textbox', { name: 'Symbols by hand' });
  const apply = () => window.dialog.getByRole('button', { name: 'Watch these' });
  const watchedBySource = () => window.dialog.getByRole('checkbox', { name: /Everything of simulated/ });

  test('Insert opens it with what is watched now', async () => {
    await window.universe.rows.first().click();
    await window.page.keyboard.press('Insert');
    await expect(window.dialog).toContainText('500 symbols now');
    await expect(watchedBySource()).toBeChecked();
  });

  test('a symbol that nobody knows is told with what may be meant, and is not applied', async () => {
    await byHand().fill('AAPPL, ibm\nbrk-b');
    await expect(window.dialog).toContainText('2 symbols · 1 unknown');
    await apply().click();
    await expect(window.dialog.getByRole('alert')).toContainText(
      'No data source of this session knows AAPPL',
    );
    await window.dialog.getByRole('button', { name: 'Use AAPL' }).click();
    await expect(byHand()).toHaveValue('AAPL, ibm\nbrk-b');
    await expect(window.dialog).toContainText('3 symbols');
  });

  test('without its source, the grid shows those by name and what is promoted', async () => {
    await watchedBySource().uncheck();
    await apply().click();
    await expect(window.dialog).toHaveCount(0);
    await expect(window.toast(/497 left, 3 watched/)).toBeVisible();
    await expect(window.universe.row('AAPL')).toBeVisible();
    await expect(window.universe.row('IBM')).toBeVisible();
    await expect(window.universe.row('MSFT')).toHaveCount(0);
    await expect(window.universe.rows.filter({ hasText: 'Promoted' }).first()).toBeVisible();
  });

  test('Ctrl+Z watches everything again', async () => {
    await window.page.keyboard.press('Control+z');
    await expect(window.toast(/Undone: Universe/)).toBeVisible();
    await window.universe.filter.fill('MSFT');
    await expect(window.universe.row('MSFT')).toBeVisible();
    await window.showAll();
  });

  test('a list comes from a CSV file, and is left out', async () => {
    const file = join(folder.path, 'banks.csv');
    writeFileSync(file, 'Name,Symbol\n"Morgan, J. P.",JPM\nCitigroup,C\n');
    await window.dialogs.opens(file);
    await window.palette.run('Edit the universe');
    await window.dialog.getByRole('button', { name: 'New list' }).click();
    await window.dialog.getByRole('textbox', { name: 'Name of the list' }).fill('banks');
    await window.dialog.getByRole('button', { name: 'From a file…' }).nth(1).click();
    await expect(window.dialog.getByRole('textbox', { name: 'Symbols of banks' })).toHaveValue('JPM, C');
    await window.dialog.getByRole('button', { name: 'Leave out' }).click();
    await apply().click();
    await expect(window.toast(/2 left, 498 watched/)).toBeVisible();
    await window.universe.filter.fill('JPM');
    await expect(window.universe.row('JPM')).toHaveCount(0);
    await window.showAll();
  });

  test('the config of the session says it', async () => {
    await window.config.show();
    await expect(window.config.lines.filter({ hasText: 'exclude_lists' })).toContainText('1 entry');
    await expect(window.config.lines.filter({ hasText: /^lists/ })).toContainText('1 entry');
  });
});
