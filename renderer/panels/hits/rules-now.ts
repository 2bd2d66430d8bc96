import { type ScannerRules, useScannerRules } from '../../stores/scanner-rules.ts';
import { hitReason, hitSide, hitStrength } from './reading.ts';
import type { HitRow } from './repeats.ts';

/** How many times its threshold the hit stands from the average, by the config as it stands. */
export function strengthOf({ hit }: Pick<HitRow, 'hit'>): number {
  return hitStrength(hit, ruleOf(hit.scanner));
}

/** What the scanner saw, in words. */
export function reasonOf({ hit }: Pick<HitRow, 'hit'>): string {
  return hitReason(hit, ruleOf(hit.scanner));
}

/** The bounds of the config on promotion. */
export function boundsNow(): Pick<ScannerRules, 'maxPromoted' | 'maxPerScan'> {
  const { maxPromoted, maxPerScan } = useScannerRules.getState();
  return { maxPromoted, maxPerScan };
}

/** Which way the hit points, by the config as it stands. */
export function sideOf({ hit }: Pick<HitRow, 'hit'>) {
  return hitSide(hit, ruleOf(hit.scanner));
}

function ruleOf(scanner: string) {
  return useScannerRules.getState().scanners.find(({ name }) => name === scanner);
}
