import { expect, test } from '@playwright/test';
import { Workstation } from './pages/workstation.ts';

test.describe('the window on the embedded session', () => {
  let workstation: Workstation;
  test.beforeAll(async () => {
    workstation = await Workstation.start();
    await workstation.filled();
  });
  test.afterAll(() => workstation.end());

  test('shows the whole universe with prices', async () => {
    await expect(workstation.universe.panel.getByText('500').first()).toBeVisible();
    const prices = await workstation.universe.column('last');
    expect(prices.length).toBeGreaterThan(10);
    for (const price of prices) expect(price).toMatch(/^[\d,]+\.\d{2,4}$/);
  });

  test('says what kind of session it is, in a word and a frame', async () => {
    await expect(workstation.commandBar.getByText('SIM', { exact: true })).toBeVisible();
    await expect(workstation.page.locator('.window')).toHaveAttribute('data-mode', 'simulated');
    await expect(workstation.statusBar).toContainText('SIM seed');
  });

  test('is alive: the session clock moves', async () => {
    const clock = workstation.page.locator('.clock');
    const before = await clock.innerText();
    await expect(clock).not.toHaveText(before);
  });

  test('lists hits with what the scanner saw', async () => {
    await expect(workstation.hits.rows.first()).toContainText(/[+−]\d+\.\d\d %/);
    await expect(workstation.hits.rows.first()).toContainText('First');
  });

  test('sorts the universe by hits, then by symbol', async () => {
    const counts = (await workstation.universe.column('hits')).map((text) => Number(text) || 0);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  test('pauses, and the clock stands still', async () => {
    await workstation.page.getByRole('button', { name: 'Pause' }).click();
    await expect(workstation.commandBar).toContainText('Paused');
    const before = await workstation.page.locator('.clock').innerText();
    await workstation.page.waitForTimeout(1_500);
    expect(await workstation.page.locator('.clock').innerText()).toBe(before);
    await workstation.page.keyboard.press('Control+Shift+Space');
    await expect(workstation.page.getByRole('button', { name: 'Pause' })).toBeVisible();
  });

  test('changes the speed and shows the one that the engine took', async () => {
    await workstation.page.getByRole('button', { name: '5×', exact: true }).click();
    await expect(workstation.statusBar).toContainText('· 5×');
  });

  test('filters by what is typed', async () => {
    await workstation.page.keyboard.press('Control+f');
    await workstation.page.keyboard.insertText('AAPL');
    await expect(workstation.universe.rows).toHaveCount(1);
    await workstation.page.keyboard.insertText('ZZZZ');
    await expect(workstation.universe.panel).toContainText('No symbol matches');
    await workstation.page.keyboard.press('Escape');
    await expect(workstation.universe.rows).not.toHaveCount(1);
  });

  test('a locked symbol is not removed, and the window says who holds it', async () => {
    await workstation.find('MSFT');
    await workstation.page.keyboard.press('Control+l');
    await expect(workstation.locks.getByText('MSFT')).toBeVisible();
    await expect(workstation.universe.cell('MSFT', 'state')).toContainText('locked');
    await workstation.page.keyboard.press('Delete');
    await expect(workstation.toasts).toContainText('MSFT was not removed');
    await expect(workstation.toasts).toContainText('locked by hand');
    await expect(workstation.universe.cell('MSFT', 'last')).toBeVisible();
    await workstation.page.keyboard.press('Control+l');
    await expect(workstation.locks.getByText('MSFT')).toHaveCount(0);
    await workstation.page.keyboard.press('Control+f');
    await workstation.page.keyboard.press('Escape');
  });

  test('a promoted symbol moves to the promoted panel', async () => {
    await workstation.find('KO');
    await workstation.page.keyboard.press('Control+Enter');
    await expect(workstation.promoted.getByText('KO', { exact: true })).toBeVisible();
    await workstation.page.keyboard.press('Control+Backspace');
    await expect(workstation.promoted.getByText('KO', { exact: true })).toHaveCount(0);
    await workstation.page.keyboard.press('Control+f');
    await workstation.page.keyboard.press('Escape');
  });

  test('a removed symbol leaves the universe', async () => {
    await workstation.find('XOM');
    await workstation.universe.cell('XOM', 'symbol').click({ button: 'right' });
    await workstation.page.getByRole('menuitem', { name: /Remove/ }).click();
    await expect(workstation.universe.cell('XOM', 'last')).toHaveCount(0);
    await expect(workstation.statusBar).toContainText('499 symbols');
    await workstation.page.keyboard.press('Control+f');
    await workstation.page.keyboard.press('Escape');
  });

  test('no key acts on a symbol that has left', async () => {
    await workstation.find('CVX');
    await workstation.page.keyboard.press('Delete');
    await expect(workstation.universe.cell('CVX', 'last')).toHaveCount(0);
    await expect(workstation.page.getByRole('button', { name: 'Lock', exact: true })).toBeDisabled();
    await workstation.page.keyboard.press('Control+l');
    await expect(workstation.locks).toContainText('No locks');
    await workstation.page.keyboard.press('Control+f');
    await workstation.page.keyboard.press('Escape');
  });

  test('wrote no error to its console, and nothing was blocked', () => {
    expect(workstation.consoleErrors).toEqual([]);
  });
});
