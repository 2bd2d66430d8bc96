import { epochMs } from '../../../shared/domain/time.ts';
import type { ScannerRecord } from '../../../shared/session/activity.ts';
import type { LoadedScanner } from './loaded-scanner.ts';
import { scheduleWords } from './schedule-words.ts';

/** A scanner as its panel shows it. */
export function scannerRecord(loaded: LoadedScanner, preSessionTime: string): ScannerRecord {
  const { config, costs, doneToday, dueToday, enabled, progress, savedAt, version } = loaded;
  const { name, kind } = config;
  const next = enabled ? loaded.due[0] : undefined;
  return {
    ...{ name, kind, config, version, savedAt, doneToday, dueToday },
    ...progress,
    state: enabled ? 'active' : stoppedState(loaded),
    schedule: scheduleWords(config, preSessionTime),
    hitsToday: loaded.hitToday.size,
    costP50Ms: costs.percentile(0.5),
    costP95Ms: costs.percentile(0.95),
    nextRun: next === undefined ? null : epochMs(next),
  };
}

/** One that stopped by itself has failed; one whose setup found nothing to do is merely off. */
function stoppedState({ config, progress }: LoadedScanner): 'disabled' | 'failed' {
  return config.enabled && progress.lastError !== null ? 'failed' : 'disabled';
}
