import type { Locator, Page } from '@playwright/test';

/** The start screen, and the report of a folder on it. */
export class HomePage {
  readonly title: Locator;
  readonly simulated: Locator;
  readonly folder: Locator;
  readonly last: Locator;
  readonly sample: Locator;
  readonly import: Locator;
  /** What is wrong, in banners above the cards. */
  readonly alerts: Locator;

  constructor(page: Page) {
    this.title = page.getByRole('heading', { name: 'Choose a session' });
    this.simulated = page.getByRole('button', { name: /^Start simulated session/ });
    this.folder = page.getByRole('button', { name: /^Open a data folder/ });
    this.last = page.getByRole('button', { name: /^Continue last session/ });
    this.sample = page.getByRole('button', { name: 'Look at the sample folder' });
    this.import = page.getByRole('button', { name: 'import a session config' });
    this.alerts = page.locator('.home-choice .banner');
  }
}

/** What a folder holds, before anything of it is loaded. */
export class FolderReportPage {
  readonly heading: Locator;
  readonly rows: Locator;
  readonly load: Locator;
  readonly cancel: Locator;
  readonly #place: Locator;

  constructor(page: Page) {
    this.#place = page.locator('.folder-report, .folder-report-dialog');
    this.heading = page.locator('#folder-report-title');
    this.rows = this.#place.locator('.folder-parts > table > tbody > tr:not(.folder-rejects)');
    this.load = page.getByRole('button', { name: 'Load', exact: true });
    this.cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  }

  /** The row of a data source by the words of its first cell. */
  part(words: string | RegExp): Locator {
    return this.rows.filter({ has: this.#place.page().getByRole('rowheader', { name: words }) });
  }

  /** The rows that cannot be used of the source whose list is open. */
  get rejects(): Locator {
    return this.#place.locator('.folder-rejects-list tbody tr');
  }

  question(words: string | RegExp): Locator {
    return this.#place.getByRole('group', { name: words });
  }
}
