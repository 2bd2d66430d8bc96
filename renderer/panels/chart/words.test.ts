import { describe, expect, it } from 'vitest';
import type { LoadProgress, PromotedRecord } from '../../../shared/domain/promotion.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { chartData, fiveMinutes, OPEN } from '../../../shared/testing/chart-data.ts';
import { chartNotice, signedChange, signedMoney } from './words.ts';

const data = chartData({ at: fiveMinutes(OPEN, 3) });
const failure = { code: 'deadline_exceeded', message: 'No answer within 2 s.' };

function promoted(...loads: Partial<LoadProgress>[]): PromotedRecord {
  const rest = { since: epochMs(0), by: 'user', bars: 0, bytes: 0, indicators: 0, ready: 0 };
  return {
    ...rest,
    symbol: symbolId('IBM'),
    loads: loads.map((load) => ({
      interval: '5m',
      state: 'loading',
      got: 0,
      asked: 0,
      cause: null,
      missing: [],
      ...load,
    })),
  };
}

describe('signedMoney', () => {
  it('has a sign, and none at zero', () => {
    expect([62, -9, 0, 0.001, 1_234.5, Number.NaN].map(signedMoney)).toEqual([
      '+62.00',
      '−9.00',
      '0.00',
      '0.00',
      '+1,234.50',
      '—',
    ]);
  });
});

describe('signedChange', () => {
  it('is the distance from the close before', () => {
    expect(signedChange(181.11, 178.72)).toBe('+2.39');
    expect(signedChange(66.56, 71.67)).toBe('−5.11');
    expect(signedChange(165.57, 165.48)).toBe('+0.09');
    expect(signedChange(0.42, 0.4175)).toBe('+0.0025');
    expect(signedChange(10, 10)).toBe('0.00');
    expect(signedChange(10, Number.NaN)).toBe('—');
  });
});

describe('chartNotice', () => {
  const ask = { data, failure: null, asked: '5m', promoted: undefined } as const;

  it('says nothing where all is well', () => {
    expect(chartNotice(ask)).toBeNull();
    expect(chartNotice({ ...ask, data: null })).toBeNull();
  });

  it('keeps the last good bars beside a failure, and says so', () => {
    expect(chartNotice({ ...ask, failure })).toEqual({
      tone: 'error',
      text: 'No answer within 2 s. The last good bars are shown.',
      isOutdated: true,
    });
    expect(chartNotice({ ...ask, data: null, failure })?.text).toBe('No answer within 2 s.');
  });

  it('counts what has come of what was asked', () => {
    const loading = { ...ask, data: { ...data, loading: true } };
    const both = promoted({ got: 1_204, asked: 5_000 }, { interval: '1d', got: 0, asked: 100 });
    expect(chartNotice({ ...loading, promoted: both })?.text).toBe('Loading history: 1,204 of 5,000 bars');
    expect(chartNotice(loading)?.text).toBe('Loading history…');
  });

  it('counts other intervals where its own needs nothing', () => {
    const loading = { ...ask, data: { ...data, loading: true } };
    const other = promoted(
      { state: 'complete', got: 5, asked: 5 },
      { interval: '1m', got: 300, asked: 1_170 },
    );
    expect(chartNotice({ ...loading, promoted: other })?.text).toBe('Loading history: 300 of 1,170 bars');
  });

  it('gives the cause, and says which bars stand in for those asked for', () => {
    expect(chartNotice({ ...ask, data: { ...data, cause: 'No source has 5m bars.' } })?.text).toBe(
      'No source has 5m bars.',
    );
    expect(chartNotice({ ...ask, data: { ...data, interval: '1d' } })?.text).toBe(
      'No 5m bars of IBM; 1d bars are shown.',
    );
  });
});
