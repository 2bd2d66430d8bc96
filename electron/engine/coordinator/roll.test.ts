import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../shared/domain/time.ts';
import { joinRecords, minuteBars, sessionMinutes } from '../../testing/minute-bars.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import {
  heldSession,
  sessionOn,
  simulatedConfig,
  simulatedSource,
  steppedSession,
} from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';

const calendar = exchangeCalendar('NYSE');
const [wednesday, thursday] = [sessionOn('2024-03-06'), sessionOn('2024-03-07')];
const at = (session: typeof wednesday, wallTime: string) => calendar.instantOf(session.date, wallTime);

/** Sessions of a symbol with minutes and days, an average and a session-anchored indicator of it. */
async function sessionsTo(last: typeof wednesday) {
  const config = simulatedConfig({ dates: [wednesday.date, last.date] });
  const held = await heldSession(config, [simulatedSource()]);
  const { data } = held.session;
  for (const interval of ['1m', '1d']) data.addSessionBars('AAPL', interval);
  data.addIndicator('AAPL', 'vwap', { interval: '1m' });
  data.addIndicator('AAPL', 'sma', { interval: '1m', period: 5 });
  const stand = () => ({
    minute: data.getLatestBar('AAPL', '1m')?.source,
    day: data.getLatestBar('AAPL', '1d')?.source,
    dates: [...data.getHistoricalBars('AAPL', '1m').keys()].slice(-2),
    vwap: data.getIndicator('AAPL', 'vwap_1m')?.valid,
    sma: data.getIndicator('AAPL', 'sma_5_1m')?.valid,
  });
  return { ...held, data, stand };
}

describe('the roll', () => {
  it('makes the session’s bars history at the close, after all that is due then', async () => {
    const { runTo, finish, stand } = await sessionsTo(wednesday);
    await runTo(at(wednesday, '15:59'));
    expect(stand()).toMatchObject({ minute: 'session', day: 'session', vwap: true });
    expect(stand().dates).not.toContain('2024-03-06');
    await finish();
    expect(stand()).toMatchObject({ minute: 'history', day: 'history' });
    expect(stand().dates.at(-1)).toBe('2024-03-06');
  });

  it('carries indicators over, and begins those anew that are anchored on the session', async () => {
    const { runTo, finish, data, stand } = await sessionsTo(thursday);
    await runTo(at(wednesday, '15:59'));
    expect(stand()).toMatchObject({ vwap: true, sma: true });
    await runTo(at(thursday, '09:00'));
    expect(stand()).toMatchObject({ vwap: false, sma: true });
    const closes = [...data.getBars('AAPL', '1m', { last: 5 })].map(({ close }) => close);
    const average = closes.reduce((sum, close) => sum + close, 0) / 5;
    expect(data.getIndicator('AAPL', 'sma_5_1m')?.currentValue).toBeCloseTo(average, 9);
    data.addHistoricalBars('AAPL', '1m', 3);
    await runTo(at(thursday, '09:29'));
    expect(stand()).toMatchObject({ vwap: false, sma: true });
    await runTo(at(thursday, '09:31'));
    const [first] = data.getBars('AAPL', '1m', { from: epochMs(thursday.open) });
    const typical = ((first?.high ?? 0) + (first?.low ?? 0) + (first?.close ?? 0)) / 3;
    expect(data.getIndicator('AAPL', 'vwap_1m')?.currentValue).toBeCloseTo(typical, 9);
    await finish();
  });
});

describe('an indicator that is anchored on the session', () => {
  it.each(['09:00', '09:30', '10:00'])(
    'has no value of the session before, asked for at %s, until a bar of this one has come',
    async (wallTime) => {
      const minutes = joinRecords(
        sessionMinutes(sessionOn('2024-03-05')),
        minuteBars(wednesday.open, [40, 41]),
      );
      const source = new ScriptedSource({ bars: { AAPL: { '1m': minutes } } });
      const { coordinator, goTo } = await steppedSession(simulatedConfig(), source);
      const { data } = coordinator;
      await goTo(wallTime);
      data.addIndicator('AAPL', 'vwap', { interval: '1m' });
      await coordinator.settle();
      expect(data.getBars('AAPL', '1m')).toHaveLength(390);
      expect(data.getIndicator('AAPL', 'vwap_1m')).toMatchObject({ valid: false, currentValue: null });
      await goTo('10:11');
      const [first] = data.getBars('AAPL', '1m', { last: 1 });
      const typical = ((first?.high ?? 0) + (first?.low ?? 0) + (first?.close ?? 0)) / 3;
      expect(data.getIndicator('AAPL', 'vwap_1m')?.currentValue).toBeCloseTo(typical, 9);
    },
  );
});
