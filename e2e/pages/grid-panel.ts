import type { Locator, Page } from '@playwright/test';

/** The panel of a name: what is inside it, and the header of its dock above it. */
export class Panel {
  readonly body: Locator;
  /** The dock's group around it: the tabs and the panel's own controls are in its header. */
  readonly dock: Locator;
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
    this.body = page.locator(`section.panel[aria-label="${name}"]`);
    this.dock = page.locator('.dv-groupview').filter({ has: this.body });
  }

  /** Brings it in front of the others of its dock. */
  async show(): Promise<void> {
    await this.#page.locator('.dock-title').getByText(this.#name, { exact: true }).click();
    await this.body.waitFor();
  }
}

/** One panel with a grid in it. */
export class GridPanel extends Panel {
  /** The rows that are drawn: a grid draws only what is in view. */
  get rows(): Locator {
    return this.body.locator('.ag-row');
  }

  /** A row by what it is about. */
  row(symbol: string): Locator {
    return this.rows.filter({
      has: this.body.page().locator('[col-id="symbol"]').getByText(symbol, { exact: true }),
    });
  }

  cell(symbol: string, column: string): Locator {
    return this.row(symbol).locator(`[col-id="${column}"]`);
  }

  header(column: string): Locator {
    return this.body.locator(`.ag-header-cell[col-id="${column}"]`);
  }

  get filter(): Locator {
    return this.dock.getByRole('textbox', { name: 'Filter' });
  }

  /** Texts of a column from the top of the view down. */
  async column(name: string): Promise<string[]> {
    const cells = await this.body.locator(`.ag-row [col-id="${name}"]`).evaluateAll((elements) =>
      elements.map((cell) => ({
        y: cell.getBoundingClientRect().y,
        text: cell instanceof HTMLElement ? cell.innerText.trim() : '',
      })),
    );
    return cells.sort((a, b) => a.y - b.y).map(({ text }) => text);
  }

  /** Shows or hides a column in the chooser. */
  async chooseColumn(title: string, shown: boolean): Promise<void> {
    const button = this.dock.getByRole('button', { name: 'Columns' });
    await button.click();
    const box = this.body.page().getByRole('dialog', { name: 'Columns' }).getByLabel(title);
    await box.setChecked(shown);
    await this.body.page().keyboard.press('Escape');
  }
}

/** A figure of the screen as a number: grouping, signs and units taken off; NaN where there is none. */
export function figure(text: string): number {
  const digits = text
    .replaceAll(',', '')
    .replace('−', '-')
    .replace(/[×%]|\s/g, '');
  return digits === '' ? Number.NaN : Number(digits.replace('+', ''));
}
