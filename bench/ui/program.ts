import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

/** The project's folder: the benchmarks are started in it. */
const ROOT = resolve(process.cwd());

/** A program with its window, as it runs. */
export interface Program {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** The empty Electron window that the product is measured against. */
export function startEmpty(): Promise<Program> {
  return start(join(ROOT, 'bench', 'ui', 'empty-app'), []);
}

/** Tapedeck on a user data folder, with arguments of its own. */
export function startTapedeck(userData: string, extra: readonly string[]): Promise<Program> {
  return start(ROOT, [`--user-data-dir=${userData}`, ...extra]);
}

async function start(path: string, extra: readonly string[]): Promise<Program> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    args: [...asRoot, '--lang=en-US', '--log-level=3', path, ...extra],
    timeout: 60_000,
  });
  return { app, page: await app.firstWindow() };
}

/** Ends a program without asking it, as a crash would: the next start goes on from there. */
export async function kill({ app }: Program): Promise<void> {
  const closed = new Promise<void>((done) => app.once('close', () => done()));
  app.process().kill('SIGKILL');
  await closed;
}

/** The universe's grid in the window. */
export const UNIVERSE = 'section.panel[aria-label="Universe"]';

/** Waits until the session has that many symbols, and every row that the universe draws has a price. */
export async function whenFilled(page: Page, symbols: number): Promise<void> {
  const count = new RegExp(`${symbols.toLocaleString('en-US')}\\s+symbols`);
  await page.locator('.status-bar').filter({ hasText: count }).waitFor({ timeout: 120_000 });
  await page.waitForFunction(
    (universe) => {
      const cells = [...document.querySelectorAll(`${universe} .ag-row [col-id="last"]`)];
      return cells.length > 5 && cells.every((cell) => /\d/.test(cell.textContent ?? ''));
    },
    UNIVERSE,
    { timeout: 120_000, polling: 20 },
  );
}

/** A folder for one run's own files. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The embedded session with another number of symbols and another speed, as a file. */
export function simulatedConfig(folder: string, symbols: number, speed: number | 'max'): string {
  const text = readFileSync(join(ROOT, 'assets', 'examples', 'simulated.json'), 'utf8');
  const changed = text
    .replace(/"symbols": 500/, `"symbols": ${symbols}`)
    .replace(/"speed": 20/, `"speed": ${JSON.stringify(speed)}`)
    .replace(/"\$schema": "[^"]*",/, '');
  const path = join(folder, `simulated-${symbols}.json`);
  writeFileSync(path, changed);
  return path;
}
