import type { ScannerConfig } from '../../shared/domain/session-config.ts';
import { type ScannerItem, sameEntry } from './scanner-drafts.ts';

/** What a try is of: a result holds for as long as the scanner that is edited means the same. */
export interface TrialBasis {
  /** What was tried. */
  readonly entry: ScannerConfig;
  /** The saved scanner that it was held against; null where nothing is being changed, or nothing is saved. */
  readonly against: ScannerConfig | null;
  /** It was being written: what was tried is not what is saved. */
  readonly isDraft: boolean;
}

export function basisOf({ entry, saved, draft }: ScannerItem): TrialBasis {
  return { entry, against: draft === null ? null : saved, isDraft: draft !== null };
}

/** True where a new try could find nothing else: a save makes another one, as it changes what is held against. */
export function sameBasis(a: TrialBasis, b: TrialBasis): boolean {
  return a.isDraft === b.isDraft && sameRule(a.entry, b.entry) && sameSide(a.against, b.against);
}

function sameSide(a: ScannerConfig | null, b: ScannerConfig | null): boolean {
  return a === null || b === null ? a === b : sameRule(a, b);
}

/** A new name finds nothing else. */
function sameRule(a: ScannerConfig, b: ScannerConfig): boolean {
  return sameEntry({ ...a, name: '', enabled: true }, { ...b, name: '', enabled: true });
}
