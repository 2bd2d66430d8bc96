import { _electron, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { launchArguments, launchEnvironment, temporaryFolder } from './launch.ts';

/** One panel with a grid in it. */
export class GridPanel {
  readonly panel: Locator;

  constructor(page: Page, name: string) {
    this.panel = page.getByRole('region', { name, exact: true });
  }

  /** The rows that are drawn: a grid draws only what is in view. */
  get rows(): Locator {
    return this.panel.locator('.ag-grid-scrolling-container .ag-row');
  }

  cell(symbol: string, column: string): Locator {
    return this.panel.locator(`[row-id="${symbol}"] [col-id="${column}"]`);
  }

  /** Texts of a column from the top of the view down. */
  async column(name: string): Promise<string[]> {
    const cells = await this.panel.locator(`.ag-row [col-id="${name}"]`).all();
    const placed = await Promise.all(
      cells.map(async (cell) => ({ y: (await cell.boundingBox())?.y ?? 0, text: await cell.innerText() })),
    );
    return placed.sort((a, b) => a.y - b.y).map(({ text }) => text.trim());
  }
}

/** The program under test: started, driven and ended. */
export class Workstation {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly universe: GridPanel;
  readonly hits: GridPanel;
  readonly promoted: Locator;
  readonly locks: Locator;
  readonly statusBar: Locator;
  readonly commandBar: Locator;
  readonly toasts: Locator;
  /** Errors that the page wrote to its console, blocked resources among them. */
  readonly consoleErrors: string[] = [];
  readonly #removeFolder: () => void;

  private constructor(app: ElectronApplication, page: Page, removeFolder: () => void) {
    this.app = app;
    this.page = page;
    this.#removeFolder = removeFolder;
    this.universe = new GridPanel(page, 'Universe');
    this.hits = new GridPanel(page, 'Hits');
    this.promoted = page.getByRole('region', { name: 'Promoted', exact: true });
    this.locks = page.getByRole('region', { name: 'Locks', exact: true });
    this.statusBar = page.locator('.status-bar');
    this.commandBar = page.locator('.command-bar');
    this.toasts = page.locator('.toast');
    page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => this.consoleErrors.push(error.message));
  }

  static async start(extra: readonly string[] = []): Promise<Workstation> {
    const folder = temporaryFolder();
    const args = launchArguments([`--user-data-dir=${folder.path}`, ...extra]);
    const app = await _electron.launch({ args, env: launchEnvironment() });
    return new Workstation(app, await app.firstWindow(), folder.remove);
  }

  /** Waits until every symbol is there and a scanner has found something. */
  async filled(): Promise<void> {
    await this.statusBar.getByText('500 symbols').waitFor();
    await this.hits.rows.first().waitFor();
  }

  /** Selects a symbol by typing it into the filter. */
  async find(symbol: string): Promise<void> {
    await this.page.keyboard.press('Control+f');
    await this.page.keyboard.insertText(symbol);
    await this.universe.cell(symbol, 'last').click();
  }

  async end(): Promise<void> {
    await this.app.close();
    this.#removeFolder();
  }
}
