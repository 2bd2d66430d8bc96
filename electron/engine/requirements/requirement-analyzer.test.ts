import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTERVALS, type Interval } from '../../../shared/domain/interval.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { expectedBars } from '../calendar/expected-bars.ts';
import { type IndicatorRequest, indicatorConfig } from '../indicators/config.ts';
import { warmUpOf } from '../indicators/kernel-of.ts';
import { indicatorDefinition } from '../indicators/registry.ts';
import { analyzeRequirements, baseIntervalOf, requiredIntervals } from './requirement-analyzer.ts';

const calendar = exchangeCalendar('NYSE');

/** The requirements of an indicator on a date, where sources deliver 1m and 1d. */
function needs(
  request: IndicatorRequest,
  asOf: string,
  options: { readonly multiplier?: number; readonly delivered?: readonly Interval[] } = {},
) {
  const config = indicatorConfig(request);
  const delivered = options.delivered ?? ['1m', '1d'];
  return analyzeRequirements(config, {
    calendar,
    asOf: sessionDate(asOf),
    warmUp: warmUpOf(config),
    delivers: (interval) => delivered.includes(interval),
    ...(options.multiplier === undefined ? {} : { warmupMultiplier: options.multiplier }),
  });
}

describe('a simple average', () => {
  it('of 20 days asks for 40 trading days', () => {
    expect(needs({ name: 'sma', interval: '1d', period: 20 }, '2013-10-07')).toEqual({
      requiredIntervals: ['1d'],
      warmupBars: 40,
      historicalDays: 40,
      firstDate: '2013-08-09',
      reason: 'sma_20_1d: 20 bars x 2 = 40 trading days',
    });
  });

  it.each([
    ['2014-01-03', '2013-11-05'],
    ['2012-11-05', '2012-09-06'],
    ['2013-09-03', '2013-07-08'],
    ['2013-09-01', '2013-07-08'],
  ])('of 20 days before %s begins on %s, over holidays and closures', (asOf, firstDate) => {
    expect(needs({ name: 'sma', interval: '1d', period: 20 }, asOf)).toMatchObject({
      historicalDays: 40,
      firstDate,
    });
  });

  it.each([
    ['2013-10-07', 1, '2013-10-04'],
    ['2013-12-02', 1, '2013-11-29'],
    ['2013-12-26', 1, '2013-12-24'],
  ])('of 20 bars of 5m before %s fits into %i day', (asOf, historicalDays, firstDate) => {
    expect(needs({ name: 'sma', interval: '5m', period: 20 }, asOf)).toMatchObject({
      requiredIntervals: ['5m', '1m'],
      warmupBars: 40,
      historicalDays,
      firstDate,
    });
  });

  it('of 30 bars of 5m after a half day of 42 bars needs the day before it', () => {
    expect(needs({ name: 'sma', interval: '5m', period: 30 }, '2013-12-02')).toMatchObject({
      warmupBars: 60,
      historicalDays: 2,
      firstDate: '2013-11-27',
      reason: 'sma_30_5m: 30 bars x 2 = 60 bars of 5m in 2 trading days',
    });
  });

  it('of 3 weeks asks for 6 whole weeks that are over, and the days of this one', () => {
    expect(needs({ name: 'sma', interval: '1w', period: 3 }, '2013-10-09')).toMatchObject({
      requiredIntervals: ['1w', '1d'],
      warmupBars: 6,
      historicalDays: 2 + 5 * 6 - 1,
      firstDate: '2013-08-26',
    });
    expect(needs({ name: 'sma', interval: '1w', period: 3 }, '2013-10-07')).toMatchObject({
      historicalDays: 29,
      firstDate: '2013-08-26',
    });
  });
});

describe('a recursive indicator', () => {
  it('asks for the bars until it is stable, where those are more', () => {
    const { warmUp } = indicatorDefinition('ema');
    const { stable, ready } = warmUp({ period: 20 }, '1d');
    expect(stable).toBeGreaterThan(2 * ready);
    const answer = needs({ name: 'ema', interval: '1d', period: 20 }, '2013-10-07');
    expect(answer).toMatchObject({ warmupBars: stable, historicalDays: stable });
    expect(answer.reason).toBe(`ema_20_1d: ${stable} bars until stable = ${stable} trading days`);
    expect(answer.firstDate).toBe(calendar.sessionsBefore(sessionDate('2013-10-07'), stable)[0]?.date);
  });

  it('asks for no more than that where the margin is larger', () => {
    const answer = needs({ name: 'ema', interval: '1d', period: 20 }, '2013-10-07', { multiplier: 50 });
    expect(answer.warmupBars).toBe(1_000);
    expect(answer.reason).toBe('ema_20_1d: 20 bars x 50 = 1000 trading days');
  });
});

/*
 * Counted by hand: a full session has 78 bars of 5m and 26 of 15m, a half day (29 November and 24 December 2013)
 * 42 and 14; exchanges were closed on 28 November and 25 December, on Labor Day and on New Year's Day.
 */
describe('the days before a session, by the exchange’s own calendar', () => {
  it.each([
    // 42 + 78 = 120 bars hold 109.
    ['rsi', '5m', 14, '2013-12-02', 109, 2, '2013-11-27'],
    ['rsi', '5m', 14, '2013-12-26', 109, 2, '2013-12-23'],
    // 14 + 26 + 26 + 26 = 92 bars hold 90.
    ['ema', '15m', 20, '2013-12-26', 90, 4, '2013-12-19'],
    // 42 + 78 = 120 hold 120; one bar more is another day.
    ['sma', '5m', 60, '2013-12-02', 120, 2, '2013-11-27'],
    ['sma', '5m', 61, '2013-12-02', 122, 3, '2013-11-26'],
    // Twenty weeks that are over, Labor Day and Thanksgiving off, and the two days of this week.
    ['sma', '1w', 10, '2013-12-26', 20, 20 * 5 - 2 + 2, '2013-08-05'],
    ['sma', '1d', 20, '2014-01-02', 40, 40, '2013-11-04'],
  ] as const)(
    '%s on %s of %i before %s',
    (name, interval, period, asOf, warmupBars, historicalDays, firstDate) => {
      expect(needs({ name, interval, period }, asOf)).toMatchObject({
        warmupBars,
        historicalDays,
        firstDate,
      });
    },
  );

  it('are the same wherever the bars are derived from', () => {
    const sma20 = { name: 'sma', interval: '1d', period: 20 };
    const days = { warmupBars: 40, historicalDays: 40, firstDate: '2013-08-09' };
    const of = (...delivered: readonly Interval[]) => needs(sma20, '2013-10-07', { delivered });
    expect(of('1d')).toMatchObject({ ...days, requiredIntervals: ['1d'] });
    expect(of('1m')).toMatchObject({ ...days, requiredIntervals: ['1d', '1m'] });
    expect(of('1s')).toMatchObject({ ...days, requiredIntervals: ['1d', '1s'] });
    expect(of('1m', '1s')).toMatchObject({ ...days, requiredIntervals: ['1d', '1m'] });
  });

  it('have their bars said in the reason', () => {
    expect(needs({ name: 'rsi', interval: '5m', period: 14 }, '2013-12-02').reason).toBe(
      'rsi_14_5m: 109 bars until stable = 109 bars of 5m in 2 trading days',
    );
    expect(needs({ name: 'sma', interval: '1w', period: 10 }, '2013-12-26').reason).toBe(
      'sma_10_1w: 10 bars x 2 = 20 bars of 1w in 100 trading days',
    );
  });

  it('hold the sessions that an indicator of sessions compares, half days or not', () => {
    const days = needs({ name: 'relative_volume', interval: '5m' }, '2013-12-26');
    expect(days.reason).toContain(`bars of 5m in ${days.historicalDays} trading days`);
    expect(days.historicalDays).toBeGreaterThan(20);
  });
});

it('says one bar and one day in the singular', () => {
  expect(needs({ name: 'sma', interval: '1d', period: 1 }, '2013-10-07', { multiplier: 1 }).reason).toBe(
    'sma_1_1d: 1 bar x 1 = 1 trading day',
  );
});

it('has no first date where the calendar begins later', () => {
  expect(needs({ name: 'sma', interval: '1d', period: 20 }, '1998-01-20')).toMatchObject({
    warmupBars: 40,
    firstDate: undefined,
    reason: 'sma_20_1d: 20 bars x 2 = 40 bars of 1d, more than the 11 trading days before have',
  });
  expect(needs({ name: 'sma', interval: '5m', period: 500 }, '1998-01-08').firstDate).toBeUndefined();
});

it('is pure: the days it names hold the bars it asks for, and one day less does not', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...INTERVALS.filter((interval) => interval !== '1s')),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 0, max: 2_500 }),
      (interval, period, offset) => {
        const dates = calendar.sessionsBetween(sessionDate('2008-01-02'), sessionDate('2018-12-31'));
        const asOf = dates[offset]?.date ?? sessionDate('2013-10-07');
        const request = { name: 'sma', interval, period };
        const answer = needs(request, asOf);
        expect(needs(request, asOf)).toEqual(answer);
        if (answer.firstDate === undefined) return;
        const last = calendar.previousSession(asOf)?.date ?? asOf;
        expect(expectedBars(calendar, interval, answer.firstDate, last)).toBeGreaterThanOrEqual(
          answer.warmupBars,
        );
        const sessions = calendar.sessionsBetween(answer.firstDate, last);
        expect(sessions).toHaveLength(answer.historicalDays);
        const second = sessions[1]?.date;
        if (second === undefined || interval === '1w') return;
        expect(expectedBars(calendar, interval, second, last)).toBeLessThan(answer.warmupBars);
      },
    ),
  );
});

describe('the interval to derive from', () => {
  const of = (interval: Interval, ...delivered: readonly Interval[]) =>
    baseIntervalOf(interval, (each) => delivered.includes(each));

  it('is the coarsest that holds all that is needed', () => {
    expect(of('1w', '1m', '1d')).toBe('1d');
    expect(of('1w', '1m')).toBe('1m');
    expect(of('1d', '1m', '1s')).toBe('1m');
    expect(of('5m', '1s')).toBe('1s');
    expect(of('1m', '1s')).toBe('1s');
    expect(of('1m', '1d')).toBeUndefined();
    expect(of('1s', '1m')).toBeUndefined();
    expect(of('5m', '1d')).toBeUndefined();
  });

  it('is not asked for where the source delivers the interval, nor where nothing does', () => {
    const required = (interval: Interval, ...delivered: readonly Interval[]) =>
      requiredIntervals(interval, (each) => delivered.includes(each));
    expect(required('1d', '1m', '1d')).toEqual(['1d']);
    expect(required('15m', '1m')).toEqual(['15m', '1m']);
    expect(required('5m', '1d')).toEqual(['5m']);
  });
});
