import type { WebContents } from 'electron';
import { SAFE_PAGE_URL } from './app-address.ts';
import { CrashBudget } from './crash-budget.ts';

/**
 * Brings a crashed page back: the engine is untouched, the page asks for a new
 * snapshot. A page that keeps crashing is replaced by a plain one.
 */
export function recoverFromCrashes(contents: WebContents): void {
  const budget = new CrashBudget();
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    process.stderr.write(`The window's page ended: ${details.reason}, code ${details.exitCode}\n`);
    if (budget.allowsReload(performance.now())) contents.reload();
    else void contents.loadURL(SAFE_PAGE_URL);
  });
}
