import type { DroppedScript, ScriptInfo } from '../../../shared/ipc/requests/scripts.ts';

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

/** What becomes of a script that was dropped, and what does not. */
export function droppedWords({ file, there, trusted }: DroppedScript): string {
  const trust = trusted
    ? 'You trust these very bytes already.'
    : 'It does not run by that: read it there, then trust it.';
  return there === 'other'
    ? `Another script is called ${file}. Replaced, its scanners find nothing until you trust and use the new one. ${trust}`
    : `A copy is made in the folder of scripts; the file itself stays as it is. ${trust}`;
}
