import { once } from 'node:events';
import { _electron, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { ChartPage } from './chart.ts';
import { Engine } from './engine.ts';
import { GridPanel, Panel } from './grid-panel.ts';
import { HomePage } from './home.ts';
import { launchArguments, launchEnvironment, type TemporaryFolder } from './launch.ts';
import { Locks } from './locks.ts';
import { Palette } from './palette.ts';
import { pictureReader } from './picture.ts';
import { SessionConfig } from './session-config.ts';
import { SystemDialogs } from './system-dialogs.ts';
import { Trading } from './trading.ts';
import { Transport } from './transport.ts';

/** The program under test: started, driven and ended. */
export class Workstation {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly engine: Engine;
  readonly dialogs: SystemDialogs;
  readonly home: HomePage;
  readonly transport: Transport;
  readonly palette: Palette;
  readonly universe: GridPanel;
  readonly hits: GridPanel;
  readonly chart: ChartPage;
  readonly promoted: Panel;
  readonly positions: Trading;
  readonly locks: Locks;
  readonly config: SessionConfig;
  readonly statusBar: Locator;
  readonly commandBar: Locator;
  /** A dialog over the window, which the user has to answer. */
  readonly dialog: Locator;
  /** Errors that the page wrote to its console, blocked resources among them. */
  readonly consoleErrors: string[] = [];

  private constructor(app: ElectronApplication, page: Page) {
    this.app = app;
    this.page = page;
    this.engine = new Engine(page);
    this.dialogs = new SystemDialogs(app);
    this.home = new HomePage(page);
    this.transport = new Transport(page);
    this.palette = new Palette(page);
    this.universe = new GridPanel(page, 'Universe');
    this.hits = new GridPanel(page, 'Hits');
    this.chart = new ChartPage(page, pictureReader(app));
    this.promoted = new Panel(page, 'Promoted');
    this.positions = new Trading(page);
    this.locks = new Locks(page);
    this.config = new SessionConfig(page);
    this.statusBar = page.locator('.status-bar');
    this.commandBar = page.locator('.command-bar');
    this.dialog = page.locator('dialog.dialog');
    page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => this.consoleErrors.push(error.message));
  }

  /** @param folder where the program keeps its own files */
  static async start(folder: TemporaryFolder, extra: readonly string[] = []): Promise<Workstation> {
    const args = launchArguments([`--user-data-dir=${folder.path}`, ...extra]);
    const app = await _electron.launch({ args, env: launchEnvironment() });
    return new Workstation(app, await app.firstWindow());
  }

  /** On the simulated session, filled. */
  static async simulated(folder: TemporaryFolder): Promise<Workstation> {
    const workstation = await Workstation.start(folder);
    await workstation.home.simulated.click();
    await workstation.filled();
    return workstation;
  }

  /** Waits until every symbol is there and a scanner has found something. */
  async filled(): Promise<void> {
    await this.statusBar.getByText('500 symbols').waitFor();
    await this.hits.rows.first().waitFor();
  }

  /** Selects a symbol by typing it into the filter; the filter stays. */
  async find(symbol: string): Promise<void> {
    await this.universe.filter.fill(symbol);
    await this.universe.cell(symbol, 'last').click();
  }

  async showAll(): Promise<void> {
    await this.universe.filter.fill('');
  }

  /** A message above the status bar. */
  toast(words: string | RegExp): Locator {
    return this.page.locator('.toast').filter({ hasText: words });
  }

  /** What lies on the system's clipboard, as text. */
  clipboard(): Promise<string> {
    return this.app.evaluate(({ clipboard }) => clipboard.readText());
  }

  /** Ends it as a user does. */
  async quit(): Promise<void> {
    await this.app.close();
  }

  /** Ends it as a power cut does: nothing can be written any more. */
  async kill(): Promise<void> {
    const program = this.app.process();
    const gone = once(program, 'exit');
    program.kill('SIGKILL');
    await gone;
  }
}
