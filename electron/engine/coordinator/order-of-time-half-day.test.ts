import { describe, expect, it } from 'vitest';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { playConfig } from '../../testing/play-config.ts';
import { simulatedConfig } from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';

const calendar = exchangeCalendar('NYSE');
const CHRISTMAS_EVE = sessionDate('2015-12-24');

/** GOOG (minutes and days) and MSFT (days alone) over 2015-12-23 and the half day after it, played to an instant. */
async function at(wallTime: string) {
  const until = calendar.instantOf(CHRISTMAS_EVE, wallTime);
  const base = simulatedConfig({
    dates: ['2015-12-23', '2015-12-24'],
    data: {
      symbols: ['GOOG', 'MSFT'],
      streams: ['1m', '1h'],
      historical: { data: [{ trailing_days: 3, intervals: ['1d'] }] },
      indicators: [{ name: 'sma', interval: '1d', period: 2 }],
      universe: { symbols: ['GOOG', 'MSFT'] },
    },
  });
  const config = {
    ...base,
    mode: 'replay' as const,
    data_sources: [
      { name: 'lean', kind: 'lean' as const, path: 'lean/Data' },
      {
        name: 'daily',
        kind: 'daily_csv' as const,
        path: 'daily-sp500-2013-2018/individual_stocks_5yr',
        adjusted_as_of: sessionDate('2018-02-07'),
      },
    ],
  };
  const { session } = await playConfig(config, { dataFolder: testData('.'), until: epochMs(until) });
  const { data } = session;
  const day = (symbol: string) => {
    const bar = data.getLatestBar(symbol, '1d');
    const date = bar && calendar.dateOf(bar.start).slice(5);
    return `${date} ${bar?.closed ? 'closed' : 'forming'} ${bar?.source}${bar?.stale ? ' stale' : ''}`;
  };
  return {
    goog: day('GOOG'),
    msft: day('MSFT'),
    days: data.getBars('GOOG', '1d').length,
    withForming: data.getBars('GOOG', '1d', { includeForming: true }).length,
    hours: data.getBars('GOOG', '1h', { from: calendar.instantOf(CHRISTMAS_EVE, '09:30') }).length,
    history: [...data.getHistoricalBars('GOOG', '1d').keys()].at(-1)?.slice(5),
  };
}

/**
 * The average of two days takes four before the first session, and that is history too by the second.
 * Time, newest day of GOOG and of MSFT, closed days, days with the forming one, closed hours of today, last day of history.
 */
const TABLE = [
  ['09:00', '12-23 closed history', '12-23 closed history', 5, 5, 0, '12-23'],
  ['09:29', '12-23 closed history', '12-23 closed history', 5, 5, 0, '12-23'],
  ['09:30', '12-23 closed history stale', '12-23 closed history stale', 5, 5, 0, '12-23'],
  ['09:31', '12-24 forming session', '12-23 closed history stale', 5, 6, 0, '12-23'],
  ['10:30', '12-24 forming session', '12-23 closed history stale', 5, 6, 1, '12-23'],
  ['12:59', '12-24 forming session', '12-23 closed history stale', 5, 6, 3, '12-23'],
  ['13:00', '12-24 closed history', '12-24 closed history', 6, 6, 4, '12-24'],
  ['16:00', '12-24 closed history', '12-24 closed history', 6, 6, 4, '12-24'],
] as const;

describe.skipIf(!hasTestData)('the order of time on a half day (needs the test data)', () => {
  it.each(TABLE)('at %s', async (wallTime, goog, msft, days, withForming, hours, history) => {
    expect(await at(wallTime)).toEqual({ goog, msft, days, withForming, hours, history });
  });
});
