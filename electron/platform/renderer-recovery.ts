import type { WebContents } from 'electron';
import { SAFE_PAGE_URL } from './app-protocol.ts';

const CRASH_LIMIT = 3;
const CRASH_WINDOW_MS = 60_000;

/** Decides after each crash whether another try makes sense. */
export class CrashBudget {
  #crashes: number[] = [];

  /** `nowMs` is monotonic. False from the third crash within a minute on. */
  allowsReload(nowMs: number): boolean {
    this.#crashes = [...this.#crashes, nowMs].filter((crash) => nowMs - crash < CRASH_WINDOW_MS);
    return this.#crashes.length < CRASH_LIMIT;
  }
}

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
