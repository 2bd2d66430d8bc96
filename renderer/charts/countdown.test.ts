import { describe, expect, it } from 'vitest';
import { countdownText } from './countdown.ts';

const now = Date.UTC(2013, 9, 9, 18, 12, 12);

describe('countdownText', () => {
  it('says minutes and seconds', () => {
    expect(countdownText(now + 48_000, now)).toBe('0:48');
    expect(countdownText(now + 168_000, now)).toBe('2:48');
  });

  it('says hours where there are some', () => {
    expect(countdownText(now + 3_731_000, now)).toBe('1:02:11');
  });

  it('says whole days from a day on', () => {
    expect(countdownText(now + 172_800_000, now)).toBe('2 d');
    expect(countdownText(now + 172_799_000, now)).toBe('1 d');
    expect(countdownText(now + 86_399_000, now)).toBe('23:59:59');
  });

  it('counts a begun second as a whole one', () => {
    expect(countdownText(now + 1, now)).toBe('0:01');
  });

  it('says nothing of a bar that is closed or over', () => {
    expect(countdownText(null, now)).toBeNull();
    expect(countdownText(now, now)).toBeNull();
    expect(countdownText(now - 5_000, now)).toBeNull();
  });
});
