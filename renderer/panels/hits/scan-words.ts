import type { ScannerRecord } from '../../../shared/session/activity.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatAge } from '../../format/times.ts';

/** `4 scanners on 500 symbols, last run 3 s ago.`; `scanners` is null until they were read, `now` is session time. */
export function scanWords(scanners: readonly ScannerRecord[] | null, symbols: number, now: number): string {
  if (scanners === null) return `Scanners watch ${formatCount(symbols)} symbols.`;
  const active = scanners.filter(({ state }) => state === 'active');
  if (active.length === 0) return 'No scanner is active: the Scanners panel says why.';
  const who = active.length === 1 ? '1 scanner' : `${formatCount(active.length)} scanners`;
  const runs = active.flatMap(({ lastRun }) => lastRun ?? []);
  const when = runs.length === 0 ? 'not run yet' : `last run ${formatAge(now - Math.max(...runs))} ago`;
  return `${who} on ${formatCount(symbols)} symbols, ${when}.`;
}

/** Scanners that no longer run, each with its cause: `RVol stopped: over 250 ms.` */
export function stoppedWords(scanners: readonly ScannerRecord[] | null): readonly string[] {
  const stopped = (scanners ?? []).filter(({ state }) => state === 'failed');
  return stopped.map(({ name, lastError }) => `${name} stopped: ${lastError ?? 'no cause was given'}`);
}
