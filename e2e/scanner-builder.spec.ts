import { expect, test } from '@playwright/test';
import { PRESETS } from '../renderer/panels/scanner-builder/form/presets.ts';
import type { Interval } from '../shared/domain/interval.ts';
import { checkRule } from '../shared/rules/checker.ts';
import { Builder } from './pages/builder.ts';
import { figure } from './pages/grid-panel.ts';
import { temporaryFolder } from './pages/launch.ts';
import { Workstation } from './pages/workstation.ts';

const NAME = 'Gappers';
/** Seconds since midnight: the first bar of five minutes has closed. */
const FIRST_SCAN = (9 * 60 + 36) * 60;

test.describe.configure({ mode: 'serial' });
test.describe('a scanner is made by somebody who does not program', () => {
  const folder = temporaryFolder();
  let window: Workstation;
  let builder: Builder;
  test.beforeAll(async () => {
    window = await Workstation.simulated(folder);
    await window.transport.halt();
    builder = new Builder(window.page, window.palette);
  });
  test.afterAll(async () => {
    await window.quit();
    folder.remove();
  });

  test('every condition of the list, and every scanner to begin with, is a rule without a fault', async () => {
    const catalogue = await window.engine.get('scanner.catalogue', undefined);
    const faults = (text: string, interval: Interval) => {
      const check = checkRule(text, { interval, catalogue });
      return check.ok ? [] : check.problems.map(({ message }) => `${text}: ${message}`);
    };
    expect(PRESETS.flatMap(({ text }) => faults(text, '1d'))).toEqual([]);
    const library = await window.engine.get('scanner.library', undefined);
    expect(library.length).toBeGreaterThan(5);
    const own = library.flatMap(({ scanner: { config } }) =>
      faults(String(config.when), config.interval === '5m' ? '5m' : '1d'),
    );
    expect(own).toEqual([]);
  });

  test('gap, volume and VWAP are chosen from a list, and only numbers are typed', async () => {
    await builder.show();
    await builder.begin();
    await builder.form.getByRole('button', { name: /^Gap up over/ }).click();
    await window.page.keyboard.type('0.5');
    await builder.add('relative volume', '0.8');
    await builder.add('above v');
    await builder.name(NAME);
    await expect(builder.form.locator('.form-row')).toHaveCount(3);
    await builder.showAs('Text');
    await expect(builder.text).toHaveText(/gap > 0\.5 %\s*and rvol >= 0\.8\s*and close\(5m\) > vwap\(5m\)/);
    await expect(builder.body.locator('.rule-verdict')).toHaveText('valid');
  });

  test('what each condition measured is drawn, and the line on it changes the text', async () => {
    await builder.values.getByRole('tab', { name: 'gap' }).click();
    await expect(builder.values).toContainText('Not known of any');
    await window.transport.stepOnce();
    const before = Number(await builder.threshold.getAttribute('aria-valuenow'));
    await builder.threshold.focus();
    await window.page.keyboard.press('ArrowRight');
    await expect
      .poll(async () => Number(await builder.threshold.getAttribute('aria-valuenow')))
      .toBeGreaterThan(before);
    const now = await builder.threshold.getAttribute('aria-valuenow');
    await expect(builder.text).toContainText(`gap > ${now} %`);
    await builder.text.click();
    await window.page.keyboard.press('Control+z');
    await expect(builder.text).toContainText('gap > 0.5 %');
  });

  test('it finds symbols before it is saved, and they are its hits once it is', async () => {
    while ((await window.transport.seconds()) < FIRST_SCAN) await window.transport.stepOnce();
    await expect(builder.matches.locator('.ag-row').first()).toBeVisible();
    await builder.text.click();
    await window.page.keyboard.press('Control+s');
    await expect(window.toast(`Scanner ${NAME} made`)).toBeVisible();
    await expect(builder.row(NAME).getByRole('checkbox')).toBeChecked();
    await expect(builder.badge).toHaveCount(0);
    await window.transport.resume.click();
    await expect
      .poll(async () => figure(await builder.row(NAME).locator('.scanner-hits').innerText()), {
        timeout: 60_000,
      })
      .toBeGreaterThan(0);
    await window.transport.halt();
  });

  test('an error is underlined, said in a sentence, and mended by its button', async () => {
    await builder.showAs('Text');
    await builder.write('rsi(14, 5m) > "50"');
    await expect(builder.text.locator('.cm-lintRange-error')).toHaveText('"50"');
    await expect(builder.problem).toContainText('Line 1');
    await expect(builder.save).toBeDisabled();
    await builder.problem.getByRole('button', { name: 'Change to 50' }).click();
    await expect(builder.text).toHaveText('rsi(14, 5m) > 50');
    await expect(builder.problem).toHaveCount(0);
    await expect(builder.save).toBeEnabled();
  });

  test('what runs and is hardly meant is marked, and can be saved all the same', async () => {
    await builder.write('rsi(14, 5m) > 0.5');
    await expect(builder.text.locator('.cm-lintRange-warning')).toHaveText('rsi(14, 5m) > 0.5');
    await expect(builder.warning).toContainText('counts from 0 to 100');
    await expect(builder.body.locator('.rule-verdict')).toHaveText('valid, 1 warning');
    await expect(builder.save).toBeEnabled();
    await builder.warning.getByRole('button', { name: 'Change to 50' }).click();
    await expect(builder.text).toHaveText('rsi(14, 5m) > 50');
    await expect(builder.warning).toHaveCount(0);
  });

  test('the change is held against what is saved: today is played with both', async () => {
    await expect(builder.badge).toHaveText('Draft');
    await expect(builder.difference.locator('.diff-marks')).toHaveText(/\+\d+−\d+/);
    await expect(builder.difference.locator('.diff-sums')).toContainText('Saved');
  });

  test('a draft stays when another scanner is looked at, and through a restart', async () => {
    await builder.row('above_2').getByRole('button').click();
    await expect(builder.badge).toHaveCount(0);
    await builder.row(NAME).getByRole('button').click();
    await expect(builder.text).toHaveText('rsi(14, 5m) > 50');
    await window.quit();
    window = await Workstation.start(folder);
    builder = new Builder(window.page, window.palette);
    await window.home.last.click();
    await builder.row(NAME).getByRole('button').click();
    await builder.showAs('Text');
    await expect(builder.text).toHaveText('rsi(14, 5m) > 50');
    await expect(builder.badge).toHaveText('Draft');
  });

  test('Discard goes back to what is saved, and Undo brings the draft back', async () => {
    await builder.body.getByRole('button', { name: 'Discard' }).click();
    await expect(builder.text).toContainText('gap > 0.5 %');
    await window.toast('discarded').getByRole('button', { name: /Undo/ }).click();
    await expect(builder.text).toHaveText('rsi(14, 5m) > 50');
  });

  test('once it is saved, the figures are of what is saved, and no longer of a change', async () => {
    await expect(builder.difference.locator('.diff-marks')).toBeVisible();
    await builder.save.click();
    await expect(window.toast(`Scanner ${NAME} saved, version 2`)).toBeVisible();
    await expect(builder.difference.locator('.diff-marks')).toHaveCount(0);
    await expect(builder.difference.locator('.diff-sums')).toHaveText(
      /Saved\s*\d+\s*Draft\s*—\s*Difference\s*—/,
    );
  });

  test('a hit of the version before says so, and what is asked now is asked of the new one', async () => {
    await window.page.getByRole('tab', { name: /^Hits/ }).click();
    await window.hits.rows.filter({ hasText: NAME }).first().locator('.why-button').click();
    const card = window.page.getByRole('dialog').filter({ hasText: 'Why it hit' });
    await expect(card).toContainText('version 1');
    await expect(card).toContainText('gap > 0.5 %');
    await expect(card).toContainText('The scanner was changed since');
    await expect(card).toContainText(/Nearest misses at [\d:]+, by the scanner as it is now/);
    await window.page.keyboard.press('Escape');
    await window.page.getByRole('tab', { name: 'Values', exact: true }).click();
  });

  test('a scanner is removed, and comes back by Undo', async () => {
    await builder.row(NAME).getByRole('button').click();
    await window.page.keyboard.press('Delete');
    await expect(builder.row(NAME)).toHaveCount(0);
    await window.toast(`${NAME} removed`).getByRole('button', { name: /Undo/ }).click();
    await expect(builder.row(NAME)).toHaveCount(1);
  });

  test('the keyboard alone is enough: a few letters, Enter, a number', async () => {
    await window.palette.run('new scanner');
    await expect(builder.form.getByRole('textbox', { name: 'Find a first condition' })).toBeFocused();
    await window.page.keyboard.type('twice the usual volume');
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.type('3');
    await builder.showAs('Text');
    await expect(builder.text).toHaveText('rvol >= 3');
    await builder.body.getByRole('button', { name: 'Discard' }).click();
  });

  test('a rule may be begun as text, which has the keyboard at once', async () => {
    await builder.begin();
    await builder.form.getByRole('button', { name: 'write the rule as text' }).click();
    await expect(builder.text).toBeFocused();
    await window.page.keyboard.type('gap > 4 %');
    await expect(builder.text).toHaveText('gap > 4 %');
    await builder.body.getByRole('button', { name: 'Discard' }).click();
  });

  test('nothing that the page loads is refused by its policy', () => {
    expect(window.consoleErrors).toEqual([]);
  });
});
