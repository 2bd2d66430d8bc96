import { describe, expect, it } from 'vitest';
import type { LoadPreview, PromotionPreview } from '../../../shared/domain/promotion.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { figuresOf, originWords, warningParts } from './preview-words.ts';

const load: LoadPreview = {
  interval: '1m',
  source: 'lean',
  derivedFrom: null,
  from: sessionDate('2013-08-27'),
  to: sessionDate('2013-10-08'),
  fetch: 35_100,
  held: 0,
  requests: 3,
};
const preview: PromotionPreview = {
  symbols: [],
  loads: [load, { ...load, interval: '1d', source: 'daily' }],
  requests: 6,
  fetch: 35_298,
  held: 120,
  addedBytes: 2_200_000,
  usedBytes: 5_700_000,
  seconds: 22.4,
  indicatorKeys: [],
  warnings: [],
  budgets: [],
  promotedNow: 7,
  maxPromoted: 50,
};

describe('the figures of a price', () => {
  it('are requests, bars, memory and time', () => {
    expect(figuresOf(preview).map(({ value, note }) => [value, note])).toEqual([
      ['6', 'to lean and daily'],
      ['35,298', '120 already held'],
      ['+2.2 MB', '5.7 MB to 7.9 MB'],
      ['22 s', 'as loads went so far'],
    ]);
  });

  it('say what a source that counts requests still allows', () => {
    const budget = { source: 'vendor', requestsPerMinute: 200, left: 4, requests: 90, seconds: 26 };
    const slower = { ...budget, source: 'other', left: 0, seconds: 60 };
    expect(figuresOf({ ...preview, budgets: [budget, slower] })[0]?.note).toBe(
      'other: 0 of 200 a minute left',
    );
  });

  it('promise no time that nobody has measured', () => {
    const time = (changes: Partial<PromotionPreview>): string | undefined =>
      figuresOf({ ...preview, ...changes })[3]?.value;
    expect(time({ seconds: null })).toBe('—');
    expect(time({ seconds: 0.2 })).toBe('< 1 s');
    expect(time({ seconds: 150 })).toBe('3 min');
    expect(time({ requests: 0, seconds: 0 })).toBe('None');
  });
});

describe('where bars come from', () => {
  it('is a source with its dates, a finer interval, or nowhere', () => {
    expect(originWords(load)).toBe('lean, 27 Aug 2013 to 8 Oct 2013');
    expect(originWords({ ...load, from: null, to: null })).toBe('lean, held already');
    expect(originWords({ ...load, interval: '5m', derivedFrom: '1m' })).toBe('derived from 1m');
    expect(originWords({ ...load, source: null })).toBe('no data source has it');
  });
});

it('makes the thing stand out in a warning', () => {
  expect(warningParts('NWS has 78 of 120 1d bars: sma_100_1d will not be ready.')).toEqual({
    head: 'NWS has 78 of 120 1d bars:',
    rest: 'sma_100_1d will not be ready.',
  });
  expect(warningParts('Today is a half day.')).toEqual({ head: 'Today is a half day.', rest: '' });
});
