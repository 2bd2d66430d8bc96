import { describe, expect, it } from 'vitest';
import type { ImportCandidate } from '../../../shared/ipc/requests/home.ts';
import { importLead } from './import-words.ts';
import { recoveredWords } from './recovered-words.ts';

const SAME: ImportCandidate = { id: '1', fileName: 'a.json', changes: [], problems: [] };
const CHANGE = { path: 'mode', kind: 'changed', before: 'replay', after: 'simulated' } as const;
const ISSUE = { line: 3, column: 1, path: 'mode', message: 'mode is missing' };

describe('the import of a config', () => {
  it('says how much differs, and that locks are never imported', () => {
    expect(importLead({ ...SAME, changes: [CHANGE] }, true)).toMatch(
      /^One field differs .* never imported\.$/,
    );
    expect(importLead({ ...SAME, changes: [CHANGE, CHANGE] }, true)).toContain('2 fields differ');
    expect(importLead(SAME, true)).toContain("the same as the open session's config");
    expect(importLead(SAME, false)).toContain('opens as a new session');
  });

  it('that cannot be used says that nothing was changed', () => {
    const refused = { ...SAME, id: null, problems: [ISSUE, ISSUE] };
    expect(importLead(refused, true)).toBe('2 problems. Nothing was changed, and the file stays as it is.');
  });
});

describe('a session that was brought back', () => {
  const recovery = {
    endedAt: 0,
    symbols: 1_214,
    promoted: 7,
    locks: 6,
    positions: 3,
    details: [],
    differences: [],
  };

  it('says when the program ended and what stands again', () => {
    expect(recoveredWords(recovery, () => '12:04')).toBe(
      'Closed unexpectedly 12:04. Restored layout, 1,214 symbols, 7 promoted, 6 locks, checked against 3 positions.',
    );
    expect(recoveredWords({ ...recovery, locks: 1, positions: 1 }, () => '')).toContain(
      '1 lock, checked against 1 position.',
    );
  });
});
