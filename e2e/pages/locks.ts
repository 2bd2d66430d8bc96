import type { Locator, Page } from '@playwright/test';
import { Panel } from './grid-panel.ts';

/** Who keeps which symbol from being removed: the panel, the question why, and the refusal. */
export class Locks extends Panel {
  /** The small window that asks why a symbol is to be locked. */
  readonly question: Locator;
  readonly reason: Locator;
  /** The small window that lists who holds a symbol. */
  readonly holders: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    super(page, 'Locks');
    this.#page = page;
    this.question = page.getByRole('dialog', { name: /^Lock / });
    this.reason = this.question.getByRole('textbox', { name: 'Why' });
    this.holders = page.getByRole('dialog', { name: /^Holders of / });
  }

  /** Rows of the panel about a symbol, one a holder. */
  of(symbol: string): Locator {
    return this.body
      .locator('tbody tr')
      .filter({ has: this.#page.getByRole('cell', { name: symbol, exact: true }) });
  }

  /** Locks the selected symbol with the keyboard alone. */
  async lockSelected(reason: string): Promise<void> {
    await this.#page.keyboard.press('Control+l');
    await this.question.waitFor();
    await this.#page.keyboard.insertText(reason);
    await this.#page.keyboard.press('Enter');
    await this.question.waitFor({ state: 'detached' });
  }
}
