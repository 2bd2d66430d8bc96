import { describe, expect, it } from 'vitest';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { DATA_STATES, type DayQuality } from '../../../shared/session/quality.ts';
import { dayText, gapText, scoreText, stateWords } from './quality-words.ts';

const DAY: DayQuality = {
  date: sessionDate('2013-10-07'),
  ...{ expected: 390, got: 390, quiet: 0, halted: 0, lost: 0 },
  ...{ duplicates: 0, revised: 0, rejected: 0, late: 0 },
  score: 100,
  gaps: [],
};

describe('the words of data quality', () => {
  it('says when bars lacked in exchange time, how many, and why', () => {
    const gap = {
      from: epochMs(Date.parse('2013-10-07T15:03:00Z')),
      to: epochMs(Date.parse('2013-10-07T15:06:00Z')),
      bars: 3,
      kind: 'gap',
    } as const;
    expect(gapText(gap, '2013-10-07')).toBe('11:03–11:06, 3 bars, feed lost');
    expect(gapText(gap, '2013-10-09')).toBe('10-07 11:03–11:06, 3 bars, feed lost');
    expect(gapText({ ...gap, bars: 1, kind: 'quiet' }, '2013-10-07')).toBe('11:03–11:06, 1 bar, no trade');
  });

  it('tells of a day only what there is to tell', () => {
    expect(dayText(DAY)).toBe('390 of 390');
    expect(dayText({ ...DAY, got: 385, quiet: 3, lost: 2, duplicates: 1 })).toBe(
      '385 of 390 · 2 lost · 3 quiet · 1 duplicate',
    );
  });

  it('shows 100 for nothing less than that', () => {
    expect([100, 99.99, 99.94, 75.26, 0, Number.NaN].map(scoreText)).toEqual([
      '100',
      '99.9',
      '99.9',
      '75.2',
      '0.0',
      '—',
    ]);
  });

  it('has a word of its own for each state', () => {
    expect(new Set(DATA_STATES.map((state) => stateWords(state).word)).size).toBe(DATA_STATES.length);
  });
});
