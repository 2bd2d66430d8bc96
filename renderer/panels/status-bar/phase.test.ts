import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../shared/domain/time.ts';
import { duration, phaseSentence } from './phase.ts';

const open = epochMs(Date.UTC(2013, 9, 9, 13, 30));
const close = epochMs(Date.UTC(2013, 9, 9, 20, 0));
const at = (hour: number, minute: number) => epochMs(Date.UTC(2013, 9, 9, hour, minute));
const day = { open, close, halfDay: false };

describe('the phase of a session', () => {
  it('says how long it is to the close, and to the open', () => {
    const during = { ...day, phase: 'regular', now: at(18, 13) } as const;
    expect(phaseSentence(during, '16:00')).toBe('Open, closes in 1 h 47 min');
    const before = { ...day, phase: 'pre', now: at(13, 2) } as const;
    expect(phaseSentence(before, '16:00')).toBe('Pre-market, opens in 28 min');
  });

  it('names the close of a half day', () => {
    const half = { open, close: at(17, 0), halfDay: true, phase: 'regular', now: at(16, 0) } as const;
    expect(phaseSentence(half, '13:00')).toBe('Open, half day to 13:00, closes in 1 h');
  });

  it('counts nothing after the close', () => {
    expect(phaseSentence({ ...day, phase: 'post', now: at(20, 30) }, '16:00')).toBe('After hours');
    expect(phaseSentence({ ...day, phase: 'closed', now: at(23, 59) }, '16:00')).toBe('Closed');
  });
});

it.each([
  [0, 'under 1 min'],
  [59_999, 'under 1 min'],
  [60_000, '1 min'],
  [3_600_000, '1 h'],
  [-5, 'under 1 min'],
])('%d ms are %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});
