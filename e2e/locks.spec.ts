import { expect, test } from '@playwright/test';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

const REASON = 'earnings tonight';

test.describe.configure({ mode: 'serial' });
test.describe('a locked symbol is not removed', () => {
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

  test('Ctrl+L asks why, with the keyboard in the answer', async () => {
    await window.find('MSFT');
    await window.page.keyboard.press('Control+l');
    await expect(window.locks.question).toContainText('Lock MSFT');
    await expect(window.locks.reason).toBeFocused();
    await window.page.keyboard.press('Escape');
    await expect(window.locks.question).toHaveCount(0);
    await expect(window.locks.body).toContainText('No locks');
  });

  test('the lock is listed with holder, reason and since when, and padlocks say so', async () => {
    await window.locks.lockSelected(REASON);
    const row = window.locks.of('MSFT');
    await expect(row).toContainText('manual');
    await expect(row).toContainText(REASON);
    await expect(row).toContainText(/09:3\d/);
    await expect(window.statusBar).toContainText(/1\s+locked/);
    await expect(window.universe.cell('MSFT', 'symbol')).toHaveAttribute(
      'aria-label',
      /locked by 1 manual lock/,
    );
    await expect(
      window.chart.dock.getByRole('button', { name: /MSFT is locked: “earnings tonight”, since 09:3\d/ }),
    ).toHaveAttribute('aria-pressed', 'true');
  });

  test('its removal is refused, naming who holds it and the ways out; Keep changes nothing', async () => {
    await window.universe.cell('MSFT', 'last').click();
    await window.page.keyboard.press('Delete');
    await expect(window.dialog).toContainText('MSFT is locked and was not removed');
    await expect(window.dialog.locator('.holders')).toContainText('Manual lock');
    await expect(window.dialog.locator('.holders')).toContainText(`“${REASON}”`);
    await expect(window.dialog).toContainText(/entry \d+ in the ledger/);
    await expect(window.dialog.getByRole('button', { name: 'Keep MSFT' })).toBeFocused();
    await expect(window.dialog.getByRole('button', { name: 'Unlock' })).toBeVisible();
    await window.page.keyboard.press('Enter');
    await expect(window.dialog).toHaveCount(0);
    await expect(window.universe.cell('MSFT', 'last')).toBeVisible();
    await expect(window.statusBar.getByText('500 symbols')).toBeVisible();
    await expect(window.locks.of('MSFT')).toHaveCount(1);
  });

  test('it is not demoted either', async () => {
    const symbol = await window.promoted.body.locator('tr .strong').first().innerText();
    await window.promoted.body.locator('tr').first().click();
    await window.locks.lockSelected('watched');
    await window.page.keyboard.press('Control+Backspace');
    await expect(window.dialog).toContainText(`${symbol} is locked and was not demoted`);
    await window.page.keyboard.press('Escape');
    await expect(window.promoted.body.locator('tr').first()).toContainText(symbol);
    await window.locks
      .of(symbol)
      .getByRole('button', { name: `Unlock ${symbol}` })
      .click();
    await expect(window.locks.of(symbol)).toHaveCount(0);
  });

  test('Remove when released marks it, and can be taken back', async () => {
    await window.universe.cell('MSFT', 'last').click();
    await window.page.keyboard.press('Delete');
    await window.dialog.getByRole('button', { name: 'Remove when released' }).click();
    await expect(window.locks.of('MSFT')).toContainText('leaving');
    await window.page.keyboard.press('Control+z');
    await expect(window.locks.of('MSFT')).not.toContainText('leaving');
    await expect(window.locks.of('MSFT')).toContainText(REASON);
  });

  test('unlocked in the refusal, it can be removed there', async () => {
    await window.universe.cell('MSFT', 'last').click();
    await window.page.keyboard.press('Delete');
    await window.dialog.getByRole('button', { name: 'Unlock' }).click();
    await expect(window.dialog).toContainText('MSFT is not locked any more');
    await window.dialog.getByRole('button', { name: 'Remove MSFT' }).click();
    await expect(window.universe.row('MSFT')).toHaveCount(0);
    await expect(window.statusBar.getByText('499 symbols')).toBeVisible();
    await expect(window.locks.body).toContainText('No locks');
  });

  test('Ctrl+Z brings it back without a lock, and once more locks it again with its reason', async () => {
    await window.page.keyboard.press('Control+z');
    await expect(window.universe.cell('MSFT', 'last')).toBeVisible();
    await expect(window.statusBar.getByText('500 symbols')).toBeVisible();
    await expect(window.locks.of('MSFT')).toHaveCount(0);
    await window.page.keyboard.press('Control+z');
    await expect(window.locks.of('MSFT')).toContainText(REASON);
  });

  test('marked to leave, it is gone as soon as it is unlocked; undoing that brings it back locked', async () => {
    await window.universe.cell('MSFT', 'last').click();
    await window.page.keyboard.press('Delete');
    await window.dialog.getByRole('button', { name: 'Remove when released' }).click();
    await expect(window.locks.of('MSFT')).toContainText('leaving');
    await window.locks.of('MSFT').getByRole('button', { name: 'Unlock MSFT' }).click();
    await expect(window.universe.row('MSFT')).toHaveCount(0);
    await expect(window.statusBar.getByText('499 symbols')).toBeVisible();
    await window.page.keyboard.press('Control+z');
    await expect(window.locks.of('MSFT')).toContainText(REASON);
    await expect(window.locks.of('MSFT')).not.toContainText('leaving');
    await expect(window.statusBar.getByText('500 symbols')).toBeVisible();
  });

  test('of many, the locked one stays and the others go; Undo is for the others', async () => {
    await window.showAll();
    await window.universe.rows.first().locator('[col-id="last"]').click();
    const [first = '', second = '', third = ''] = await window.universe.column('symbol');
    await window.locks.lockSelected('kept');
    await window.universe.cell(first, 'last').click();
    await window.universe.cell(third, 'last').click({ modifiers: ['Shift'] });
    await window.page.keyboard.press('Delete');
    await expect(window.toast('2 removed, 1 locked')).toBeVisible();
    await expect(window.toast(`${first} is locked and was not removed`)).toBeVisible();
    await expect(window.universe.row(second)).toHaveCount(0);
    await expect(window.universe.row(first)).toHaveCount(1);
    await window
      .toast('2 removed')
      .getByRole('button', { name: /^Undo 2/ })
      .click();
    await expect(window.statusBar.getByText('500 symbols')).toBeVisible();
    for (const symbol of [second, third]) {
      await window.find(symbol);
      await expect(window.universe.row(symbol)).toHaveCount(1);
    }
  });

  test('no key acts on a symbol that has left', async () => {
    await window.find('CVX');
    await window.page.keyboard.press('Delete');
    await expect(window.universe.row('CVX')).toHaveCount(0);
    await window.page.keyboard.press('Control+l');
    await expect(window.locks.question).toHaveCount(0);
    await expect(window.locks.of('CVX')).toHaveCount(0);
  });

  test('wrote no error to its console, and nothing was blocked', () => {
    expect(window.consoleErrors).toEqual([]);
  });
});
