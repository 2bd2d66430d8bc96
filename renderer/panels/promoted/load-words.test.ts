import { describe, expect, it } from 'vitest';
import type { LoadProgress, PromotedRecord } from '../../../shared/domain/promotion.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { canRetry, causeWords, loadLines, loadLook } from './load-words.ts';

const load = (changes: Partial<LoadProgress>): LoadProgress => ({
  interval: '1m',
  state: 'complete',
  got: 11_700,
  asked: 11_700,
  cause: null,
  missing: [],
  ...changes,
});

describe('how a history stands', () => {
  it('counts the bars of every interval while any of them is under way', () => {
    const loads = [load({ state: 'loading', got: 7_000 }), load({ interval: '1d', got: 80, asked: 80 })];
    expect(loadLook({ loads, bars: 7_080 }, 2.2)).toEqual({
      kind: 'loading',
      got: 7_080,
      asked: 11_780,
      text: '7,080 of 11,780 bars, 3 s left',
    });
    expect(loadLook({ loads, bars: 7_080 }, Number.NaN).text).toBe('7,080 of 11,780 bars');
  });

  it('says that it waits until the first is read', () => {
    expect(loadLook({ loads: [load({ state: 'waiting', got: 0 })], bars: 0 }, Number.NaN).text).toBe(
      'Waits to load 11,700 bars',
    );
  });

  it('says what did not come, and leaves the cause to the lines under the pointer', () => {
    const cause = 'NWS has daily bars from 2013-06-19 only';
    const short = load({ interval: '1d', state: 'short', got: 78, asked: 120, cause });
    expect(loadLook({ loads: [load({}), short], bars: 11_778 }, Number.NaN)).toMatchObject({
      kind: 'short',
      text: '1d: 78 of 120 bars',
    });
    const failed = load({ state: 'failed', got: 0, cause: 'no data source has 1m bars of A' });
    const text = 'No 1m, 5m bars';
    const none = [failed, { ...failed, interval: '5m' }] as const;
    expect(loadLook({ loads: none, bars: 80 }, Number.NaN)).toMatchObject({ kind: 'short', text });
    expect(loadLook({ loads: [...none, load({ interval: '1d' })], bars: 80 }, Number.NaN).text).toBe(
      'Daily bars only',
    );
    expect(loadLines([failed])).toEqual(['1m: 0 of 11,700 bars, failed (no data source has 1m bars of A)']);
    expect(loadLook({ loads: none, bars: 0 }, Number.NaN)).toMatchObject({ kind: 'failed', text });
  });

  it('says nothing where all came, quiet minutes or not', () => {
    const quiet = load({ got: 11_690, cause: '10 bars inside the sessions did not come' });
    expect(loadLook({ loads: [quiet], bars: 11_690 }, Number.NaN)).toMatchObject({
      kind: 'complete',
      text: '',
    });
    expect(loadLines([quiet])).toEqual([
      '1m: 11,690 of 11,700 bars, complete (10 bars inside the sessions did not come)',
    ]);
    expect(loadLook({ loads: [], bars: 40 }, Number.NaN).kind).toBe('complete');
  });
});

describe('sessions that did not come', () => {
  const span = (from: string, to: string) => ({ from: sessionDate(from), to: sessionDate(to) });
  const missing = [span('2013-10-01', '2013-10-04'), span('2013-10-08', '2013-10-08')];

  it('are named with the cause, the first of many', () => {
    const lost = load({ state: 'short', got: 40, asked: 60, cause: 'no network', missing });
    expect(loadLines([lost])).toEqual([
      '1m: 40 of 60 bars, short, without 2013-10-01 to 2013-10-04, 2013-10-08 (no network)',
    ]);
    const more = { ...lost, missing: [...missing, span('2013-10-10', '2013-10-10')] };
    expect(loadLines([more])[0]).toContain('2013-10-08 and 1 more (no network)');
  });

  it('can be asked for again once nothing is on its way', () => {
    const lost = load({ state: 'short', missing });
    expect(canRetry([load({}), lost])).toBe(true);
    expect(canRetry([load({ state: 'loading' }), lost])).toBe(false);
    expect(canRetry([load({ got: 11_690, cause: '10 bars did not come' })])).toBe(false);
  });
});

describe('why a symbol is promoted', () => {
  const record: PromotedRecord = {
    symbol: symbolId('IBM'),
    since: epochMs(Date.parse('2013-10-09T14:20:00Z')),
    by: 'gap',
    bars: 0,
    bytes: 0,
    indicators: 0,
    ready: 0,
    loads: [],
  };

  it('is a scanner, a hand or the config, with its time', () => {
    expect(causeWords(record, '2013-10-09')).toBe('gap 10:20');
    expect(causeWords({ ...record, by: 'user' }, '2013-10-09')).toBe('By hand 10:20');
    expect(causeWords({ ...record, by: 'config' }, '2013-10-09')).toBe('Session config');
    expect(causeWords(record, '2013-10-10')).toBe('gap 10-09 10:20');
  });
});
