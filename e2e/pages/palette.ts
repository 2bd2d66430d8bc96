import type { Locator, Page } from '@playwright/test';

/** The search for symbols and commands over the window. */
export class Palette {
  readonly box: Locator;
  readonly field: Locator;
  readonly lines: Locator;
  /** The line that Enter would do. */
  readonly marked: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.box = page.locator('section.palette');
    this.field = this.box.getByRole('combobox');
    this.lines = this.box.getByRole('option');
    this.marked = this.box.getByRole('option', { selected: true });
  }

  /** Does the first thing that is found for these words. */
  async run(words: string): Promise<void> {
    await this.#page.keyboard.press('Control+k');
    await this.field.fill(words);
    await this.lines.first().click();
    await this.box.waitFor({ state: 'detached' });
  }
}
