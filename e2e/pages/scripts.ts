import type { Locator, Page } from '@playwright/test';
import type { Palette } from './palette.ts';

/** The dialog in which the user's scripts are read and trusted. */
export class ScriptsPage {
  readonly dialog: Locator;
  readonly source: Locator;
  readonly hash: Locator;
  readonly trust: Locator;
  readonly untrust: Locator;
  /** Makes a scanner of the script that is shown. */
  readonly use: Locator;
  /** Has a scanner run the script as it is now. */
  readonly version: Locator;
  readonly close: Locator;
  readonly #page: Page;
  readonly #palette: Palette;

  constructor(page: Page, palette: Palette) {
    this.#page = page;
    this.#palette = palette;
    this.dialog = page
      .locator('dialog.dialog')
      .filter({ has: page.getByRole('heading', { name: 'Scripts', exact: true }) });
    this.source = this.dialog.locator('.script-source pre');
    this.hash = this.dialog.locator('.script-hash');
    this.trust = this.dialog.getByRole('button', { name: 'Trust this script' });
    this.untrust = this.dialog.getByRole('button', { name: 'Stop trusting' });
    this.use = this.dialog.getByRole('button', { name: /^Make a(nother)? scanner of it$/ });
    this.version = this.dialog.getByRole('button', { name: 'Use this version' });
    this.close = this.dialog.getByRole('button', { name: 'Close' });
  }

  /** Opens it, on one script where it is named. */
  async open(file?: string): Promise<void> {
    await this.#palette.run('Scripts');
    await this.dialog.waitFor();
    if (file !== undefined) await this.row(file).click();
    if (file !== undefined) await this.dialog.getByLabel(`Source of ${file}`).waitFor();
  }

  row(file: string): Locator {
    return this.dialog.getByRole('button', { name: new RegExp(`^${file.replace('.', '\\.')}`) });
  }

  /** Drops files of the computer on the middle of the window. */
  async drop(files: readonly string[]): Promise<void> {
    const driver = await this.#page.context().newCDPSession(this.#page);
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await driver.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
    }
    await driver.detach();
  }
}
