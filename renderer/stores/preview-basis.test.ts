import { beforeEach, describe, expect, it } from 'vitest';
import { scannerSchema } from '../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig } from '../../shared/domain/session-config.ts';
import { basisOf, sameBasis, type TrialBasis } from './preview-basis.ts';
import { useScannerConfigs } from './scanner-configs.ts';
import { changeDraft, dropDraft, keyOf, selectedItem, useScannerDrafts } from './scanner-drafts.ts';

const entry = (when: string): ScannerConfig =>
  scannerSchema.parse({ name: 'Gap', kind: 'rule', config: { when } });

const now = (): TrialBasis => {
  const item = selectedItem();
  if (item === undefined) throw new Error('Nothing is selected');
  return basisOf(item);
};
const write = (when: string) => changeDraft(keyOf('Gap'), (before) => ({ ...before, config: { when } }));

beforeEach(() => {
  useScannerConfigs.setState({ scanners: [entry('gap > 3')] });
  useScannerDrafts.setState({ drafts: [], selected: null });
});

describe('what a try is of', () => {
  it('is held against what is saved while it is written, and against nothing before', () => {
    expect(now()).toEqual({ entry: entry('gap > 3'), against: null, isDraft: false });
    write('gap > 1');
    expect(now()).toEqual({ entry: entry('gap > 1'), against: entry('gap > 3'), isDraft: true });
  });

  it('is another once it is saved: figures against the version before are no longer those of today', () => {
    write('gap > 1');
    const written = now();
    useScannerConfigs.setState({ scanners: [entry('gap > 1')] });
    const item = selectedItem();
    if (item !== undefined) dropDraft(item);
    expect(now().entry).toEqual(written.entry);
    expect(sameBasis(written, now())).toBe(false);
  });

  it('is another where what is saved changes under the draft', () => {
    write('gap > 1');
    const written = now();
    useScannerConfigs.setState({ scanners: [entry('gap > 5')] });
    expect(sameBasis(written, now())).toBe(false);
  });

  it('is the same under another name, and switched off', () => {
    write('gap > 1');
    const written = now();
    changeDraft(keyOf('Gap'), (before) => ({ ...before, name: 'Gappers', enabled: false }));
    expect(sameBasis(written, now())).toBe(true);
  });
});
