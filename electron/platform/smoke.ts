import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WebContents } from 'electron';
import type { Result } from '../../shared/domain/result.ts';
import type { ScreenReport } from '../../shared/ipc/requests/product.ts';
import type { SessionStatus } from '../../shared/session/status.ts';
import type { RunningSession } from '../engine/coordinator/session-view.ts';

const TIMEOUT_MS = 60_000;
/** Lets the rows that were just reported reach the picture. */
const PAINT_MS = 1_000;

/** What a trial run prints: one line of JSON. */
export interface SmokeResult {
  readonly symbols: number;
  readonly hits: number;
  readonly promoted: number;
  readonly chart_bars: number;
  readonly electron: string;
  readonly screenshot: string;
}

/**
 * A trial run: waits until the window itself reports every symbol of the
 * universe, a hit and a painted chart, then takes its picture.
 */
export class SmokeRun {
  readonly #screenshot: string;
  #settle: ((report: ScreenReport) => void) | undefined;
  #lastReport: ScreenReport | undefined;

  constructor(screenshot: string) {
    this.#screenshot = screenshot;
  }

  /** Takes what the window says it shows. */
  onReport(report: ScreenReport): void {
    this.#lastReport = report;
    this.#settle?.(report);
  }

  /** Rejects with the reason where the session fails or the window does not fill within a minute. */
  async run(running: Promise<Result<RunningSession>>, contents: WebContents): Promise<SmokeResult> {
    const session = await withTimeout(running, () => 'the session did not start');
    if (!session.ok) throw new Error(session.error.message);
    const { view } = session.value;
    await withTimeout(this.#filled(session.value), () => this.#missing(view.status()));
    await new Promise((resolve) => setTimeout(resolve, PAINT_MS));
    await this.#takePicture(contents);
    const status = view.status();
    return {
      symbols: this.#lastReport?.rows ?? 0,
      hits: status.hitCount,
      promoted: status.promotedCount,
      chart_bars: this.#lastReport?.chartBars ?? 0,
      electron: process.versions.electron ?? '',
      screenshot: this.#screenshot,
    };
  }

  #filled(session: RunningSession): Promise<void> {
    const failed = session.finished.then(() => new Promise<void>(() => undefined));
    const shown = new Promise<void>((resolve, reject) => {
      this.#settle = (report) => {
        const [problem] = report.problems;
        if (problem !== undefined) reject(new Error(`the window reports: ${problem}`));
        const { symbolCount } = session.view.status();
        const rowsShown = symbolCount > 0 && report.rows === symbolCount;
        if (rowsShown && report.hits > 0 && report.chartBars > 0) resolve();
      };
    });
    return Promise.race([shown, failed]);
  }

  #missing(status: SessionStatus): string {
    const shown = this.#lastReport;
    const window = shown === undefined ? 'nothing yet' : shownBy(shown);
    const session = `${status.runState} at ${status.sessionDate} ${status.wallTime}`;
    return `the window shows ${window}; the session is ${session}, ${status.symbolCount} symbols, ${status.hitCount} hits`;
  }

  async #takePicture(contents: WebContents): Promise<void> {
    const image = await contents.capturePage();
    if (image.isEmpty()) throw new Error('the picture of the window is empty');
    await mkdir(dirname(this.#screenshot), { recursive: true });
    await writeFile(this.#screenshot, image.toPNG());
  }
}

function shownBy({ rows, hits, chartBars }: ScreenReport): string {
  const charts = chartBars === 0 ? 'no chart is painted' : `${chartBars} bars in charts`;
  return `${rows} symbols, ${hits} hits, ${charts}`;
}

function withTimeout<T>(work: Promise<T>, reason: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`${reason()} (${TIMEOUT_MS / 1000} s)`));
    const timer = setTimeout(late, TIMEOUT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
