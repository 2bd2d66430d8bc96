import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import {
  sessionOn,
  simulatedConfig,
  simulatedSource,
  steppedSession,
} from '../../testing/simulated-session.ts';
import type { SessionData } from './session-data.ts';

const CONFIG = simulatedConfig({
  data: {
    streams: ['1m', '5m', '15m'],
    historical: { data: [{ trailing_days: 2, intervals: ['1m'] }] },
    indicators: [{ name: 'sma', interval: '5m', period: 20 }],
  },
});
const today = sessionOn('2024-03-06');

async function session() {
  const stepped = await steppedSession(CONFIG);
  return { ...stepped, data: stepped.coordinator.data };
}

describe('screening calls', () => {
  it('add an interval of session bars once, whoever asks', async () => {
    const { data, goTo } = await session();
    expect(data.addSessionBars('aapl', '5m')).toBe(true);
    expect(data.addSessionBars('AAPL', '5m')).toBe(false);
    expect(data.as('chart:1').addSessionBars('AAPL', '5m')).toBe(false);
    await goTo('09:37');
    expect(data.getBars('AAPL', '5m')).toHaveLength(1);
    expect(data.getLatestBar('AAPL', '5m')).toMatchObject({ closed: false, source: 'session', stale: false });
    expect(data.getHistoricalBars('AAPL', '5m').size).toBe(0);
    expect(data.getConfigSymbols()).toEqual([]);
    expect(data.getSymbolState('AAPL')).toBe('screening');
  });

  it('queue only the history that is neither held nor pending', async () => {
    const { data, coordinator, loads } = await session();
    expect(data.addHistoricalBars('AAPL', '1d', 5)).toBe(true);
    expect(data.addHistoricalBars('AAPL', '1d', 3)).toBe(false);
    await coordinator.settle();
    expect(data.addHistoricalBars('AAPL', '1d', 5)).toBe(false);
    expect(data.addHistoricalBars('AAPL', '1d', 8)).toBe(true);
    await coordinator.settle();
    expect(loads.map(({ asked, got }) => [asked, got])).toEqual([
      [5, 5],
      [3, 3],
    ]);
    const dates = [...data.getHistoricalBars('AAPL', '1d').keys()];
    expect(dates).toHaveLength(8);
    expect(dates.at(-1)).toBe('2024-03-05');
    expect([...data.getHistoricalBars('AAPL', '1d', { days: 2 }).keys()]).toEqual(dates.slice(-2));
    expect(coordinator.feed.streamCount).toBe(0);
  });

  it('provision what an indicator needs, and show it as not valid until it is computed', async () => {
    const { data, coordinator } = await session();
    expect(data.addIndicator('AAPL', 'sma', { interval: '1d', period: 20 })).toBe(true);
    expect(data.addIndicator('AAPL', 'sma', { interval: '1d', params: { period: 20 } })).toBe(false);
    expect(data.getIndicator('AAPL', 'sma_20_1d')).toMatchObject({ valid: false, currentValue: null });
    await coordinator.settle();
    const closes = [...data.getBars('AAPL', '1d', { last: 20 })].map(({ close }) => close);
    const mean = closes.reduce((sum, close) => sum + close, 0) / 20;
    const reading = data.getIndicator('AAPL', 'sma_20_1d');
    expect(reading).toMatchObject({ valid: true, state: 'stable', barsUsed: 40, interval: '1d' });
    expect(reading?.currentValue).toBeCloseTo(mean, 9);
    expect(data.whoHolds('AAPL').map(({ kind }) => kind)).toEqual(['indicator', 'history', 'session']);
  });

  it('take any spelling of a symbol for the same one', async () => {
    const { data } = await session();
    for (const text of ['brk-b', 'BRK/B', 'BRK B', ' brk.b ']) data.addSessionBars(text, '1d');
    expect(data.getActiveSymbols()).toEqual(['BRK.B']);
  });

  it('know nothing of symbols and keys that nobody asked for', async () => {
    const { data } = await session();
    expect(data.getLatestBar('AAPL', '1d')).toBeUndefined();
    expect(data.getLatestQuote('AAPL')).toBeUndefined();
    expect(data.getBars('AAPL', '1d')).toHaveLength(0);
    expect(data.getIndicator('AAPL', 'sma_20_1d')).toBeUndefined();
    expect(data.getSymbolState('AAPL')).toBeUndefined();
    expect(data.whoHolds('AAPL')).toEqual([]);
    expect(data.explainRemoval('AAPL')).toMatchObject({ removable: false });
  });
});

/** What a caller without types passes. */
const untyped = (value: unknown): never => value as never;

describe('bad arguments', () => {
  const bad: readonly [string, (data: SessionData) => unknown][] = [
    ['symbol', (data) => data.addSessionBars('', '1m')],
    ['symbol', (data) => data.addSymbol('no such thing')],
    ['symbol', (data) => data.addIndicator('', 'sma', { interval: '1d', period: 20 })],
    ['interval', (data) => data.addSessionBars('AAPL', '2m')],
    ['interval', (data) => data.addHistoricalBars('AAPL', '1D', 5)],
    ['interval', (data) => data.getLatestBar('AAPL', '7m')],
    ['days', (data) => data.addHistoricalBars('AAPL', '1d', 0)],
    ['days', (data) => data.addHistoricalBars('AAPL', '1d', 1.5)],
    ['days', (data) => data.getHistoricalBars('AAPL', '1d', { days: 0 })],
    ['last', (data) => data.getBars('AAPL', '1d', { last: -1 })],
    ['indicator', (data) => data.addIndicator('AAPL', 'smaa', { interval: '1d', period: 20 })],
    ['period', (data) => data.addIndicator('AAPL', 'sma', { interval: '1d', period: 0 })],
    ['fast', (data) => data.addIndicator('AAPL', 'sma', { interval: '1d', params: { fast: 3 } })],
    ['interval', (data) => data.addIndicator('AAPL', 'sma', { interval: 'day', period: 20 })],
    ['reason', (data) => data.lockSymbol('AAPL', '  ')],
    ['symbol', (data) => data.lockSymbol('ZZZZ', 'not listed anywhere')],
    ['holder.id', (data) => data.lockSymbol('AAPL', 'a reason', { kind: 'position', id: '' })],
    ['owner', (data) => data.as('')],
    ['symbol', (data) => data.addSessionBars(untyped(undefined), '1m')],
    ['symbol', (data) => data.addSymbol(untyped(7))],
    ['interval', (data) => data.addSessionBars('AAPL', untyped(null))],
    ['hours', (data) => data.addSessionBars('AAPL', '1m', { hours: untyped('pre') })],
    ['hours', (data) => data.addHistoricalBars('AAPL', '1m', 1, { hours: untyped('all') })],
    ['interval', (data) => data.addHistoricalBars('AAPL', '1d', 1, { hours: 'extended' })],
    ['days', (data) => data.addHistoricalBars('AAPL', '1d', untyped('5'))],
    ['indicator', (data) => data.addIndicator('AAPL', untyped(undefined), { interval: '1d' })],
    ['type', (data) => data.addIndicator('AAPL', 'sma', { interval: '1d', type: untyped('price') })],
    ['params', (data) => data.addIndicator('AAPL', 'sma', { interval: '1d', params: untyped(null) })],
    ['reason', (data) => data.lockSymbol('AAPL', untyped(undefined))],
    ['holder.kind', (data) => data.lockSymbol('AAPL', 'a reason', { kind: untyped('friend'), id: 'a' })],
    ['holder.kind', (data) => data.unlockSymbol('AAPL', untyped(null))],
    ['holder.id', (data) => data.lockSymbol('AAPL', 'a reason', { kind: 'position', id: ' ' })],
    ['hours', (data) => data.getBars('AAPL', '1m', { hours: untyped('pre') })],
    ['fill', (data) => data.getBars('AAPL', '1m', { fill: untyped('back') })],
    ['from', (data) => data.getBars('AAPL', '1m', { from: untyped(Number.NaN) })],
    ['owner', (data) => data.as(untyped(undefined))],
  ];

  it.each(bad)('for %s throw, and nothing is half-registered (%s)', async (argument, call) => {
    const { data, coordinator, events } = await session();
    const before = events().length;
    let thrown: unknown;
    try {
      call(data);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InvalidArgumentError);
    expect(thrown).toMatchObject({ argument, code: 'invalid_argument' });
    expect(coordinator.core.parts.symbols.size).toBe(0);
    expect(data.getActiveSymbols()).toEqual([]);
    expect(coordinator.loads.pendingCount).toBe(0);
    expect(events()).toHaveLength(before);
  });
});

describe('promotion', () => {
  it('gives a symbol what the config asks for, keeps what it has, and does nothing when repeated', async () => {
    const { data, goTo, loads } = await session();
    data.addHistoricalBars('AAPL', '1m', 2);
    data.addSessionBars('AAPL', '1m');
    await goTo('10:00');
    expect(data.getLatestQuote('AAPL')).toBeUndefined();
    expect(data.addSymbol('AAPL')).toBe(true);
    expect(data.addSymbol('aapl')).toBe(false);
    expect(data.getConfigSymbols()).toEqual(['AAPL']);
    await goTo('10:01');
    expect(data.getSymbolState('AAPL')).toBe('promoted');
    expect(loads.filter(({ interval }) => interval === '1m')).toHaveLength(1);
    for (const interval of ['1m', '5m', '15m'])
      expect(data.getLatestBar('AAPL', interval)?.stale).toBe(false);
    expect(data.getIndicator('AAPL', 'sma_20_5m')?.valid).toBe(true);
    expect(data.getLatestQuote('AAPL')?.time).toBeLessThanOrEqual(today.open + 31 * 60_000);
  });

  it('ends with a demotion, which leaves what others hold', async () => {
    const { data, goTo, events } = await session();
    data.as('scanner:one').addIndicator('AAPL', 'sma', { interval: '1d', period: 5 });
    expect(data.demoteSymbol('AAPL')).toBe(false);
    data.addSymbol('AAPL');
    await goTo('10:00');
    expect(data.demoteSymbol('AAPL')).toBe(true);
    expect(data.demoteSymbol('AAPL')).toBe(false);
    await goTo('10:05');
    expect(data.getConfigSymbols()).toEqual([]);
    expect(data.getSymbolState('AAPL')).toBe('screening');
    expect(data.whoHolds('AAPL').every(({ owners }) => [...owners].join() === 'scanner:one')).toBe(true);
    expect(data.getLatestBar('AAPL', '15m')).toBeUndefined();
    expect(data.getLatestQuote('AAPL')).toBeUndefined();
    expect(data.getLatestBar('AAPL', '1d')).toMatchObject({ closed: false });
    expect(events().filter(({ kind }) => kind === 'promoted' || kind === 'demoted')).toMatchObject([
      { kind: 'promoted', symbol: 'AAPL', by: 'user' },
      { kind: 'demoted', symbol: 'AAPL', by: 'user' },
    ]);
  });

  it('keeps all history and the session on the full tier, however long', async () => {
    const config = simulatedConfig({
      data: { streams: ['1m'], historical: { data: [{ trailing_days: 30, intervals: ['1m'] }] } },
    });
    const { coordinator, goTo } = await steppedSession(config);
    coordinator.data.addSymbol('AAPL');
    await goTo('16:00');
    const days = coordinator.data.getHistoricalBars('AAPL', '1m');
    expect(days.size).toBe(30);
    expect(days.values().next().value?.length).toBeGreaterThan(300);
    expect(coordinator.bars.series(0, '1m')?.counters.evicted).toBe(0);
  });
});

describe('letting go', () => {
  it('of everything frees what nobody else holds, and answers how much that was', async () => {
    const { data } = await session();
    const [one, two] = [data.as('scanner:one'), data.as('scanner:two')];
    one.addIndicator('AAPL', 'sma', { interval: '1d', period: 5 });
    two.addIndicator('AAPL', 'sma', { interval: '1d', period: 5 });
    one.addSessionBars('ABBV', '5m');
    expect(one.releaseAll()).toBe(1);
    expect(data.getActiveSymbols()).toEqual(['AAPL']);
    expect(two.releaseAll()).toBe(3);
    expect(two.releaseAll()).toBe(0);
    expect(data.getActiveSymbols()).toEqual([]);
  });
});

describe('an indicator whose load failed', () => {
  it('is loaded when it is asked for again, by whoever asked first too', async () => {
    const source = simulatedSource();
    const readBars = source.readBars.bind(source);
    let fails = true;
    source.readBars = async (requests) => {
      if (fails && requests.some(({ to }) => to < today.preOpen)) throw new Error('the line was cut');
      return readBars(requests);
    };
    const { coordinator } = await steppedSession(CONFIG, source);
    const { data } = coordinator;
    const ask = () => data.addIndicator('AAPL', 'sma', { interval: '1d', period: 5 });
    expect(ask()).toBe(true);
    await coordinator.settle();
    expect(data.getIndicator('AAPL', 'sma_5_1d')).toMatchObject({ valid: false, currentValue: null });
    fails = false;
    expect(ask()).toBe(false);
    await coordinator.settle();
    expect(data.getIndicator('AAPL', 'sma_5_1d')?.valid).toBe(true);
  });
});

describe('removal', () => {
  it('forgets everything and keeps scanners out until the user brings the symbol back', async () => {
    const { data, coordinator, goTo, begin } = await session();
    const scanner = data.as('scanner:one');
    data.addSymbol('AAPL');
    await goTo('10:00');
    expect(data.removeSymbol('AAPL')).toBe(true);
    expect(data.removeSymbol('AAPL')).toBe(false);
    expect(data.removeSymbol('ABBV')).toBe(false);
    expect(scanner.addIndicator('AAPL', 'sma', { interval: '1d', period: 5 })).toBe(false);
    expect(scanner.addSymbol('AAPL')).toBe(false);
    await goTo('10:05');
    expect(data.isExcluded('AAPL')).toBe(true);
    expect(data.getActiveSymbols()).toEqual([]);
    expect(data.getSymbolState('AAPL')).toBe('registered');
    expect(data.getLatestQuote('AAPL')).toBeUndefined();
    expect(coordinator.feed.streamCount).toBe(0);
    expect(data.addSessionBars('AAPL', '1d')).toBe(true);
    expect(scanner.addSessionBars('AAPL', '1m')).toBe(true);
    data.removeSymbol('AAPL');
    await begin('2024-03-07');
    expect(scanner.addSessionBars('AAPL', '1m')).toBe(true);
  });

  it('and demotion are refused while any lock stands, and the refusal is on record', async () => {
    const { data, events } = await session();
    const position = { kind: 'position', id: 'P-1' } as const;
    data.addSymbol('AAPL');
    data.lockSymbol('AAPL', 'watching it');
    data.lockSymbol('AAPL', 'open_position', position);
    expect(data.unlockSymbol('AAPL')).toBe(true);
    expect(data.unlockSymbol('AAPL')).toBe(false);
    expect(data.explainRemoval('AAPL')).toMatchObject({
      removable: false,
      message: expect.stringContaining('position P-1 (open_position)'),
    });
    expect(data.removeSymbol('AAPL')).toBe(false);
    expect(data.as('scanner:one').demoteSymbol('AAPL')).toBe(false);
    expect(data.getConfigSymbols()).toEqual(['AAPL']);
    expect(events().filter(({ kind }) => kind === 'refused')).toMatchObject([
      { symbol: 'AAPL', by: 'user', action: 'remove', holders: 'position P-1' },
      { symbol: 'AAPL', by: 'scanner:one', action: 'demote', holders: 'position P-1' },
    ]);
    data.unlockSymbol('AAPL', position);
    expect(data.removeSymbol('AAPL')).toBe(true);
  });

  it('is explained before and after: who stands in the way, or that it is done', async () => {
    const { data } = await session();
    data.addSessionBars('AAPL', '1d');
    expect(data.explainRemoval('AAPL')).toMatchObject({ removable: true, message: 'AAPL can be removed.' });
    data.removeSymbol('AAPL');
    expect(data.explainRemoval('AAPL')).toMatchObject({
      removable: false,
      message: expect.stringContaining('AAPL has been removed already'),
    });
    expect(data.explainRemoval('ABBV').message).toBe('ABBV is not part of this session.');
  });

  it('updates the reason when the same holder locks again', async () => {
    const { data } = await session();
    data.lockSymbol('AAPL', 'one');
    data.lockSymbol('AAPL', 'two');
    expect(data.getLocks('AAPL')).toMatchObject([{ reason: 'two', holder: { kind: 'manual', id: 'user' } }]);
  });
});

describe('a lock', () => {
  it('brings back a symbol that was removed: who locks it wants it', async () => {
    const { data } = await session();
    data.addSessionBars('AAPL', '5m');
    expect(data.removeSymbol('AAPL')).toBe(true);
    expect(data.lockSymbol('AAPL', 'earnings')).toBe(true);
    expect(data.isExcluded('AAPL')).toBe(false);
    expect(data.as('scanner:gap').addSessionBars('AAPL', '5m')).toBe(true);
  });

  it('of a position is taken for any symbol, which it registers; one by hand only for symbols that a source knows', async () => {
    const { data } = await session();
    expect(() => data.lockSymbol('ZZZZ', 'watching it')).toThrow(/ZZZZ/);
    expect(data.lockSymbol('zzzz', 'open_position', { kind: 'position', id: 'P-1' })).toBe(true);
    expect(data.explainRemoval('ZZZZ')).toMatchObject({
      removable: false,
      locks: [{ reason: 'open_position' }],
    });
    expect([data.removeSymbol('ZZZZ'), data.demoteSymbol('ZZZZ')]).toEqual([false, false]);
    expect(data.unlockSymbol('ZZZZ', { kind: 'position', id: 'P-1' })).toBe(true);
    expect(data.removeSymbol('ZZZZ')).toBe(true);
  });

  it('bans nothing but removal and demotion: data comes and goes as before', async () => {
    const { data } = await session();
    const gap = data.as('scanner:gap');
    data.lockSymbol('AAPL', 'earnings');
    expect(gap.addSessionBars('AAPL', '5m')).toBe(true);
    expect(gap.addHistoricalBars('AAPL', '1d', 3)).toBe(true);
    expect(gap.addIndicator('AAPL', 'sma', { interval: '1d', period: 5 })).toBe(true);
    expect(data.addSymbol('AAPL')).toBe(true);
    expect(gap.removeSymbol('AAPL')).toBe(false);
    gap.releaseAll();
    expect(data.getIndicator('AAPL', 'sma_5_1d')).toBeUndefined();
    expect(data.getConfigSymbols()).toContain('AAPL');
  });

  it('is on record once, however often it is taken for the same reason', async () => {
    const { data, events } = await session();
    for (let time = 0; time < 3; time += 1) data.lockSymbol('AAPL', 'earnings');
    expect(events().filter(({ kind }) => kind === 'locked')).toHaveLength(1);
  });
});

describe('reading bars', () => {
  it('merges history and session, bounded by starts, forming bar last', async () => {
    const { data, goTo } = await session();
    data.addHistoricalBars('AAPL', '5m', 1);
    data.addSessionBars('AAPL', '5m');
    await goTo('09:47');
    const closed = [...data.getBars('AAPL', '5m')];
    expect(closed).toHaveLength(78 + 3);
    expect(closed.every((bar, row) => row === 0 || bar.start > (closed[row - 1]?.start ?? 0))).toBe(true);
    const all = data.getBars('AAPL', '5m', { includeForming: true });
    expect([all.length, all.closed(80), all.closed(81)]).toEqual([82, true, false]);
    expect([...all]).toEqual([...closed, all.at(81)]);
    expect(data.getBars('AAPL', '5m', { last: 2 }).records()).toEqual(all.records().slice(79 * 6, 81 * 6));
    const to = epochMs(today.open);
    const bounded = data.getBars('AAPL', '5m', { from: to, to, includeForming: true });
    expect([...bounded]).toEqual([closed[78]]);
    expect(() => bounded.at(1)).toThrow(RangeError);
    expect(data.getBars('AAPL', '5m', { last: 0 }).length).toBe(0);
  });
});
