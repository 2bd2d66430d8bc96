import type { Locator, Page } from '@playwright/test';
import { Panel } from './grid-panel.ts';

/** The session's config as a panel, and the dialog of a file that may take its place. */
export class SessionConfig extends Panel {
  readonly changesOnly: Locator;
  readonly lines: Locator;
  readonly import: Locator;
  /** Fields that differ, or what is wrong with the file. */
  readonly changes: Locator;
  readonly issues: Locator;

  constructor(page: Page) {
    super(page, 'Session config');
    this.changesOnly = this.body.getByRole('button', { name: 'Changes only' });
    this.lines = this.body.getByRole('treeitem');
    this.import = this.dock.getByRole('button', { name: 'Import…' });
    this.changes = page.locator('.change-list tbody tr');
    this.issues = page.locator('.import-issues tbody tr');
  }
}
