import { expect, test } from '@playwright/test';
import { symbolId } from '../shared/domain/symbol.ts';
import { coloursOf } from './pages/colours.ts';
import { figure } from './pages/grid-panel.ts';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

test.describe.configure({ mode: 'serial' });
test.describe('the first run, to a hit and around the window', () => {
  const folder = temporaryFolder();
  let window: Workstation;
  test.beforeAll(async () => {
    window = await Workstation.start(folder);
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
  });

  test('offers a simulated session and a folder; there is nothing to continue yet', async () => {
    await expect(window.home.title).toBeVisible();
    await expect(window.home.simulated).toBeFocused();
    await expect(window.home.simulated).toContainText('500 symbols');
    await expect(window.home.simulated).toContainText('Seed 42');
    await expect(window.home.folder).toBeVisible();
    await expect(window.home.last).toHaveCount(0);
  });

  test('Enter starts the simulated session: a whole universe with prices, and a first hit', async () => {
    await window.page.keyboard.press('Enter');
    await window.filled();
    const prices = await window.universe.column('last');
    expect(prices.length).toBeGreaterThan(10);
    for (const price of prices) expect(price).toMatch(/^[\d,]+\.\d{2,4}$/);
    await expect(window.hits.rows.first()).toContainText('≥ SMA20');
    await expect(window.hits.rows.first()).toContainText(/[+−]\d+\.\d\d %/);
  });

  test('a guide of four first steps stands above the status bar, until it is closed', async () => {
    const guide = window.page.getByRole('region', { name: 'First steps' });
    await expect(guide.getByRole('listitem')).toHaveCount(4);
    await expect(guide.locator('[aria-current="step"]')).toHaveCount(1);
    await guide.getByRole('button', { name: 'Close the guide' }).click();
    await expect(guide).toHaveCount(0);
  });

  test('says what kind of session it is, in a word, a frame and the status bar', async () => {
    await expect(window.commandBar.getByText('SIM', { exact: true })).toBeVisible();
    await expect(window.page.locator('[data-mode="simulated"]')).toBeVisible();
    await expect(window.statusBar).toContainText('SIM seed 42 · 20×');
  });

  test('is alive: the session clock moves', async () => {
    const before = await window.transport.seconds();
    await expect.poll(() => window.transport.seconds()).toBeGreaterThan(before);
  });

  test('pauses on a key, goes on by the button, and stands still in between', async () => {
    await window.page.keyboard.press('Control+Shift+Space');
    await expect(window.transport.state).toHaveText('Paused');
    const stood = await window.transport.seconds();
    // Two answers of the engine with one more between them: neither clock nor prices have moved.
    const standing = async () => {
      const { status, columns } = await window.engine.snapshot();
      return [status.now, ...columns.last];
    };
    const before = await standing();
    await window.engine.bars('AAPL', '1m');
    expect(await standing()).toEqual(before);
    await window.transport.resume.click();
    await expect.poll(() => window.transport.seconds()).toBeGreaterThan(stood);
    await window.transport.pause.click();
    await expect(window.transport.state).toHaveText('Paused');
    expect((await window.engine.snapshot()).status.runState).toBe('paused');
  });

  test('steps to the next bar and stands again', async () => {
    const before = await window.transport.seconds();
    await window.transport.stepOnce();
    expect(await window.transport.seconds()).toBe(60 * (Math.floor(before / 60) + 1));
    await expect(window.transport.state).toHaveText('Paused');
  });

  test('jumps to the next hit and stands there', async () => {
    const hits = async () => Number(/([\d,]+)\s+hits/.exec(await window.statusBar.innerText())?.[1] ?? 0);
    const before = await hits();
    await window.transport.nextHit.click();
    await expect.poll(hits).toBeGreaterThan(before);
    await expect(window.transport.state).toHaveText('Paused');
    // Scanners run every five minutes.
    expect((await window.transport.seconds()) % 300).toBe(0);
    expect((await window.engine.snapshot()).status.hitCount).toBe(await hits());
  });

  test('takes another speed from the list and from the keys, and shows the one that the engine took', async () => {
    await window.transport.speed('5×');
    await expect(window.statusBar).toContainText('SIM seed 42 · 5×');
    await window.page.keyboard.press('Alt+ArrowUp');
    await expect(window.statusBar).toContainText('· 20×');
    expect((await window.engine.snapshot()).status.speed).toBe(20);
  });

  test('sorts the universe by hits, then by a column that is pressed', async () => {
    const hits = async () => (await window.universe.column('hits')).map((text) => figure(text) || 0);
    await expect.poll(async () => isFalling(await hits())).toBe(true);
    await window.universe.header('last').click();
    await expect(window.universe.header('last')).toHaveAttribute('aria-sort', 'descending');
    const prices = async () => (await window.universe.column('last')).map(figure);
    await expect.poll(async () => isFalling(await prices())).toBe(true);
    await window.universe.header('last').click();
    await expect.poll(async () => isFalling((await prices()).reverse())).toBe(true);
  });

  test('filters by what is typed, and says where nothing matches', async () => {
    await window.page.keyboard.press('Control+f');
    await window.page.keyboard.insertText('aapl');
    await expect(window.universe.rows).toHaveCount(1);
    await expect(window.universe.cell('AAPL', 'last')).toBeVisible();
    await window.page.keyboard.insertText('zz');
    await expect(window.universe.body).toContainText('No symbol matches');
    await window.universe.body.getByRole('button', { name: 'Show all' }).click();
    await expect(window.universe.filter).toHaveValue('');
    await expect.poll(() => window.universe.rows.count()).toBeGreaterThan(10);
  });

  test('shows the columns that are chosen', async () => {
    await window.universe.chooseColumn('Sector', true);
    await expect(window.universe.header('sector')).toBeAttached();
    await window.universe.chooseColumn('Sector', false);
    await expect(window.universe.header('sector')).toHaveCount(0);
  });

  test('arrows move the selection, and the chart follows', async () => {
    await window.universe.rows.first().locator('[col-id="last"]').click();
    const symbols = await window.universe.column('symbol');
    await expect(window.chart.of(symbols[0] ?? '')).toBeVisible();
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('ArrowDown');
    await expect(window.universe.row(symbols[2] ?? '')).toHaveAttribute('aria-selected', 'true');
    await expect(window.universe.row(symbols[0] ?? '')).toHaveAttribute('aria-selected', 'false');
    await expect(window.chart.of(symbols[2] ?? '')).toBeVisible();
  });

  test('Ctrl+C copies the selected rows with their values as they are', async () => {
    await window.page.keyboard.press('Shift+ArrowDown');
    await window.page.keyboard.press('Control+c');
    const lines = (await window.clipboard()).split('\n').map((line) => line.split('\t'));
    expect(lines).toHaveLength(3);
    const [head = [], ...rows] = lines;
    expect(head.slice(0, 3)).toEqual(['Symbol', 'State', 'Last']);
    const { symbols, columns } = await window.engine.snapshot();
    for (const [symbol = '', , last] of rows) {
      const price = columns.last[symbols.indexOf(symbolId(symbol))];
      expect(Number(last)).toBeCloseTo(price ?? Number.NaN, 8);
    }
    const change = head.indexOf('Chg %');
    for (const row of rows) expect(row[change]).toMatch(/^-?\d+(\.\d+)?(e-\d+)?$/);
  });

  test('Ctrl+K finds a symbol and opens its chart', async () => {
    await window.page.keyboard.press('Control+k');
    await window.page.keyboard.insertText('msft');
    await expect(window.palette.marked).toContainText('MSFT');
    await window.page.keyboard.press('Enter');
    await expect(window.chart.of('MSFT')).toBeVisible();
    await expect(window.palette.box).toHaveCount(0);
  });

  test('light theme and colour-safe palette change the window at once', async () => {
    const dark = await tokens(window);
    await window.commandBar.getByRole('button', { name: 'Light theme' }).click();
    await expect.poll(async () => (await tokens(window)).panel).toBe('rgb(255, 255, 255)');
    const light = await tokens(window);
    expect(light.text).not.toBe(dark.text);
    await window.palette.run('Colours: blue and amber');
    await expect.poll(async () => (await tokens(window)).up).not.toBe(light.up);
    expect((await tokens(window)).down).not.toBe(light.down);
    expect((await tokens(window)).panel).toBe(light.panel);
  });

  test('both are there after the next start', async () => {
    const chosen = await tokens(window);
    await window.quit();
    window = await Workstation.start(folder);
    await expect(window.home.title).toBeVisible();
    expect(await tokens(window)).toEqual(chosen);
    await expect(window.page.getByRole('radio', { name: /Colour-safe/ })).toBeChecked();
  });

  test('the session that was left is there to continue, without the guide', async () => {
    await window.home.last.click();
    await window.filled();
    await expect(window.page.locator('[data-mode="simulated"]')).toBeVisible();
    await expect(window.page.getByRole('region', { name: 'First steps' })).toHaveCount(0);
  });

  test('wrote no error to its console, and nothing was blocked', () => {
    expect(window.consoleErrors).toEqual([]);
  });
});

function isFalling(figures: readonly number[]): boolean {
  return (
    figures.length > 10 && figures.every((value, index) => index === 0 || value <= (figures[index - 1] ?? 0))
  );
}

/** The colours that stand now. */
async function tokens(window: Workstation) {
  const [panel, text, up, down] = await coloursOf(window.page, ['--panel', '--text-1', '--up', '--down']);
  return { panel, text, up, down };
}
