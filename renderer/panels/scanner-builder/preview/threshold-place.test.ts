import { describe, expect, it } from 'vitest';
import { numberNow } from './threshold-place.ts';

const TRIED = 'close >= sma(20, 1d) * 1.017 # 5 is no number here\n  and volume(1d) > 500_000';
const spanOf = (text: string, part: string) => {
  const from = text.indexOf(part);
  return { from, to: from + part.length };
};

describe('the place of a tried number in the text as it is now', () => {
  it('is where it was in the same text', () => {
    const span = spanOf(TRIED, '500_000');
    expect(numberNow(TRIED, span, TRIED)).toEqual({ span, value: 500_000 });
  });

  it('moves with a number before it that became longer', () => {
    const now = TRIED.replace('1.017', '1.01755');
    const place = numberNow(TRIED, spanOf(TRIED, '500_000'), now);
    expect(place).toEqual({ span: spanOf(now, '500_000'), value: 500_000 });
  });

  it('follows its own change', () => {
    const now = TRIED.replace('1.017', '1.02');
    expect(numberNow(TRIED, spanOf(TRIED, '1.017'), now)?.value).toBe(1.02);
  });

  it('has its minus sign, and may change it', () => {
    const tried = 'gap < -3 %';
    const span = spanOf(tried, '-3');
    expect(numberNow(tried, span, 'gap < -4 %')).toEqual({ span: { from: 6, to: 8 }, value: -4 });
    expect(numberNow(tried, span, 'gap < 2 %')).toEqual({ span: { from: 6, to: 7 }, value: 2 });
  });

  it('is not known any more where a name, an interval or an operator was changed', () => {
    const span = spanOf(TRIED, '1.017');
    expect(numberNow(TRIED, span, TRIED.replace('1d', '5m'))).toBeUndefined();
    expect(numberNow(TRIED, span, TRIED.replace('sma', 'ema'))).toBeUndefined();
    expect(numberNow(TRIED, span, TRIED.replace('>=', '>'))).toBeUndefined();
  });
});
