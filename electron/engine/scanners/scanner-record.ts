import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import { type EpochMs, epochMs } from '../../../shared/domain/time.ts';
import type { ScannerRecord } from '../../../shared/session/activity.ts';
import { scheduleWords } from './schedule-words.ts';

/** What a scanner did over the whole run. */
export interface ScannerProgress {
  runs: number;
  errors: number;
  lastRun: EpochMs | null;
  lastError: string | null;
}

/** How a scanner stands that the config has switched on. */
interface ScannerStanding {
  readonly enabled: boolean;
  readonly progress: ScannerProgress;
  /** Session times at which it is still due today, ascending. */
  readonly due: readonly number[];
  readonly hitsToday: number;
}

/** A scanner as its panel shows it; without a standing where the config has switched it off. */
export function scannerRecord(
  config: ScannerConfig,
  preSessionTime: string,
  standing?: ScannerStanding,
): ScannerRecord {
  const { name, kind } = config;
  const schedule = scheduleWords(config, preSessionTime);
  if (standing === undefined) {
    const nothing = { hitsToday: 0, runs: 0, errors: 0, lastRun: null, nextRun: null, lastError: null };
    return { name, kind, schedule, state: 'disabled', ...nothing };
  }
  const { enabled, progress, due, hitsToday } = standing;
  const next = enabled ? due[0] : undefined;
  // One that stopped by itself has failed; one whose setup found nothing to do is merely off.
  const stopped = progress.lastError === null ? 'disabled' : 'failed';
  const nextRun = next === undefined ? null : epochMs(next);
  return { name, kind, schedule, state: enabled ? 'active' : stopped, hitsToday, nextRun, ...progress };
}

export function noteError(progress: ScannerProgress, message: string): void {
  progress.errors += 1;
  progress.lastError = message;
}
