import type { ScriptInfo } from '../../../shared/ipc/requests/scripts.ts';

/** What a script is allowed now, in a word or two. */
export function trustWords({ changed, trusted }: Pick<ScriptInfo, 'changed' | 'trusted'>): string {
  if (trusted) return 'Trusted';
  return changed ? 'Changed since it was trusted' : 'Not trusted';
}

/** The hash in groups of eight, to be compared by eye. */
export function hashWords(sha256: string): string {
  return sha256.replace(/(.{8})(?=.)/g, '$1 ');
}

/** What every script may do, and what none can. */
export const MAY: readonly string[] = [
  'See bars, indicators and sectors of the symbols you watch',
  'Report hits, ask for promotions within your bounds, write into the log',
];
export const MAY_NOT: readonly string[] = [
  'Reach files, the network, other programs, your orders or your locks',
  'Know the real time, or use more than 64 MB or about 250 ms a scan',
];
