import { create } from 'zustand';
import { request } from '../ipc/client.ts';

const REPORT_INTERVAL_MS = 500;
const PROBLEM_LIMIT = 20;
const PROBLEM_LENGTH = 500;

interface ScreenState {
  /** Rows that the universe grid holds, before any filter. */
  readonly rows: number;
  /** Rows that the hits grid holds, before any filter. */
  readonly hits: number;
  /** Bars that the charts have painted. */
  readonly chartBars: number;
  /** What went wrong in the page itself. */
  readonly problems: readonly string[];
}

/** What the window shows, counted where it is shown. */
export const useScreen = create<ScreenState>()(() => ({ rows: 0, hits: 0, chartBars: 0, problems: [] }));

export function countRows(counted: Partial<Pick<ScreenState, 'rows' | 'hits' | 'chartBars'>>): void {
  useScreen.setState(counted);
}

/** Notes content-policy violations and uncaught errors, so that none goes unseen. */
export function watchProblems(): void {
  document.addEventListener('securitypolicyviolation', (event) =>
    note(`policy ${event.effectiveDirective} blocked ${event.blockedURI} in ${event.sourceFile}`),
  );
  window.addEventListener('error', (event) => note(event.message));
  window.addEventListener('unhandledrejection', (event) => note(String(event.reason)));
}

/** Tells the main process what is on screen whenever that has changed, twice a second at most. */
export function startScreenReports(): void {
  let reported: ScreenState | undefined;
  setInterval(() => {
    const { rows, hits, chartBars, problems } = useScreen.getState();
    const current: ScreenState = { rows, hits, chartBars, problems };
    const same =
      reported?.rows === rows &&
      reported.hits === hits &&
      reported.chartBars === chartBars &&
      reported.problems.length === problems.length;
    if (same) return;
    reported = current;
    void request('renderer.report', { rows, hits, chartBars, problems: [...problems] });
  }, REPORT_INTERVAL_MS);
}

function note(problem: string): void {
  useScreen.setState(({ problems }) =>
    problems.length >= PROBLEM_LIMIT ? {} : { problems: [...problems, problem.slice(0, PROBLEM_LENGTH)] },
  );
}
