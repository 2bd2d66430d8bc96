import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { temporaryFolder } from './pages/launch.ts';
import { type Standing, standing } from './pages/standing.ts';
import { Workstation } from './pages/workstation.ts';

const SHARES = 150;

test.describe.configure({ mode: 'serial' });
test.describe('a session outlives the program', () => {
  const folder = temporaryFolder();
  let window: Workstation;
  let before: Standing;
  /** Session time that was last acknowledged, in seconds since midnight. */
  let stood = 0;
  test.beforeAll(async () => {
    window = await Workstation.simulated(folder);
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
  });

  test('with promoted symbols, locks, a position and a layout of the user’s own', async () => {
    await window.transport.halt();
    await window.find('KO');
    await window.page.keyboard.press('Control+Enter');
    await window.page
      .locator('.preview-card')
      .getByRole('button', { name: /^Promote 1/ })
      .click();
    await expect(window.promoted.body.getByRole('row', { name: /^KO,/ })).toBeVisible();
    await window.universe.cell('KO', 'last').click();
    await window.locks.lockSelected('before the kill');
    await window.positions.order('Control+b', SHARES);
    await window.transport.stepOnce();
    await window.transport.stepOnce();
    await expect(window.positions.of('KO')).toContainText(`Long ${SHARES}`);
    await window.showAll();
    const width = await widenUniverse(window, 60);
    // A dock is written without its part of the gutter beside it.
    await expect.poll(() => savedSizes(folder.path).some((size) => Math.abs(size - width) <= 4)).toBe(true);
    before = await standing(window);
    expect(before.locks).toHaveLength(2);
    stood = await window.transport.seconds();
  });

  test('killed in the middle of a run and started again, it goes on by itself and says so', async () => {
    await window.transport.resume.click();
    await expect.poll(() => window.transport.seconds()).toBeGreaterThan(stood);
    await window.kill();
    window = await Workstation.start(folder);
    await expect(window.dialog).toContainText('Your session is back');
    await expect(window.dialog).toContainText(/closed unexpectedly/i);
    await expect(window.dialog).toContainText('500 symbols');
    await expect(window.dialog).toContainText('2 locks, checked against 1 position');
    await window.dialog.getByRole('button', { name: 'Continue' }).click();
    await expect(window.dialog).toHaveCount(0);
    await expect(window.home.title).toHaveCount(0);
  });

  test('everything that was acknowledged stands as it stood', async () => {
    await window.transport.halt();
    expect(await window.transport.seconds()).toBeGreaterThanOrEqual(stood);
    await expect(window.promoted.body.getByRole('row', { name: /^KO,/ })).toBeVisible();
    // The panels are drawn one after the other.
    await expect.poll(() => standing(window)).toEqual(before);
    await expect(window.commandBar.getByText('SIM', { exact: true })).toBeVisible();
  });

  test('it goes on from there: bars come in, and the position moves', async () => {
    const at = await window.transport.seconds();
    await window.transport.stepOnce();
    expect(await window.transport.seconds()).toBeGreaterThan(at);
    const bar = (await window.engine.bars('KO', '1m', 1)).at(-1);
    expect((await window.positions.position('KO')).last).toBeCloseTo(bar?.close ?? Number.NaN, 2);
  });

  test('quit and started again, it is offered, with where it stood', async () => {
    before = await standing(window);
    stood = await window.transport.seconds();
    await window.quit();
    window = await Workstation.start(folder);
    await expect(window.home.last).toContainText('Simulation of Fri 20 Nov 2026');
    await expect(window.home.last).toContainText('500 symbols');
    await expect(window.home.last).toContainText('1 locked');
    await expect(window.home.last).toContainText('Saved today');
  });

  test('continued, it is the same', async () => {
    await window.home.last.click();
    await expect(window.transport.state).toHaveText('Paused');
    await expect(window.promoted.body.getByRole('row', { name: /^KO,/ })).toBeVisible();
    // The panels are drawn one after the other.
    await expect.poll(() => standing(window)).toEqual(before);
    expect(await window.transport.seconds()).toBe(stood);
    await expect(window.dialog).toHaveCount(0);
  });

  test('the start screen keeps it too', async () => {
    await window.commandBar.getByRole('button', { name: 'Start screen' }).click();
    await expect(window.home.last).toContainText('1 locked');
    await window.home.last.click();
    await expect(window.promoted.body.getByRole('row', { name: /^KO,/ })).toBeVisible();
    // The panels are drawn one after the other.
    await expect.poll(() => standing(window)).toEqual(before);
  });

  test('wrote no error to its console, and nothing was blocked', () => {
    expect(window.consoleErrors).toEqual([]);
  });
});

/** Drags the edge between the universe and the charts; answers the universe's width in CSS px. */
async function widenUniverse(window: Workstation, by: number): Promise<number> {
  const box = await window.universe.dock.boundingBox();
  if (box === null) throw new Error('There is no universe to widen');
  const [edge, middle] = [box.x + box.width + 2, box.y + box.height / 2];
  await window.page.mouse.move(edge, middle);
  await window.page.mouse.down();
  await window.page.mouse.move(edge + by, middle, { steps: 6 });
  await window.page.mouse.up();
  const width = async () => (await window.universe.dock.boundingBox())?.width ?? Number.NaN;
  await expect.poll(width).toBeGreaterThan(box.width + by / 2);
  return width();
}

/** Sizes of docks in the layouts as they lie on the disk, in CSS px; none while there are no layouts. */
function savedSizes(folder: string): number[] {
  try {
    const text = readFileSync(join(folder, 'layouts', 'workspace.json'), 'utf8');
    return [...text.matchAll(/"size":\s*([\d.]+)/g)].map(([, size]) => Number(size));
  } catch {
    return [];
  }
}
