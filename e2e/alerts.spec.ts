import { expect, test } from '@playwright/test';
import { Builder } from './pages/builder.ts';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

test.describe.configure({ mode: 'serial' });
test.describe('hits that alert', () => {
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

  const bell = () => window.commandBar.getByRole('button', { name: /^Alerts/ });
  const list = () => window.page.getByRole('dialog', { name: 'Alerts' });
  const nextHit = async () => {
    await window.transport.nextHit.click();
    await window.transport.resume.waitFor();
  };

  test('what was found before the window looked alerts nobody', async () => {
    expect(await window.hits.rows.count()).toBeGreaterThan(0);
    await expect(bell()).toHaveAccessibleName('Alerts');
    await bell().click();
    await expect(list()).toContainText('Nothing yet.');
    await window.page.keyboard.press('Escape');
  });

  test('a new hit is counted by the bell, and its row flashes', async () => {
    const flashed = window.page.waitForFunction(() =>
      document.getAnimations().some(({ effect }) => {
        const target = effect instanceof KeyframeEffect ? effect.target : null;
        return target?.matches('[aria-label="Universe"] .ag-row') === true;
      }),
    );
    await nextHit();
    await flashed;
    await expect(bell()).toHaveAccessibleName(/^Alerts, \d+ new$/);
  });

  test('the bell lists it with its reason, and leads to its chart', async () => {
    await bell().click();
    const line = list().getByRole('listitem').first();
    await expect(line).toContainText(/^\d\d:\d\d:\d\d/);
    const symbol = await line.locator('strong').innerText();
    await line.getByRole('button').click();
    await expect(list()).toBeHidden();
    await expect(window.chart.of(symbol)).toBeVisible();
    await expect(bell()).toHaveAccessibleName('Alerts');
  });

  test('a scanner that asks for it is heard, and told by a notification that leads to its chart', async () => {
    await window.page.evaluate(() => {
      const { createOscillator } = AudioContext.prototype;
      document.body.dataset.heard = '0';
      AudioContext.prototype.createOscillator = function heard(this: AudioContext) {
        document.body.dataset.heard = String(Number(document.body.dataset.heard) + 1);
        return createOscillator.call(this);
      };
    });
    // No desktop shows notifications here, and no window manager says which window has the focus.
    await window.app.evaluate(({ BrowserWindow, Notification }) => {
      Notification.isSupported = () => true;
      const [main] = BrowserWindow.getAllWindows();
      if (main !== undefined) main.isFocused = () => false;
      Notification.prototype.show = function shown(this: Electron.Notification) {
        Object.assign(globalThis, { notified: this });
      };
    });
    const builder = new Builder(window.page, window.palette);
    await builder.show();
    for (const name of ['above_2', 'new_high_20d']) {
      await builder.list.getByText(name, { exact: true }).click();
      await builder.body.getByLabel('Sound', { exact: true }).check();
      await builder.body.getByLabel('Notify', { exact: true }).check();
      await builder.save.click();
      await expect(builder.badge).toHaveCount(0);
    }
    await window.palette.run('layout scan');
    await nextHit();
    await expect(window.page.locator('body')).toHaveAttribute('data-heard', '2');
    const notice = await window.app.evaluate(() => {
      const { notified } = Object(globalThis);
      notified?.emit('click');
      return { title: String(notified?.title), body: String(notified?.body) };
    });
    expect(notice.title).toMatch(/above_2|new_high_20d/);
    const [symbol = ''] = /^[A-Z.]+/.exec(notice.title) ?? /^[A-Z.]+/.exec(notice.body) ?? [];
    await expect(window.chart.of(symbol)).toBeVisible();
  });

  test('muted by Ctrl+Shift+M, a hit is listed and not heard', async () => {
    await window.page.keyboard.press('Control+Shift+M');
    await expect(bell()).toHaveAccessibleName(/muted$/);
    const heard = await window.page.locator('body').getAttribute('data-heard');
    const before = await window.hits.rows.count();
    await nextHit();
    expect(before).toBeGreaterThan(0);
    await expect(bell()).toHaveAccessibleName(/^Alerts, \d+ new, muted$/);
    expect(await window.page.locator('body').getAttribute('data-heard')).toBe(heard);
    expect(window.consoleErrors).toEqual([]);
  });
});
