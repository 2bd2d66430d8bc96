import { describe, expect, it } from 'vitest';
import type { PromotedRecord } from '../../../shared/domain/promotion.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { SPARK_BARS } from '../../../shared/ipc/requests/symbol.ts';
import { SYMBOL_STATES } from '../../../shared/session/status.ts';
import { createSource } from '../../loaders/registry.ts';
import { sourceOptions } from '../../platform/source-options.ts';
import { readConfig } from '../../testing/play-config.ts';
import { type NotedSource, noted } from '../../testing/promotion-trial.ts';
import {
  type HeldSession,
  heldSession,
  simulatedConfig,
  simulatedSource,
} from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';

const DATA = {
  streams: ['1m', '5m'],
  historical: {
    data: [
      { trailing_days: 4, intervals: ['1m'] },
      { trailing_days: 30, intervals: ['1d'] },
    ],
  },
  indicators: [
    { name: 'sma', interval: '1d', period: 20 },
    { name: 'sma', interval: '5m', period: 20 },
  ],
};

/** Waits until a condition holds: loads come in turns of the event loop. */
async function until(condition: () => boolean): Promise<void> {
  const started = performance.now();
  while (!condition()) {
    if (performance.now() - started > 10_000) throw new Error('waited for 10 s');
    await new Promise(setImmediate);
  }
}

function recordOf({ session }: HeldSession, symbol: SymbolId): PromotedRecord | undefined {
  return session.view.promoted().find((each) => each.symbol === symbol);
}

function isLoading({ loads }: PromotedRecord): boolean {
  return loads.some(({ state }) => state === 'waiting' || state === 'loading');
}

/** Promotes and waits until everything is there. */
async function promote(held: HeldSession, symbol: SymbolId): Promise<PromotedRecord> {
  await held.session.commands.promote(symbol);
  await until(() => {
    const record = recordOf(held, symbol);
    return record !== undefined && !isLoading(record) && held.session.view.status().pendingLoads === 0;
  });
  const record = recordOf(held, symbol);
  if (record === undefined) throw new Error(`${symbol} is not promoted`);
  return record;
}

async function simulatedAt(wallTime: string): Promise<{ held: HeldSession; symbol: SymbolId; at: number }> {
  const held = await heldSession(simulatedConfig({ data: DATA }), [simulatedSource()]);
  const { view, data } = held.session;
  const at = exchangeCalendar('NYSE').instantOf(view.status().sessionDate, wallTime);
  await until(() => view.symbols().length > 0);
  const [symbol] = view.symbols();
  if (symbol === undefined) throw new Error('no symbols');
  data.as('scanner:test').addSessionBars(symbol, '1d');
  await held.runTo(at);
  return { held, symbol, at };
}

function rowOf({ session }: HeldSession, symbol: SymbolId): number {
  return session.view.symbols().indexOf(symbol);
}

describe('the promoted symbols', () => {
  it('say since when, by whom, and what came of what was asked', async () => {
    const { held, symbol, at } = await simulatedAt('10:30');
    const price = await held.session.view.previewPromotion([symbol]);
    const record = await promote(held, symbol);
    expect(record).toMatchObject({ symbol, since: at, by: 'user', indicators: 2, ready: 2 });
    expect(record.loads.map(({ interval, state, asked }) => [interval, state, asked])).toEqual([
      ['1m', 'complete', 4 * 390],
      ['5m', 'complete', 78],
      ['1d', 'complete', 40],
    ]);
    const { data } = held.session;
    const bars = ['1m', '5m', '1d'].map((interval) => data.getBars(symbol, interval).length);
    expect(record.bars).toBe(bars.reduce((sum, length) => sum + length, 0));
    expect(held.session.view.status().dataBytes).toBe(price.usedBytes + price.addedBytes);
    expect(record.bytes).toBe(price.usedBytes + price.addedBytes);
    await held.finish();
  });

  it('are the same list while nothing changes, and another when a bar comes', async () => {
    const { held, symbol, at } = await simulatedAt('10:30');
    await promote(held, symbol);
    const { view } = held.session;
    const before = view.promoted();
    expect(view.promoted()).toBe(before);
    await held.runTo(at + 60_000);
    expect(view.promoted()).not.toBe(before);
    expect(view.promoted()[0]?.bars).toBe((before[0]?.bars ?? 0) + 1);
    await held.finish();
  });

  it('of the config and of scanners are told apart', async () => {
    const config = simulatedConfig({
      data: {
        ...DATA,
        symbols: ['A'],
        scanners: [
          { name: 'up', kind: 'gap', pre_session: true, config: { direction: 'above', percent: 0.001 } },
        ],
        promotion: { auto: true, max_promoted: 3, max_per_scan: 2, rank_by: 'gap_percent' },
      },
    });
    const held = await heldSession(config, [simulatedSource()]);
    await held.runTo(exchangeCalendar('NYSE').instantOf(held.session.view.status().sessionDate, '09:31'));
    expect(held.session.view.promoted().map(({ by }) => by)).toEqual(['config', 'up', 'up']);
    const [, hit] = held.session.view.promoted();
    const preview = await held.session.view.previewPromotion(hit === undefined ? [] : [hit.symbol]);
    expect(preview.symbols).toMatchObject([{ reason: 'up 09:00', alreadyPromoted: true, fetch: 0 }]);
    await held.finish();
  });
});

describe('a promotion that is cancelled while it loads', () => {
  it('frees what it took, and what comes late does not bring it back', async () => {
    const gate: { open?: () => void } = {};
    const source = simulatedSource();
    let slow = false;
    const gated = {
      ...noted(source).source,
      readBars: async (...args: Parameters<typeof source.readBars>) => {
        if (slow && args[0].some(({ to }) => to < Date.parse('2024-03-06'))) {
          await new Promise<void>((resolve) => {
            gate.open = resolve;
          });
        }
        return source.readBars(...args);
      },
    };
    const held = await heldSession(simulatedConfig({ data: DATA }), [gated]);
    const { view, commands } = held.session;
    await held.runTo(exchangeCalendar('NYSE').instantOf(view.status().sessionDate, '10:30'));
    const [symbol] = view.symbols();
    if (symbol === undefined) throw new Error('no symbols');
    const row = rowOf(held, symbol);
    const bytes = view.status().dataBytes;
    slow = true;
    void commands.promote(symbol);
    await until(() => gate.open !== undefined);
    expect(SYMBOL_STATES[view.columns().state[row] ?? 0]).toBe('loading');
    expect(view.columns().loaded[row]).toBe(0);
    expect(recordOf(held, symbol)?.loads.map(({ state }) => state)).toContain('loading');
    const demoted = commands.demote(symbol);
    slow = false;
    gate.open?.();
    expect(await demoted).toEqual({ ok: true, value: true });
    await until(() => view.status().pendingLoads === 0);
    expect(view.promoted()).toEqual([]);
    expect(SYMBOL_STATES[view.columns().state[row] ?? 0]).toBe('registered');
    expect(view.columns().loaded[row]).toBeNaN();
    expect(view.status().dataBytes).toBe(bytes);
    await held.finish();
  });
});

describe('sparklines', () => {
  it('are the newest closes of the stream, right-aligned, with the days before the first', async () => {
    const { held, symbol, at } = await simulatedAt('09:40');
    await promote(held, symbol);
    await held.runTo(at + 5 * 60_000);
    const { view, data } = held.session;
    const closes = (interval: string): number[] =>
      Array.from(data.getBars(symbol, interval, { last: SPARK_BARS }), (bar) => bar.close);
    expect([...view.sparks([symbol, symbolId('ZZZZ')])]).toEqual([
      ...closes('1m'),
      ...new Array<number>(SPARK_BARS).fill(Number.NaN),
    ]);
    await held.finish();
  });
});

describe.skipIf(!hasTestData)('the price of promotions in October 2013 (needs the test data)', () => {
  it('is what they then ask for, minutes or not', async () => {
    const config = readConfig('assets/examples/replay-2013-10.json');
    const calendar = exchangeCalendar('NYSE');
    const quiet = {
      ...config.session_data_config,
      scanners: config.session_data_config.scanners.slice(0, 1),
    };
    const promotion = { ...quiet.promotion, auto: false };
    const sources: NotedSource[] = sourceOptions(config, 'config.json', testData('.')).map((options) =>
      noted(createSource(options, calendar)),
    );
    const held = await heldSession(
      { ...config, session_data_config: { ...quiet, promotion } },
      sources.map(({ source }) => source),
    );
    const { view } = held.session;
    const at = calendar.instantOf(calendar.dateOf(view.status().open), '11:00');
    await held.runTo(at + 2 * 86_400_000);
    expect(view.status().wallTime).toBe('11:00:00');
    const symbols = ['IBM', 'BAC', 'AAPL', 'NWSA'].map(symbolId);
    const price = await view.previewPromotion([...symbols, symbolId('ZZZZ')]);
    const before = sources.map(({ requests }) => requests.length);
    const bytes = view.status().dataBytes;
    const records: PromotedRecord[] = [];
    for (const symbol of symbols) records.push(await promote(held, symbol));
    const asked = sources.flatMap(({ requests }, index) => requests.slice(before[index]));
    expect(
      asked.filter(({ to }) => to < calendar.instantOf(view.status().sessionDate, '09:30')),
    ).toHaveLength(price.requests);
    for (const interval of ['1m', '5m', '1d'] as const) {
      const rows = price.loads.filter((load) => load.interval === interval && load.source !== null);
      const served = records
        .filter(({ symbol }) => interval === '1d' || symbol !== 'AAPL')
        .flatMap(({ loads }) => loads.filter((load) => load.interval === interval));
      expect(rows.reduce((sum, { fetch }) => sum + fetch, 0)).toBe(
        served.reduce((sum, load) => sum + load.asked, 0),
      );
    }
    expect(price.symbols.map(({ ready }) => ready).slice(0, 4)).toEqual(records.map(({ ready }) => ready));
    expect(view.status().dataBytes - bytes).toBe(price.addedBytes);
    expect(price.symbols.at(-1)?.refusal).toContain('ZZZZ');
    expect(price.warnings).toEqual([
      expect.stringMatching(
        /^No data source has 1m and 5m bars of AAPL \(prices of lean .* not 1\): charts show days only, and sma_20_5m, vwap_5m and rsi_14_5m will not be ready\.$/,
      ),
      'NWSA has 0 of 1,170 1m bars: sma_20_5m, vwap_5m and rsi_14_5m will not be ready.',
      'NWSA has 78 of 109 1d bars, from 19 Jun 2013 on.',
    ]);
    await held.finish();
  }, 60_000);
});
