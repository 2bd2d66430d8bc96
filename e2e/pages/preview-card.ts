import type { Locator, Page } from '@playwright/test';
import { figure } from './grid-panel.ts';

/** The price of a promotion, before it is paid. */
export class PreviewCard {
  readonly box: Locator;
  readonly cancel: Locator;
  readonly promote: Locator;

  constructor(page: Page) {
    this.box = page.locator('.preview-card');
    this.cancel = this.box.getByRole('button', { name: /^Cancel/ });
    this.promote = this.box.getByRole('button', { name: /^Promote \d/ });
  }

  /** One of the figures at the top, as it is written. */
  async figure(label: string): Promise<string> {
    return (await this.#entry(label).locator('.value').innerText()).trim();
  }

  /** Bars that need not be fetched. */
  async held(): Promise<number> {
    const note = await this.#entry('Bars to fetch').locator('.note').innerText();
    return figure(/[\d,]+/.exec(note)?.[0] ?? '');
  }

  #entry(label: string): Locator {
    return this.box.locator('.preview-figures > div').filter({ hasText: label });
  }
}
