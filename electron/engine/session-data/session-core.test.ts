import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { rowsOf } from '../../testing/minute-bars.ts';
import { simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';
import { foldRecords } from './bar-folder.ts';

/** Monday to Friday of one week of March 2024. */
const WEEK = ['2024-03-04', '2024-03-05', '2024-03-06', '2024-03-07', '2024-03-08'] as const;
const from = (date: string) => simulatedConfig({ dates: [date, '2024-03-15'] });

describe('history over several sessions', () => {
  it('is asked for again where the session that passed was not held', async () => {
    const { coordinator, begin, goTo, loads } = await steppedSession(from('2024-03-04'));
    const { data } = coordinator;
    data.addHistoricalBars('AAPL', '1d', 3);
    await goTo('16:00');
    await begin('2024-03-05');
    expect(data.addHistoricalBars('AAPL', '1d', 3)).toBe(true);
    await coordinator.settle();
    expect([...data.getHistoricalBars('AAPL', '1d').keys()]).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
      '2024-03-04',
    ]);
    expect(loads.map(({ asked }) => asked)).toEqual([3, 1]);
  });

  it('is not asked for again where the session streamed', async () => {
    const { coordinator, begin, goTo, loads } = await steppedSession(from('2024-03-04'));
    const { data } = coordinator;
    data.addHistoricalBars('AAPL', '1d', 3);
    data.addSessionBars('AAPL', '1d');
    await goTo('16:00');
    await begin('2024-03-05');
    expect(data.addHistoricalBars('AAPL', '1d', 3)).toBe(false);
    await coordinator.settle();
    expect([...data.getHistoricalBars('AAPL', '1d').keys()].at(-1)).toBe('2024-03-04');
    expect(loads).toHaveLength(1);
  });

  it('that made room for newer bars is asked for again', async () => {
    const { coordinator, begin, goTo } = await steppedSession(from('2024-03-04'));
    const { data } = coordinator;
    for (const date of WEEK) {
      if (date !== WEEK[0]) await begin(date);
      data.addHistoricalBars('AAPL', '1d', 2);
      await goTo('16:00');
    }
    expect(data.getBars('AAPL', '1d').length).toBeLessThanOrEqual(4);
    expect(data.addHistoricalBars('AAPL', '1d', 4)).toBe(true);
    await coordinator.settle();
    expect([...data.getHistoricalBars('AAPL', '1d', { days: 4 }).keys()]).toEqual(WEEK.slice(0, 4));
  });

  it('is had anew where the held bars cannot be joined with what comes', async () => {
    const { coordinator, begin, goTo } = await steppedSession(from('2024-03-04'));
    const { data, core } = coordinator;
    data.addIndicator('AAPL', 'sma', { interval: '1d', period: 3 });
    await goTo('16:00');
    await begin('2024-03-05');
    const before = rowsOf(data.getBars('AAPL', '1d').records());
    const average = data.getIndicator('AAPL', 'sma_3_1d')?.currentValue;
    expect(average).not.toBeNull();
    core.reload(core.register(symbolId('AAPL')));
    expect(data.getBars('AAPL', '1d').length).toBe(0);
    expect(data.getIndicator('AAPL', 'sma_3_1d')?.currentValue).toBeNull();
    await coordinator.settle();
    expect(rowsOf(data.getBars('AAPL', '1d').records())).toEqual(before);
    expect(data.getIndicator('AAPL', 'sma_3_1d')?.currentValue).toBe(average);
  });

  it('has room for full days on the day after a half day', async () => {
    const { coordinator } = await steppedSession(from('2023-11-27'));
    coordinator.data.addHistoricalBars('AAPL', '1m', 3);
    await coordinator.settle();
    const days = coordinator.data.getHistoricalBars('AAPL', '1m');
    expect([...days.keys()]).toEqual(['2023-11-21', '2023-11-22', '2023-11-24']);
    expect([...days.values()][0]?.length).toBeGreaterThan(300);
    expect(coordinator.bars.series(0, '1m')?.counters.evicted).toBe(0);
  });
});

describe('a week', () => {
  /** Plays whole sessions from the first date on, having called `ask` in its first morning. */
  async function play(dates: readonly string[], ask: (data: AskedData) => void) {
    const stepped = await steppedSession(from(dates[0] ?? ''));
    ask(stepped.coordinator.data);
    await stepped.goTo('16:00');
    for (const date of dates.slice(1)) {
      await stepped.begin(date);
      await stepped.goTo('16:00');
    }
    return stepped;
  }
  type AskedData = Awaited<ReturnType<typeof steppedSession>>['coordinator']['data'];

  const closedWeek = async (dates: readonly string[], ask: (data: AskedData) => void) => {
    const { coordinator } = await play(dates, ask);
    return [...coordinator.data.getBars('AAPL', '1w')];
  };

  it('that is held from its middle on closes with all of its days', async () => {
    const whole = await closedWeek(WEEK, (data) => data.addSessionBars('AAPL', '1w'));
    const joined = await closedWeek(WEEK.slice(2), (data) => data.addSessionBars('AAPL', '1w'));
    expect(whole).toHaveLength(1);
    expect(joined).toHaveLength(1);
    const [one, other] = [whole[0], joined[0]];
    expect(other).toMatchObject({ start: one?.start, open: one?.open, close: one?.close });
    expect(other?.high).toBeCloseTo(one?.high ?? 0, 6);
    expect(other?.low).toBeCloseTo(one?.low ?? 0, 6);
  });

  it('is no closed bar of history before it is over', async () => {
    const { coordinator, loads } = await steppedSession(from('2024-03-06'));
    const { data } = coordinator;
    data.addIndicator('AAPL', 'sma', { interval: '1w', period: 3 });
    data.addHistoricalBars('AAPL', '1d', 40);
    await coordinator.settle();
    const days = data.getBars('AAPL', '1d').records();
    const weeks = rowsOf(foldRecords(days, intervalIndex('1w'), coordinator.parts.calendar));
    const held = rowsOf(data.getBars('AAPL', '1w').records());
    expect(held).toEqual(weeks.slice(-1 - held.length, -1));
    expect(data.getIndicator('AAPL', 'sma_3_1w')?.barsUsed).toBe(6);
    expect(loads.find(({ interval }) => interval === '1w')).toMatchObject({
      asked: 6,
      got: 6,
      missing: [],
      cause: null,
    });
    const forming = data.getBars('AAPL', '1w', { includeForming: true, last: 0 });
    expect([...forming.records()]).toEqual(weeks.at(-1));
    expect(forming.records()).toHaveLength(BAR_STRIDE);
  });

  it('that forms is the session’s newest bar in its middle, before the open too', async () => {
    const { coordinator, begin } = await play(WEEK.slice(0, 2), (data) => data.addSessionBars('AAPL', '1w'));
    await begin('2024-03-06');
    const forming = { closed: false, source: 'session', stale: false };
    expect(coordinator.data.getLatestBar('AAPL', '1w')).toMatchObject(forming);
    const ended = await play(WEEK, (data) => data.addSessionBars('AAPL', '1w'));
    const closed = { closed: true, source: 'session', stale: false };
    expect(ended.coordinator.data.getLatestBar('AAPL', '1w')).toMatchObject(closed);
    await ended.begin('2024-03-11');
    const past = { closed: true, source: 'history', stale: false };
    expect(ended.coordinator.data.getLatestBar('AAPL', '1w')).toMatchObject(past);
  });
});
