import { expect, test } from '@playwright/test';
import { figure } from './pages/grid-panel.ts';
import { temporaryFolder } from './pages/launch.ts';
import { PreviewCard } from './pages/preview-card.ts';
import { Workstation } from './pages/workstation.ts';

/** 09:31, in seconds since midnight. */
const FIRST_MINUTE_ENDS = 34_260;

test.describe.configure({ mode: 'serial' });
test.describe('a promotion, from the hit to the chart and back', () => {
  const folder = temporaryFolder();
  let window: Workstation;
  let card: PreviewCard;
  /** The symbol of the first hit that was held back. */
  let symbol = '';
  test.beforeAll(async () => {
    window = await Workstation.simulated(folder);
    card = new PreviewCard(window.page);
    await window.transport.halt();
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
  });

  test('a hit says which bound held its symbol back', async () => {
    const held = window.hits.rows.filter({ hasText: 'Scan limit 5' }).first();
    symbol = await held.locator('[col-id="symbol"]').innerText();
    await expect(window.universe.cell(symbol, 'state')).toContainText('Screening');
    await held.locator('[col-id="scanner"]').click();
    await expect(window.chart.of(symbol)).toBeVisible();
  });

  test('Ctrl+Enter shows the price as a dry run: requests, bars, memory and time', async () => {
    await window.page.keyboard.press('Control+Enter');
    await expect(card.box).toContainText(`Promote ${symbol}`);
    await expect(card.box).toContainText('Nothing has been requested yet');
    await expect(card.box).toContainText(/above_2 09:00/);
    expect(figure(await card.figure('Requests'))).toBeGreaterThan(0);
    expect(figure(await card.figure('Bars to fetch'))).toBeGreaterThan(100);
    expect(await card.figure('Memory')).toMatch(/^\+[\d.]+ [kM]B$/);
    expect(await card.figure('Time')).toMatch(/ s$/);
  });

  test('the arrow beside the bound that held it back asks for the same', async () => {
    await window.page.keyboard.press('Escape');
    await expect(card.box).toHaveCount(0);
    await window.hits.cell(symbol, 'heldBack').getByRole('button').click();
    await expect(card.box).toContainText(`Promote ${symbol}`);
    await expect(card.promote).toBeEnabled();
  });

  test('Cancel changes nothing', async () => {
    const before = await window.engine.snapshot();
    await card.cancel.click();
    await expect(card.box).toHaveCount(0);
    const after = await window.engine.snapshot();
    expect(after.promoted).toEqual(before.promoted);
    await expect(window.promoted.body.getByRole('row', { name: `${symbol},` })).toHaveCount(0);
    await expect(window.universe.cell(symbol, 'state')).toContainText('Screening');
  });

  test('Promote loads its history and lists it with what came of it', async () => {
    await window.hits.cell(symbol, 'scanner').click();
    await window.page.keyboard.press('Control+Enter');
    const asked = figure(await card.figure('Bars to fetch')) + (await card.held());
    await card.promote.click();
    await expect(card.box).toHaveCount(0);
    const row = window.promoted.body.getByRole('row', { name: `${symbol},` });
    await expect(row).toContainText('By hand');
    await expect(window.universe.cell(symbol, 'state')).toContainText('Promoted');
    await expect(window.statusBar).toContainText(/Queue\s*0/);
    const { promoted } = await window.engine.snapshot();
    const record = promoted.find((each) => each.symbol === symbol);
    // VWAP begins anew with the session: it has no value before the first minute has ended.
    const waiting = (await window.transport.seconds()) < FIRST_MINUTE_ENDS ? 1 : 0;
    expect(record).toMatchObject({ by: 'user', ready: (record?.indicators ?? 0) - waiting });
    expect(record?.loads.map(({ state }) => state)).toEqual(record?.loads.map(() => 'complete'));
    expect(record?.loads.reduce((sum, { got }) => sum + got, 0)).toBeLessThanOrEqual(asked);
    await expect(row.getByRole('gridcell').or(row.locator('td')).first()).toHaveAttribute(
      'title',
      new RegExp(`${record?.ready} of ${record?.indicators} indicators have a value`),
    );
  });

  test('the chart paints rising and falling bars in their colours', async () => {
    await expect(window.chart.of(symbol)).toBeVisible();
    await expect(window.chart.interval('5m')).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(async () => (await window.chart.ink()).up).toBeGreaterThan(200);
    const ink = await window.chart.ink();
    expect(ink.down).toBeGreaterThan(200);
  });

  test('the legend says what the engine says of the newest bar', async () => {
    const newest = (await window.engine.bars(symbol, '5m', 1)).at(-1);
    const shown = await window.chart.legendBar();
    for (const name of ['open', 'high', 'low', 'close'] as const) {
      expect(shown[name]).toBeCloseTo(newest?.[name] ?? Number.NaN, 2);
    }
  });

  test('another interval is another picture with bars of its own', async () => {
    const [before, bar] = [await window.chart.ink(), await window.chart.legendBar()];
    await window.chart.interval('1d').click();
    await expect(window.chart.interval('1d')).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => window.chart.legendBar()).not.toEqual(bar);
    await expect.poll(() => window.chart.ink()).not.toEqual(before);
    const [newest] = (await window.engine.bars(symbol, '1d', 1)).slice(-1);
    const shown = await window.chart.legendBar();
    expect(shown.high).toBeCloseTo(newest?.high ?? Number.NaN, 2);
    expect((await window.chart.ink()).up).toBeGreaterThan(100);
    await window.chart.interval('5m').click();
    await expect.poll(() => window.chart.legendBar()).toEqual(bar);
  });

  test('the bars of the chart can be read as a table', async () => {
    await window.chart.panel.focus();
    await window.page.keyboard.press('Alt+t');
    const table = window.chart.panel.locator('.chart-table');
    await expect(table).toContainText('bars in view, newest first');
    const cells = await table.locator('tbody tr').first().locator('td').allInnerTexts();
    const newest = (await window.engine.bars(symbol, '5m', 1)).at(-1);
    expect(cells.slice(0, 4).map(figure)).toEqual([
      expect.closeTo(newest?.open ?? Number.NaN, 2),
      expect.closeTo(newest?.high ?? Number.NaN, 2),
      expect.closeTo(newest?.low ?? Number.NaN, 2),
      expect.closeTo(newest?.close ?? Number.NaN, 2),
    ]);
    await window.page.keyboard.press('Escape');
    await expect(table).toHaveCount(0);
  });

  test('Ctrl+Backspace demotes it, and Ctrl+Z brings it back', async () => {
    const row = window.promoted.body.getByRole('row', { name: `${symbol},` });
    await window.page.keyboard.press('Control+Backspace');
    await expect(row).toHaveCount(0);
    await expect(window.toast(`Demoted ${symbol}`)).toBeVisible();
    await expect(window.universe.cell(symbol, 'state')).toContainText('Screening');
    await window.page.keyboard.press('Control+z');
    await expect(row).toBeVisible();
    await expect(window.universe.cell(symbol, 'state')).toContainText('Promoted');
  });

  test('wrote no error to its console, and nothing was blocked', () => {
    expect(window.consoleErrors).toEqual([]);
  });
});
