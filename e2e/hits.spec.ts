import { expect, test } from '@playwright/test';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

test.describe.configure({ mode: 'serial' });
test.describe('a hit explains itself', () => {
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

  const card = () => window.page.getByRole('dialog', { name: /^[A-Z.]+$/ }).filter({ hasText: 'Why it hit' });

  test('Ctrl+I opens a card with the conditions, their values and what they need', async () => {
    const row = window.hits.rows.filter({ hasText: 'above_2' }).first();
    await row.locator('[col-id="scanner"]').click();
    await window.page.keyboard.press('Control+i');
    await expect(card()).toBeVisible();
    await expect(card()).toContainText('last(1d) >= sma(20, 1d) * 1.02');
    await expect(card()).toContainText('first hit today');
    await expect(card()).toContainText('Closest to failing');
    await expect(card()).toContainText('Bars used');
  });

  test('the values are those of the scan', async () => {
    const row = window.hits.rows.filter({ hasText: 'above_2' }).first();
    const why = await row.locator('[col-id="why"]').innerText();
    const price = /: ([\d.,]+) ≥/.exec(why)?.[1]?.replaceAll(',', '') ?? 'no price';
    const value = await card().locator('.evidence tbody tr').first().locator('td').nth(1).innerText();
    expect(value.replaceAll(',', '')).toBe(price);
  });

  test('names the nearest misses, and says of any symbol why not', async () => {
    await expect(card()).toContainText(/Nearest misses at \d\d:\d\d:\d\d/);
    await card().getByRole('button', { name: 'Why not another symbol?' }).click();
    await card().getByRole('textbox', { name: 'Why not' }).fill('aapl');
    await window.page.keyboard.press('Enter');
    await expect(card()).toContainText(
      /AAPL at \d\d:\d\d:\d\d: (it does not match|it matches now|unknown: the data cannot say)/,
    );
    await card().getByRole('textbox', { name: 'Why not' }).fill('zzzz');
    await window.page.keyboard.press('Enter');
    await expect(card()).toContainText('the scanner does not look at it');
  });

  test('Escape closes it, and a press on Why opens it again', async () => {
    await window.page.keyboard.press('Escape');
    await expect(card()).toHaveCount(0);
    await window.hits.rows.first().locator('.why-button').click();
    await expect(card()).toBeVisible();
    await card().getByRole('button', { name: 'Close' }).click();
    await expect(card()).toHaveCount(0);
    expect(window.consoleErrors).toEqual([]);
  });
});
