import type { SessionActivity } from '../activity/session-activity.ts';
import { QualityView } from './quality-view.ts';
import type { SessionCoordinator } from './session-coordinator.ts';
import type { SessionRun } from './session-run.ts';
import type { SessionView } from './session-view.ts';

/** What the window reads beside the market itself: log, scanners, quality of the data. */
export function activityView(parts: {
  readonly activity: SessionActivity;
  readonly coordinator: SessionCoordinator;
  readonly run: SessionRun;
}): Pick<SessionView, 'log' | 'scanners' | 'quality' | 'qualityPage' | 'qualityDays'> {
  const { activity, coordinator, run } = parts;
  const data = new QualityView(coordinator.quality, coordinator.core, () => coordinator.session.date);
  return {
    log: (after) => activity.log(after),
    scanners: () => run.scanners.records(),
    quality: () => activity.quality(),
    qualityPage: (query) => data.page(query),
    qualityDays: (symbol, sessions) => data.newestDays(symbol, sessions),
  };
}
