import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../shared/domain/time.ts';
import { readDailyFolder, readSummerMinutes } from '../../testing/independent-replay.ts';
import { playConfig, readConfig } from '../../testing/play-config.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';

/** The session data of October 2013 as it stands at an instant. */
async function at(instant: string) {
  const run = await playConfig(readConfig('assets/examples/replay-2013-10.json'), {
    dataFolder: testData('.'),
    until: epochMs(Date.parse(instant)),
  });
  return run.session.data;
}

const closeOf = (symbol: string, date: string): number =>
  readDailyFolder()
    .get(symbol)
    ?.find((row) => row.date === date)?.close ?? Number.NaN;

describe.skipIf(!hasTestData)('the order of time in a session (needs the test data)', () => {
  it('shows the last session’s bar as history before the open', async () => {
    const data = await at('2013-10-07T13:29:59Z');
    for (const symbol of ['AIG', 'MSFT']) {
      expect(data.getLatestBar(symbol, '1d')).toMatchObject({
        close: closeOf(symbol, '2013-10-04'),
        closed: true,
        source: 'history',
        stale: false,
      });
    }
  });

  it('shows a forming bar of regular hours only, where minutes come in', async () => {
    const data = await at('2013-10-07T14:00:00Z');
    const minutes = readSummerMinutes('AIG', '2013-10-07').filter(
      ({ start }) => start < Date.parse('2013-10-07T14:00:00Z'),
    );
    const bar = data.getLatestBar('AIG', '1d');
    expect(bar).toMatchObject({
      start: Date.parse('2013-10-07T13:30:00Z'),
      end: Date.parse('2013-10-07T20:00:00Z'),
      close: minutes.at(-1)?.close,
      closed: false,
      source: 'session',
      stale: false,
    });
  });

  it('keeps the average on closed bars while the day forms', async () => {
    const before = (await at('2013-10-07T13:00:00Z')).getIndicator('AIG', 'sma_20_1d');
    const inside = (await at('2013-10-07T17:00:00Z')).getIndicator('AIG', 'sma_20_1d');
    expect(inside?.currentValue).toBe(before?.currentValue);
    expect(inside).toMatchObject({ valid: true, state: 'stable', barsUsed: 40 });
  });

  it('never shows a daily-only symbol’s close before its session ends, and calls yesterday’s stale', async () => {
    const data = await at('2013-10-07T19:59:59Z');
    expect(data.getLatestBar('MSFT', '1d')).toMatchObject({
      close: closeOf('MSFT', '2013-10-04'),
      source: 'history',
      stale: true,
    });
    expect(data.getBars('MSFT', '1d').length).toBe(40);
  });

  it('shows today’s own daily bar from the close on, in place of the derived one, and calls it history', async () => {
    const data = await at('2013-10-07T20:00:00Z');
    for (const symbol of ['AIG', 'MSFT']) {
      expect(data.getLatestBar(symbol, '1d')).toMatchObject({
        close: closeOf(symbol, '2013-10-07'),
        closed: true,
        source: 'history',
        stale: false,
      });
    }
  });

  it('keeps it as the newest bar when the next session has begun', async () => {
    const data = await at('2013-10-08T12:00:00Z');
    expect(data.getLatestBar('MSFT', '1d')).toMatchObject({
      close: closeOf('MSFT', '2013-10-07'),
      source: 'history',
    });
    expect([...data.getHistoricalBars('MSFT', '1d', { days: 2 }).keys()]).toEqual([
      '2013-10-04',
      '2013-10-07',
    ]);
  });

  it('gives a promoted symbol every stream of the config, with derived bars on the session’s grid', async () => {
    const data = await at('2013-10-07T13:52:00Z');
    const since = { from: epochMs(Date.parse('2013-10-07T13:30:00Z')) };
    expect(data.getBars('SPY', '1m', since).length).toBe(22);
    expect(data.getBars('SPY', '5m', since).length).toBe(4);
    expect(data.getBars('SPY', '5m', { ...since, includeForming: true }).length).toBe(5);
    expect(data.getBars('SPY', '15m', since).start(0)).toBe(Date.parse('2013-10-07T13:30:00Z'));
    expect(data.getLatestQuote('SPY')?.bid).toBeLessThan(data.getLatestQuote('SPY')?.ask ?? 0);
  });

  it('brings a symbol that is promoted in mid-session up to the same bars as one promoted before', async () => {
    const data = await at('2013-10-08T15:30:00Z');
    expect(data.getSymbolState('AIG')).toBe('promoted');
    const minutes = readSummerMinutes('AIG', '2013-10-08').filter(
      ({ start }) => start + 60_000 <= Date.parse('2013-10-08T15:30:00Z'),
    );
    const bars = data.getBars('AIG', '1m', { from: epochMs(Date.parse('2013-10-08T13:30:00Z')) });
    expect([...bars].map((bar) => ({ start: bar.start, close: bar.close }))).toEqual(minutes);
    const five = data.getBars('AIG', '5m', { from: epochMs(Date.parse('2013-10-08T13:30:00Z')) });
    expect(five.length).toBe(24);
    expect(five.close(23)).toBe(minutes.at(-1)?.close);
    expect(five.volume(0)).toBe(
      bars.volume(0) + bars.volume(1) + bars.volume(2) + bars.volume(3) + bars.volume(4),
    );
  });
});
