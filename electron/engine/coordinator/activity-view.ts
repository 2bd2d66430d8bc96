import type { SessionActivity } from '../activity/session-activity.ts';
import type { SessionRun } from './session-run.ts';
import type { SessionView } from './session-view.ts';

/** What the window reads beside the market itself: log, scanners, quality of the data. */
export function activityView(parts: {
  readonly activity: SessionActivity;
  readonly run: SessionRun;
}): Pick<SessionView, 'log' | 'scanners' | 'quality'> {
  const { activity, run } = parts;
  return {
    log: (after) => activity.log(after),
    scanners: () => run.scanners.records(),
    quality: () => activity.quality(),
  };
}
