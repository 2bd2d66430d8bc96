import { expect, type Locator, test } from '@playwright/test';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

test.describe.configure({ mode: 'serial' });
test.describe('the quality of the data', () => {
  const folder = temporaryFolder();
  let window: Workstation;
  let panel: Locator;
  let grid: Locator;
  test.beforeAll(async () => {
    window = await Workstation.simulated(folder);
    await window.transport.halt();
    await window.page.locator('.dv-tab', { hasText: 'Data quality' }).click();
    await window.page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Symbols' }).click();
    panel = window.page.locator('.quality-symbols');
    grid = panel.getByRole('grid');
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
  });

  const scope = (name: string): Locator =>
    window.page
      .getByRole('group', { name: 'Symbols', exact: true })
      .getByRole('button', { name, exact: true });

  const cell = (column: string): Locator => grid.locator(`.ag-cell[col-id="${column}"]`).first();

  test('every symbol has a score, its intervals and what came of what was expected', async () => {
    await scope('All').click();
    await expect(cell('score')).toHaveText(/^\d+(\.\d)?$/);
    const figure = async (column: string): Promise<number> =>
      Number((await cell(column).innerText()).replaceAll(',', ''));
    expect(await figure('got')).toBeGreaterThan(0);
    expect(await figure('got')).toBeLessThanOrEqual(await figure('expected'));
    await expect(panel.locator('.quality-days')).toContainText('bars due');
  });

  test('the promoted ones are shown alone, and one of them session by session', async () => {
    await scope('Promoted').click();
    const symbol = await window.promoted.body.locator('tr .strong').first().innerText();
    const row = grid.locator('.ag-row', { hasText: symbol }).first();
    await expect(row).toBeVisible();
    await row.click();
    const days = window.page.getByRole('complementary', { name: `Sessions of ${symbol}` });
    await expect(days.getByRole('heading').first()).toContainText(/session/);
  });

  test('the filter asks the session: a symbol is found by its letters', async () => {
    await scope('All').click();
    const symbol = await window.promoted.body.locator('tr .strong').first().innerText();
    await grid.locator('.ag-row').first().click();
    await window.page.keyboard.press('Control+f');
    await window.page.keyboard.type(symbol.toLowerCase());
    await expect(cell('symbol')).toHaveText(symbol);
  });
});
