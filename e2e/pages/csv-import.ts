import type { Locator, Page } from '@playwright/test';

/** The import of CSV files, from its report to its result. */
export class CsvImportDialog {
  readonly dialog: Locator;
  readonly lead: Locator;
  readonly import: Locator;
  readonly start: Locator;
  readonly name: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^Import / });
    this.lead = this.dialog.getByRole('status').first();
    this.import = this.dialog.getByRole('button', { name: 'Import', exact: true });
    this.start = this.dialog.getByRole('button', { name: 'Start session' });
    this.name = this.dialog.getByLabel('Name in the archive');
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole('button', { name });
  }

  question(words: string | RegExp): Locator {
    return this.dialog.getByRole('group', { name: words });
  }

  /** The row of what was found about something. */
  found(name: string): Locator {
    const header = this.dialog.page().getByRole('rowheader', { name, exact: true });
    return this.dialog.getByRole('row').filter({ has: header });
  }

  /** The first rows beside the bars that they become. */
  get preview(): Locator {
    return this.dialog.getByRole('table', { name: 'The first rows as bars' }).locator('tbody tr');
  }
}
