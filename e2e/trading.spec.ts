import { expect, test } from '@playwright/test';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

const SHARES = 200;
const REASON = 'my own reason';

test.describe.configure({ mode: 'serial' });
test.describe('a paper position and its lock', () => {
  const folder = temporaryFolder();
  let window: Workstation;
  /** A symbol that was promoted before the open: its minutes come in. */
  let symbol = '';
  /** Start of the bar at whose open the purchase was filled, epoch ms. */
  let filledAt = 0;
  test.beforeAll(async () => {
    window = await Workstation.simulated(folder);
    await window.transport.halt();
    await window.promoted.body.locator('tr').first().click();
    symbol = await window.promoted.body.locator('tr .strong').first().innerText();
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
  });

  test('Ctrl+B writes an order; it waits for the next bar and holds its symbol', async () => {
    await window.page.keyboard.press('Control+b');
    await expect(window.positions.ticket).toContainText('Paper');
    await expect(window.positions.shares).toBeFocused();
    await window.page.keyboard.press('Escape');
    await expect(window.positions.ticket).toHaveCount(0);
    await expect(window.positions.body).toContainText('No positions');
    await window.positions.order('Control+b', SHARES);
    await expect(window.toast(`Buying ${SHARES} ${symbol} at the next bar’s open`)).toBeVisible();
    await expect(window.positions.of(symbol)).toContainText(`Buy ${SHARES}, waits`);
    await expect(window.locks.of(symbol)).toContainText('position');
    await expect(window.locks.of(symbol)).toContainText('P-1, order waits');
  });

  test('it is filled at the next bar’s open', async () => {
    await window.transport.stepOnce();
    await expect(window.positions.of(symbol)).toContainText(`Long ${SHARES}`);
    await expect(window.locks.of(symbol)).toContainText(`P-1 long ${SHARES}`);
    await window.positions.choose('Orders');
    const [time = ''] = /\d\d:\d\d:\d\d/.exec(await window.positions.of(symbol).innerText()) ?? [];
    await window.positions.choose('Held');
    const bars = await window.engine.bars(symbol, '1m', 5);
    const bar = bars.find(({ start }) => wallTime(start) === time);
    filledAt = bar?.start ?? Number.NaN;
    expect((await window.positions.position(symbol)).average).toBeCloseTo(bar?.open ?? Number.NaN, 2);
  });

  test('its profit moves with the price, and is what quantity and prices make', async () => {
    const before = (await window.positions.position(symbol)).profit;
    await window.transport.speed('60×');
    await window.transport.resume.click();
    await expect.poll(async () => (await window.positions.position(symbol)).profit).not.toBe(before);
    await window.transport.halt();
    const { average, last, profit } = await window.positions.position(symbol);
    // Shown prices are rounded to the cent, each by half a cent at most.
    expect(Math.abs(profit - (last - average) * SHARES)).toBeLessThanOrEqual(SHARES * 0.01);
    expect(last).toBeCloseTo((await window.engine.bars(symbol, '1m', 1)).at(-1)?.close ?? Number.NaN, 2);
  });

  test('while it stands its symbol is not removed: the refusal names it, and leads to it', async () => {
    await window.promoted.body.locator('tr').first().click();
    await window.page.keyboard.press('Delete');
    await expect(window.dialog).toContainText(`${symbol} is locked and was not removed`);
    await expect(window.dialog.locator('.holders')).toContainText('Position P-1');
    await expect(window.dialog.locator('.holders')).toContainText(`Long ${SHARES} at`);
    await expect(window.dialog.getByRole('button', { name: 'Unlock' })).toHaveCount(0);
    await window.dialog.getByRole('button', { name: 'Show position' }).click();
    await expect(window.dialog).toHaveCount(0);
    await expect(window.positions.of(symbol)).toBeVisible();
    await expect(window.universe.cell(symbol, 'last').or(window.promoted.body)).not.toHaveCount(0);
  });

  test('the padlock says that the position holds it, and takes the user’s own lock beside it', async () => {
    await window.promoted.body.locator('tr').first().click();
    await window.page.keyboard.press('Control+l');
    await expect(window.locks.holders).toContainText('position P-1');
    await expect(window.locks.holders).toContainText('A position lets go when it is closed.');
    await expect(window.locks.holders.getByRole('button', { name: 'Unlock' })).toHaveCount(0);
    await window.locks.holders.getByRole('button', { name: /^Lock by hand too/ }).click();
    await expect(window.locks.reason).toBeFocused();
    await window.page.keyboard.insertText(REASON);
    await window.page.keyboard.press('Enter');
    await expect(window.locks.of(symbol)).toHaveCount(2);
    await window.page.keyboard.press('Delete');
    await expect(window.dialog).toContainText('Two holders need its data');
    await window.page.keyboard.press('Escape');
  });

  test('a sale of a part keeps both locks', async () => {
    await window.promoted.body.locator('tr').first().click();
    await window.positions.order('Control+Shift+B', SHARES / 2);
    await expect(window.toast(`Selling ${SHARES / 2} ${symbol}`)).toBeVisible();
    await window.transport.stepOnce();
    await expect(window.positions.of(symbol)).toContainText(`Long ${SHARES / 2}`);
    await expect(window.locks.of(symbol)).toHaveCount(2);
  });

  test('closed, its lock goes; the user’s own stays', async () => {
    await window.positions
      .of(symbol)
      .getByRole('button', { name: new RegExp(`^Close ${symbol}`) })
      .click();
    await expect(window.toast(`Closing ${symbol} at the next bar’s open`)).toBeVisible();
    await expect(window.locks.of(symbol)).toHaveCount(2);
    await window.transport.stepOnce();
    await expect(window.positions.body).toContainText('No positions');
    await expect(window.locks.of(symbol)).toHaveCount(1);
    await expect(window.locks.of(symbol)).toContainText('manual');
    await expect(window.locks.of(symbol)).toContainText(REASON);
    await window.page.keyboard.press('Escape');
    await window.promoted.body.locator('tr').first().click();
    await window.page.keyboard.press('Delete');
    await expect(window.dialog).toContainText('One holder needs its data');
    await window.page.keyboard.press('Escape');
  });

  test('every order is listed with the price of its fill', async () => {
    await window.positions.choose('Orders');
    const rows = window.positions.body.locator('tbody tr');
    await expect(rows).toHaveCount(3);
    const bar = (await window.engine.bars(symbol, '1m')).find(({ start }) => start === filledAt);
    await expect(rows.last()).toContainText(`Buy ${SHARES}`);
    await expect(rows.last()).toContainText(bar?.open.toFixed(2) ?? 'the bar is gone');
  });

  test('wrote no error to its console, and nothing was blocked', () => {
    expect(window.consoleErrors).toEqual([]);
  });
});

/** Exchange time of an instant, `HH:mm:ss`. */
function wallTime(instant: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', timeStyle: 'medium' }).format(
    instant,
  );
}
