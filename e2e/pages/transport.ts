import { expect, type Locator, type Page } from '@playwright/test';

/** Play, pace and clock of the session. */
export class Transport {
  readonly clock: Locator;
  readonly pause: Locator;
  readonly resume: Locator;
  readonly step: Locator;
  readonly nextHit: Locator;
  readonly state: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.clock = page.locator('.clock');
    this.pause = page.getByRole('button', { name: 'Pause', exact: true });
    this.resume = page.getByRole('button', { name: 'Resume', exact: true });
    this.step = page.getByRole('button', { name: 'Step to the next bar' });
    this.nextHit = page.locator('.transport').getByRole('button', { name: /^(Hit|To hit…)$/ });
    this.state = page.getByRole('status', { name: 'Session' });
  }

  /** Stands still; does nothing where it does. */
  async halt(): Promise<void> {
    if (await this.resume.isVisible()) return;
    await this.pause.click();
    await this.resume.waitFor();
  }

  async speed(words: string): Promise<void> {
    await this.#page.getByRole('button', { name: /^Speed/ }).click();
    await this.#page.getByRole('menuitemradio', { name: words, exact: true }).click();
  }

  /** Session time in seconds since midnight in New York. */
  async seconds(): Promise<number> {
    const [hours = 0, minutes = 0, seconds = 0] = (await this.clock.innerText())
      .replace(/[^\d:]/g, '')
      .split(':')
      .map(Number);
    return hours * 3_600 + minutes * 60 + seconds;
  }

  /** One bar further, standing again. */
  async stepOnce(): Promise<void> {
    const before = await this.seconds();
    await this.step.click();
    await expect.poll(() => this.seconds()).toBeGreaterThan(before);
    await this.resume.waitFor();
  }
}
