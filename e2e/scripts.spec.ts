import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Builder } from './pages/builder.ts';
import { temporaryFolder } from './pages/launch.ts';
import { ScriptsPage } from './pages/scripts.ts';
import { Workstation } from './pages/workstation.ts';

/** Reports whoever stands above its average, and says so by a check. */
const HONEST = `export function setup(context) {
  context.latest('1d');
  context.indicator('sma', { interval: '1d', period: 20 });
}
export function scan(context) {
  const { close } = context.latest('1d');
  const sma = context.indicator('sma', { interval: '1d', period: 20 });
  for (let row = 0; row < context.count; row += 1) {
    if (context.check(row, 'price above its average', close[row], '>', sma[row], 'price')) context.hit(row, { price: close[row] }, 'Above its average');
  }
}
`;
const ENDLESS = 'export function scan() {\n  for (;;);\n}\n';
const GREEDY =
  'const all = [];\nexport function scan() {\n  for (;;) all.push(new Uint8Array(2 ** 20));\n}\n';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

test.describe.configure({ mode: 'serial' });
test.describe('scripts in the window', () => {
  const folder = temporaryFolder();
  const desk = temporaryFolder();
  const scripts = join(folder.path, 'scripts');
  const honest = join(scripts, 'honest.js');
  let window: Workstation;
  let page: ScriptsPage;
  let builder: Builder;

  test.beforeAll(async () => {
    window = await Workstation.simulated(folder);
    await window.transport.halt();
    page = new ScriptsPage(window.page, window.palette);
    builder = new Builder(window.page, window.palette);
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
    desk.remove();
  });

  const stopped = () => window.page.locator('.stopped-scanners');
  const hitsOf = (scanner: string) => window.hits.rows.filter({ hasText: scanner });
  const scan = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) await window.transport.stepOnce();
  };
  const save = async () => {
    await builder.save.click();
    await expect(builder.badge).toHaveCount(0);
  };

  test('a file in the folder is listed, not trusted, with its text and its hash, and nothing can run it', async () => {
    mkdirSync(scripts, { recursive: true });
    writeFileSync(honest, HONEST);
    await page.open();
    await expect(page.row('honest.js')).toContainText('Not trusted');
    await expect(page.source).toHaveText(HONEST);
    expect((await page.hash.innerText()).replace(/\s/g, '')).toBe(hashOf(HONEST));
    await expect(page.use).toBeDisabled();
  });

  test('trusted, it becomes a scanner, runs and hits, and its hit shows what it checked', async () => {
    await page.trust.click();
    await expect(page.row('honest.js')).toContainText('Trusted');
    await page.use.click();
    await expect(page.dialog).toHaveCount(0);
    await save();
    await window.palette.run('layout scan');
    await scan(6);
    await window.hits.filter.fill('honest');
    await expect(hitsOf('honest').first()).toBeVisible();
    await hitsOf('honest').first().locator('.why-button').click();
    const card = window.page.getByRole('dialog', { name: /^[A-Z.]+$/ }).filter({ hasText: 'Why it hit' });
    await expect(card.locator('.evidence')).toContainText('price above its average');
    await expect(card.locator('.evidence tbody tr').last()).toContainText(/>\s*[\d.]+/);
    await expect(card).toContainText('Nearest misses');
    await card.getByRole('button', { name: 'Close' }).click();
  });

  test('changed on the disk, it is off again until it is read and trusted anew', async () => {
    appendFileSync(honest, '// changed\n');
    await page.open('honest.js');
    await expect(page.row('honest.js')).toContainText('Changed since it was trusted');
    await expect(page.dialog.getByText('honest uses another version of it.')).toBeVisible();
    await expect(page.version).toBeDisabled();
    await page.close.click();
    await builder.show();
    const runs = builder.list.getByLabel('honest runs');
    await runs.click();
    await runs.click();
    await window.palette.run('layout scan');
    await window.transport.stepOnce();
    await expect(stopped()).toContainText('honest');
    await expect(stopped()).toContainText('is not the one that this scanner was saved with');
    await page.open('honest.js');
    await page.trust.click();
    await page.version.click();
    await save();
    await window.palette.run('layout scan');
    await window.transport.stepOnce();
    await expect(stopped()).toHaveCount(0);
  });

  test('trust that is taken back, and a file that is removed, are said', async () => {
    await page.open('honest.js');
    await page.untrust.click();
    await expect(page.row('honest.js')).toContainText('Not trusted');
    await page.close.click();
    rmSync(honest);
    await page.open();
    await expect(page.dialog).toContainText('No scripts yet');
    await page.close.click();
    writeFileSync(honest, HONEST);
  });

  test('one that never ends and one that takes all memory are stopped and named; the window goes on', async () => {
    writeFileSync(join(scripts, 'endless.js'), ENDLESS);
    writeFileSync(join(scripts, 'greedy.js'), GREEDY);
    for (const name of ['endless', 'greedy']) {
      await page.open(`${name}.js`);
      await page.trust.click();
      await page.use.click();
      await save();
    }
    await window.palette.run('layout scan');
    await scan(16);
    await expect(stopped()).toContainText('endless');
    await expect(stopped()).toContainText('took more steps than one call may take');
    await expect(stopped()).toContainText('greedy');
    await expect(stopped()).toContainText('out of memory');
    const frames = await window.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let drawn = 0;
          const draw = (): void => {
            drawn += 1;
            if (drawn === 30) resolve(drawn);
            else requestAnimationFrame(draw);
          };
          requestAnimationFrame(draw);
        }),
    );
    expect(frames).toBe(30);
    await window.transport.stepOnce();
  });

  test('dropped on the window, a script is shown and copied once that is agreed to, and runs no more than before', async () => {
    const file = join(desk.path, 'Dropped Scan.js');
    writeFileSync(file, HONEST.replaceAll('20', '10'));
    await page.drop([file]);
    await expect(window.dialog).toContainText('Copy dropped-scan.js to your scripts?');
    await window.page.keyboard.press('Escape');
    expect(readdirSync(scripts)).not.toContain('dropped-scan.js');
    await page.drop([file]);
    await window.dialog.getByRole('button', { name: 'Copy it' }).click();
    await expect(page.row('dropped-scan.js')).toContainText('Not trusted');
    expect(readFileSync(join(scripts, 'dropped-scan.js'), 'utf8')).toBe(readFileSync(file, 'utf8'));
  });

  test('another one of that name, dropped on the list of scripts, asks before it takes its place', async () => {
    const file = join(desk.path, 'dropped-scan.js');
    writeFileSync(file, HONEST.replaceAll('20', '5'));
    await page.drop([file]);
    const question = window.dialog.filter({ hasText: 'Replace dropped-scan.js?' });
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await question.getByRole('button', { name: 'Keep both' }).click();
    await expect(page.row('dropped-scan-2.js')).toContainText('Not trusted');
    await page.drop([file]);
    await question.getByRole('button', { name: 'Replace the file' }).click();
    await expect.poll(() => readFileSync(join(scripts, 'dropped-scan.js'), 'utf8')).toContain('period: 5');
    await expect(question).toHaveCount(0);
    await page.close.click();
  });

  test('what is not seen in a script is shown by its name before it can be trusted', async () => {
    writeFileSync(join(scripts, 'turned.js'), HONEST.replace('price:', '/*\u202e*/ price:'));
    await page.open('turned.js');
    await expect(page.source.locator('mark')).toHaveText('U+202E');
    await expect(page.dialog.getByRole('alert')).toContainText('1 character is hidden in an editor');
    await page.close.click();
  });

  test('what is no script is refused in words', async () => {
    const file = join(desk.path, 'scan.ts');
    writeFileSync(file, HONEST);
    await page.drop([file]);
    await expect(
      window.page.getByText(/scan\.ts is no script: a script is one file of JavaScript/),
    ).toBeVisible();
    await page.drop([file, honest]);
    await expect(window.page.getByText('2 files were dropped: drop one script, alone.')).toBeVisible();
    expect(window.consoleErrors).toEqual([]);
  });
});
