import type { Locator, Page } from '@playwright/test';
import type { Palette } from './palette.ts';

/** The builder of scanners and the panels around it, in the layout that is made for them. */
export class Builder {
  readonly list: Locator;
  readonly body: Locator;
  readonly form: Locator;
  readonly text: Locator;
  readonly problem: Locator;
  readonly warning: Locator;
  readonly matches: Locator;
  readonly values: Locator;
  readonly threshold: Locator;
  readonly difference: Locator;
  readonly save: Locator;
  /** In the dock's header, while something is not saved. */
  readonly badge: Locator;
  readonly #page: Page;
  readonly #palette: Palette;

  constructor(page: Page, palette: Palette) {
    this.#page = page;
    this.#palette = palette;
    this.list = page.locator('section.panel[aria-label="My scanners"]');
    this.body = page.locator('section.panel[aria-label="Scanner builder"]');
    this.form = this.body.locator('.rule-form');
    this.text = this.body.locator('.cm-content');
    this.problem = this.body.locator('.rule-line.problem');
    this.warning = this.body.locator('.rule-line.warning');
    this.matches = page.locator('section.panel[aria-label="Matches now"]');
    this.values = page.locator('section.panel[aria-label="Values"]');
    this.threshold = this.values.getByRole('slider');
    this.difference = page.locator('section.panel[aria-label="Today, replayed twice"]');
    this.badge = page.locator('.draft-badge');
    this.save = this.body.getByRole('button', { name: /^Save/ });
  }

  async show(): Promise<void> {
    await this.#palette.run('layout scanner');
    await this.body.waitFor();
  }

  /** A rule that says nothing yet. */
  async begin(): Promise<void> {
    await this.#page.getByRole('button', { name: 'New scanner' }).first().click();
    await this.#page.getByRole('menuitem', { name: 'Empty rule' }).click();
    await this.form.getByText('Choose a first condition').waitFor();
  }

  /** Chooses one more condition by what is typed, and types its number. */
  async add(words: string, number?: string): Promise<void> {
    await this.body.getByRole('button', { name: 'Add a condition', exact: true }).click();
    await this.#page.getByRole('textbox', { name: 'Find a condition' }).fill(words);
    await this.#page.keyboard.press('Enter');
    if (number !== undefined) await this.#page.keyboard.type(number);
  }

  async name(name: string): Promise<void> {
    await this.body.getByRole('textbox', { name: 'Name' }).fill(name);
  }

  async showAs(view: 'Conditions' | 'Text'): Promise<void> {
    await this.body.getByRole('button', { name: view, exact: true }).click();
  }

  /** Replaces the whole text by what is typed. */
  async write(text: string): Promise<void> {
    await this.text.click();
    await this.#page.keyboard.press('Control+a');
    await this.#page.keyboard.press('Delete');
    await this.#page.keyboard.insertText(text);
  }

  row(name: string): Locator {
    return this.list.locator('.scanner-row').filter({ hasText: name });
  }
}
