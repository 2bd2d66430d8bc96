import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { hasTestData, testData } from '../electron/testing/test-data.ts';
import { figure } from './pages/grid-panel.ts';
import { FolderReportPage } from './pages/home.ts';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

const ROOT = join(import.meta.dirname, '..');
const SAMPLE = join(ROOT, 'assets', 'sample-data');
const NO_DATA = 'The test data is not on this machine: see TAPEDECK_TEST_DATA.';

test.describe.configure({ mode: 'serial' });
test.describe('a folder of data, looked at and loaded', () => {
  const folder = temporaryFolder();
  let window: Workstation;
  let report: FolderReportPage;
  test.beforeAll(async () => {
    window = await Workstation.start(folder);
    report = new FolderReportPage(window.page);
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
  });

  test('no folder chosen, nothing happens', async () => {
    await window.dialogs.opens(null);
    await window.home.folder.click();
    await expect(window.home.title).toBeVisible();
    await expect(report.heading).toHaveCount(0);
    await expect(window.home.alerts).toHaveCount(0);
  });

  test('the sample folder is reported: its parts, files, symbols, bars, dates and prices', async () => {
    await window.dialogs.opens(SAMPLE);
    await window.page.keyboard.press('Control+o');
    await expect(report.heading).toHaveText('sample-data');
    await expect(report.rows).toHaveCount(2);
    const daily = report.part(/daily/);
    await expect(daily.getByRole('cell')).toHaveText([
      '60',
      '60',
      '1d',
      /^2025-01-\d\d to 2025-06-27$/,
      'New York',
      /adjusted/,
      'none',
    ]);
    await expect(report.part(/lean/).getByRole('cell')).toHaveText([
      '120',
      '60',
      '1m',
      '2025-06-26 to 2025-06-27',
      'New York',
      'raw',
      'none',
    ]);
    await expect(
      report.question('Which sessions are to be played?').getByRole('radio').first(),
    ).toBeChecked();
  });

  test('Cancel leads back with nothing opened', async () => {
    await report.cancel.click();
    await expect(window.home.title).toBeVisible();
    await expect(window.home.last).toHaveCount(0);
  });

  test('Load opens a replay of it: universe and chart with data', async () => {
    await window.home.sample.click();
    await expect(report.load).toBeFocused();
    await report.load.click();
    await expect(window.commandBar.getByText('REPLAY', { exact: true })).toBeVisible();
    await expect(window.page.locator('[data-mode="replay"]')).toBeVisible();
    await expect(window.commandBar).toContainText('Thu 26 Jun 2025');
    await expect(window.statusBar.getByText('60 symbols')).toBeVisible();
    await window.find('AAPL');
    await expect
      .poll(async () => figure(await window.universe.cell('AAPL', 'last').innerText()))
      .toBeGreaterThan(0);
    await expect(window.chart.of('AAPL')).toBeVisible();
    await window.chart.interval('1d').click();
    await expect.poll(async () => (await window.chart.ink()).up).toBeGreaterThan(100);
    expect(window.consoleErrors).toEqual([]);
  });

  test('real data is reported with its rejected rows, each with line and reason', async () => {
    test.skip(!hasTestData, NO_DATA);
    test.setTimeout(120_000);
    await window.commandBar.getByRole('button', { name: 'Start screen' }).click();
    await window.dialogs.opens(testData('.'));
    await window.home.folder.click();
    await expect(report.rows).toHaveCount(2, { timeout: 60_000 });
    const daily = report.part(/individual_stocks_5yr/);
    await expect(daily.getByRole('cell').nth(1)).toHaveText('505');
    await expect(daily.getByRole('cell').nth(3)).toHaveText('2013-02-08 to 2018-02-07');
    await expect(
      report
        .part(/lean\/Data/)
        .getByRole('cell')
        .nth(2),
    ).toContainText('1m');
    await daily.getByRole('button', { name: '23 rows' }).click();
    await expect(report.rejects).toHaveCount(23);
    await expect(report.rejects.first()).toContainText('.csv');
    await expect(
      report
        .question(/adjusted for splits/)
        .getByRole('radio')
        .first(),
    ).toBeChecked();
  });

  test('loaded, it plays what was asked for', async () => {
    test.skip(!hasTestData, NO_DATA);
    await report
      .question('Which sessions are to be played?')
      .getByRole('radio', { name: /AIG, BAC, IBM, SPY/ })
      .check();
    await report.load.click();
    await expect(window.commandBar).toContainText('Fri 4 Oct 2013');
    await expect(window.commandBar.getByText('REPLAY', { exact: true })).toBeVisible();
    await expect.poll(async () => Number(await symbols(window))).toBeGreaterThan(450);
    await window.find('IBM');
    await expect(window.universe.cell('IBM', 'last')).toHaveText(/^\d{3}\.\d\d$/);
  });

  test('over a session that is open, another folder is reported in a dialog', async () => {
    await window.dialogs.opens(SAMPLE);
    await window.page.keyboard.press('Control+o');
    await expect(window.dialog).toContainText('sample-data');
    await expect(window.dialog).toContainText('The session that is open is closed and kept.');
    await window.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(window.dialog).toHaveCount(0);
    await expect(window.commandBar.getByText('REPLAY', { exact: true })).toBeVisible();
  });
});

test('a replay of real minutes ends at the prices that are in the files', async () => {
  test.skip(!hasTestData, NO_DATA);
  const folder = temporaryFolder();
  const config = join(ROOT, 'assets', 'examples', 'replay-2013-10.json');
  const window = await Workstation.start(folder, ['--config', config, '--data', testData('.')]);
  await expect(window.commandBar.getByText('REPLAY', { exact: true })).toBeVisible();
  await expect(window.transport.state).toHaveText('Ended', { timeout: 60_000 });
  await expect(window.commandBar).toContainText('Wed 9 Oct 2013');
  await window.find('IBM');
  await expect(window.chart.of('IBM')).toBeVisible();
  await window.chart.interval('5m').click();
  const [last, minutes] = lastFiveMinutes('ibm', '20131009');
  await expect.poll(async () => (await window.chart.legendBar()).close).toBeCloseTo(last, 2);
  expect((await window.chart.legendBar()).high).toBeCloseTo(Math.max(...minutes), 2);
  expect((await window.chart.ink()).down).toBeGreaterThan(100);
  await window.quit();
  folder.remove();
});

/** The session's last close, and the highs of its last five minutes, read from the archive itself. */
function lastFiveMinutes(ticker: string, day: string): [number, number[]] {
  const archive = testData(`lean/Data/equity/usa/minute/${ticker}/${day}_trade.zip`);
  const [entry] = Object.values(unzipSync(readFileSync(archive)));
  const [from, to] = [(15 * 60 + 55) * 60_000, 16 * 60 * 60_000];
  // Milliseconds since midnight, then open, high, low, close in US dollars x 10,000, and volume.
  const rows = strFromU8(entry ?? new Uint8Array())
    .split(/\r?\n/)
    .map((line) => line.split(',').map(Number))
    .filter(([at = Number.NaN]) => at >= from && at < to);
  const price = (row: readonly number[] | undefined, column: number) =>
    (row?.[column] ?? Number.NaN) / 10_000;
  return [price(rows.at(-1), 4), rows.map((row) => price(row, 2))];
}

/** How many symbols the status bar counts. */
async function symbols(window: Workstation): Promise<string> {
  return /(\d+)\s+symbols/.exec(await window.statusBar.innerText())?.[1] ?? '';
}
