import { describe, expect, it } from 'vitest';
import { spanWords } from './span-words.ts';

const at = (text: string) => Date.parse(text);

describe('the span of bars', () => {
  it('names a day once, and the time of both ends', () => {
    expect(spanWords('5m', at('2013-10-09T09:30-04:00'), at('2013-10-09T14:05-04:00'))).toBe(
      '9 Oct 09:30 to 14:05',
    );
  });

  it('names both days where there are two', () => {
    expect(spanWords('5m', at('2013-10-04T09:30-04:00'), at('2013-10-09T14:05-04:00'))).toBe(
      '4 Oct 09:30 to 9 Oct 14:05',
    );
  });

  it('has no times of day for daily bars', () => {
    const [from, to] = [at('2013-09-10T09:30-04:00'), at('2013-10-08T16:00-04:00')];
    expect(spanWords('1d', from, to)).toBe('10 Sept to 8 Oct');
    expect(spanWords('1d', to, to)).toBe('8 Oct');
  });
});
