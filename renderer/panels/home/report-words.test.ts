import { describe, expect, it } from 'vitest';
import type { FolderReport } from '../../../shared/domain/folder-report.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { proposedAnswers, whyNotYet } from './answers.ts';
import { periodWords, rejectedWords, zoneWords } from './report-words.ts';

const REPORT: FolderReport = {
  id: '1',
  folderName: 'data',
  parts: [],
  questions: [
    { id: 'a', text: 'A?', options: [{ value: 'x', label: 'X' }], proposed: 'x' },
    { id: 'b', text: 'B?', options: [{ value: 'y', label: 'Y' }], proposed: null },
  ],
  problems: [],
  from: sessionDate('2013-02-08'),
  to: sessionDate('2018-02-07'),
};

describe('the answers to a report', () => {
  it('begin with what is proposed, and leave the rest open', () => {
    expect(proposedAnswers(REPORT)).toEqual({ a: 'x' });
  });

  it('hold a folder back until each is one of its options', () => {
    expect(whyNotYet(REPORT, {})).toBe('2 questions are still open.');
    expect(whyNotYet(REPORT, { a: 'x', b: 'other' })).toBe('One question is still open.');
    expect(whyNotYet(REPORT, { a: 'x', b: 'y' })).toBeNull();
  });

  it('do not help where there is nothing to load', () => {
    expect(whyNotYet({ ...REPORT, questions: [], from: null }, {})).toBe('There is nothing in it to load.');
  });
});

describe('a report in words', () => {
  it('says what is there and that nothing has happened', () => {
    expect(periodWords(REPORT)).toBe(
      'Data from 2013-02-08 to 2018-02-07. Nothing is loaded yet; the folder is only read, never changed.',
    );
    expect(periodWords({ from: null, to: null })).toContain('Nothing in it can be played');
    expect(zoneWords('America/New_York')).toBe('New York');
    expect([0, 1, 2_304].map(rejectedWords)).toEqual(['none', '1 row', '2,304 rows']);
  });
});
