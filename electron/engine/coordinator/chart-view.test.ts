import { describe, expect, it } from 'vitest';
import { BAR_VOLUME } from '../../../shared/domain/bar.ts';
import type { ChartQuery } from '../../../shared/domain/chart.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import { chartRecords, KeptChart, loadedChart, rowsByStart } from '../../testing/chart-reader.ts';
import { joinRecords, sessionMinutes } from '../../testing/minute-bars.ts';
import { type Script, ScriptedSource } from '../../testing/scripted-source.ts';
import {
  type HeldSession,
  heldSession,
  sessionOn,
  simulatedConfig,
  simulatedSession,
} from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { foldRecords } from '../session-data/bar-folder.ts';

const calendar = exchangeCalendar('NYSE');
const TODAY = sessionOn('2024-03-06');
const INDICATORS = [
  { name: 'sma', interval: '5m', period: 20 },
  { name: 'vwap', interval: '5m' },
  { name: 'rsi', interval: '5m', period: 14 },
  { name: 'sma', interval: '1d', period: 20 },
];

function query(symbol: string, interval: Interval, last = 200, chartId = '1'): ChartQuery {
  return { chartId, symbol: symbolId(symbol), interval, last, since: null };
}

function atMinute(minute: number): number {
  return TODAY.open + minute * MILLISECONDS_PER_MINUTE;
}

/** A simulated session at a minute of Wednesday. */
async function sessionAt(minute: number, dates: readonly [string, string] = ['2024-03-06', '2024-03-06']) {
  const held = await simulatedSession(simulatedConfig({ dates, data: { indicators: INDICATORS } }));
  await held.runTo(atMinute(minute));
  const symbols = held.session.view.symbols();
  const symbolAt = (index: number): string => symbols[index] ?? 'NONE';
  return { ...held, view: held.session.view, symbolAt };
}

/** What a chart holds of the session's data, as "AAPL session 5m". */
function heldByCharts({ session }: HeldSession): string[] {
  return session.view
    .symbols()
    .flatMap((symbol) =>
      session.data
        .whoHolds(symbol)
        .flatMap(({ kind, interval, owners }) =>
          [...owners]
            .filter((owner) => owner.startsWith('chart:'))
            .map((owner) => `${owner} ${symbol} ${kind} ${interval}`),
        ),
    );
}

describe('a chart of a symbol that is only screened', () => {
  it('says that it loads, then has history, the session and the forming bar', async () => {
    const held = await sessionAt(63);
    const { view, session, symbolAt } = held;
    const first = view.chart(query(symbolAt(3), '5m'));
    expect(first).toMatchObject({ ok: true, value: { loading: true, cause: null } });
    const chart = await loadedChart(view, query(symbolAt(3), '5m'));
    expect(chart.bars.start).toHaveLength(200);
    expect(chart.bars.start.at(-1)).toBe(atMinute(60));
    expect(chart.formingUntil).toBe(atMinute(65));
    expect(chart.source).toBe('simulated');
    const bars = session.data.getBars(symbolAt(3), '5m', { last: 199, includeForming: true });
    expect(chartRecords(chart.bars)).toEqual(bars.records());
    await held.finish();
  });

  it('holds light data in its own name: the config and the promoted symbols are as before', async () => {
    const held = await sessionAt(63);
    const { view, session, symbolAt } = held;
    const before = session.exportConfig();
    await loadedChart(view, query(symbolAt(3), '5m'));
    expect(heldByCharts(held)).toEqual([
      `chart:1 ${symbolAt(3)} history 5m`,
      `chart:1 ${symbolAt(3)} session 5m`,
    ]);
    expect(session.exportConfig()).toBe(before);
    expect(session.data.getConfigSymbols()).toEqual([]);
    await held.finish();
  });

  it('lets it go when it moves on, is closed, and when the session is closed', async () => {
    const held = await sessionAt(63);
    const { view, session, symbolAt } = held;
    await loadedChart(view, query(symbolAt(3), '5m'));
    await loadedChart(view, query(symbolAt(3), '15m', 50, '2'));
    await loadedChart(view, query(symbolAt(4), '5m'));
    expect(heldByCharts(held)).toEqual([
      `chart:2 ${symbolAt(3)} history 15m`,
      `chart:2 ${symbolAt(3)} session 15m`,
      `chart:1 ${symbolAt(4)} history 5m`,
      `chart:1 ${symbolAt(4)} session 5m`,
    ]);
    view.closeChart('2');
    await session.commands.unlock(symbolId(symbolAt(4)));
    expect(heldByCharts(held).map((text) => text.slice(0, 7))).toEqual(['chart:1', 'chart:1']);
    await session.stop();
    expect(heldByCharts(held)).toEqual([]);
  });

  it('makes room for others where there are more than anybody looks at', async () => {
    const held = await sessionAt(63);
    for (let chart = 1; chart <= 17; chart += 1)
      await loadedChart(held.view, query(held.symbolAt(3), '1d', 5, `${chart}`));
    await held.session.commands.unlock(symbolId(held.symbolAt(3)));
    const charts = new Set(heldByCharts(held).map((text) => text.split(' ')[0]));
    expect(charts.size).toBe(16);
    expect(charts.has('chart:1')).toBe(false);
    await held.finish();
  });

  it('keeps what it needs when it was promoted and is demoted again', async () => {
    const held = await sessionAt(63);
    const { view, session, symbolAt } = held;
    await loadedChart(view, query(symbolAt(3), '5m'));
    await session.commands.promote(symbolId(symbolAt(3)));
    await session.commands.demote(symbolId(symbolAt(3)));
    expect((await loadedChart(view, query(symbolAt(3), '5m'))).bars.start).toHaveLength(200);
    await held.finish();
  });

  it('is refused for a symbol that nobody knows, with a suggestion', async () => {
    const held = await sessionAt(1);
    const answer = held.view.chart(query(`${held.symbolAt(2)}X`.slice(0, 8), '5m'));
    expect(answer).toMatchObject({ ok: false, error: { code: 'unknown_symbol' } });
    expect(answer.ok ? '' : answer.error.message).toContain(`did you mean ${held.symbolAt(2)}`);
    await held.finish();
  });
});

describe('a chart as the session goes on', () => {
  it('asked for news only has what a chart that asks for everything has, through closes and a roll', async () => {
    const held = await sessionAt(58, ['2024-03-06', '2024-03-07']);
    const { view, symbolAt } = held;
    const kept = (['1m', '5m', '1h', '1d'] as const).map(
      (interval) =>
        new KeptChart(view, { chartId: interval, symbol: symbolId(symbolAt(5)), interval, last: 2_000 }),
    );
    for (const { query } of kept) await loadedChart(view, { ...query, since: null });
    const next = sessionOn('2024-03-07');
    const instants = [59, 60, 61, 62.5, 64, 65, 66, 300, 389, 390, 391].map(atMinute);
    for (const instant of [...instants, next.preOpen, next.open, next.open + 300_000, next.close - 60_000]) {
      await held.runTo(instant);
      for (const chart of kept) {
        chart.read();
        const whole = view.chart({ ...chart.query, since: null });
        if (!whole.ok) throw new Error(whole.error.message);
        const rows = [...rowsByStart(whole.value)];
        expect([...chart.rows].slice(-rows.length)).toEqual(rows);
      }
    }
    // No bar of the past has changed meanwhile: nothing was drawn anew, beside the first time.
    for (const chart of kept) expect(chart.wholes).toBe(1);
    await held.finish();
  });

  it('has another edition when the symbol was removed and has come back', async () => {
    const held = await sessionAt(63);
    const { view, session, symbolAt } = held;
    const symbol = symbolId(symbolAt(3));
    const before = await loadedChart(view, query(symbol, '5m'));
    await session.commands.remove(symbol);
    const removed = await loadedChart(view, query(symbol, '5m'));
    expect(removed.bars.start).toHaveLength(0);
    expect(removed.cause).toContain(`${symbol} was removed`);
    await session.commands.restore(symbol);
    await session.commands.promote(symbol);
    const after = await loadedChart(view, query(symbol, '5m'));
    expect(chartRecords(after.bars)).toEqual(chartRecords(before.bars));
    expect(after.cause).toBeNull();
    expect(new Set([before.edition, removed.edition, after.edition]).size).toBe(3);
    const since = { edition: before.edition, start: TODAY.open };
    expect(view.chart({ ...query(symbol, '5m'), since })).toMatchObject({ value: { whole: true } });
    await held.finish();
  });

  it('shows first hits since its oldest bar', async () => {
    const scanner = {
      name: 'moved',
      kind: 'gap',
      schedule: [{ start: '09:35', end: '15:55', interval: '5m' }],
      config: { direction: 'above', percent: 0.01 },
    };
    const held = await simulatedSession(simulatedConfig({ data: { scanners: [scanner] } }));
    await held.runTo(atMinute(120));
    const { view } = held.session;
    const [hit] = view.hits(0, 1_000);
    if (hit === undefined) throw new Error('The scanner was to hit something');
    const expected = view.hits(0, 10_000).filter(({ symbol, first }) => symbol === hit.symbol && first);
    const chart = await loadedChart(view, query(hit.symbol, '5m', 300));
    expect(chart.hits).toEqual(expected);
    expect(chart.hits.length).toBeGreaterThan(0);
    await held.finish();
  });
});

describe('intervals', () => {
  it('that are derived equal the fold of the minutes', async () => {
    const held = await sessionAt(200);
    const { view, session, symbolAt } = held;
    const minutes = await loadedChart(view, query(symbolAt(6), '1m', 12_000));
    const all = session.data.getBars(symbolAt(6), '1m').records();
    expect(chartRecords(minutes.bars)).toEqual(all.slice(-chartRecords(minutes.bars).length));
    for (const interval of ['5m', '30m', '1h'] as const) {
      const chart = await loadedChart(view, query(symbolAt(6), interval, 100));
      const folded = foldRecords(all, intervalIndex(interval), calendar);
      expect(chartRecords(chart.bars)).toEqual(folded.slice(-chart.bars.start.length * 6));
    }
    await held.finish();
  });

  it('are all that the product has, where the source has minutes', async () => {
    const held = await sessionAt(10);
    const chart = await loadedChart(held.view, query(held.symbolAt(1), '1w', 50));
    expect(chart.intervals).toEqual(['1m', '5m', '15m', '30m', '1h', '1d', '1w']);
    expect(chart.bars.start).toHaveLength(50);
    expect(chart.formingUntil).toBe(sessionOn('2024-03-08').close);
    await held.finish();
  });
});

describe('the rest of the session', () => {
  it('is as before: a chart that is opened after the close leaves the day’s own volume in the row', async () => {
    const minutes = sessionMinutes(TODAY);
    const daily = foldRecords(minutes, intervalIndex('1d'), calendar);
    daily[BAR_VOLUME] = 9_999_999;
    const config = simulatedConfig({ data: { symbols: ['IBM'], streams: ['1m'] } });
    const bars = { IBM: { '1m': minutes, '1d': daily } };
    const held = await heldSession({ ...config }, [new ScriptedSource({ name: 'simulated', bars })]);
    held.session.data.addSessionBars('IBM', '1d');
    await held.finish();
    const { view } = held.session;
    const volume = (): number | undefined => view.columns().volume[0];
    expect(volume()).toBe(9_999_999);
    const chart = await loadedChart(view, query('IBM', '15m'));
    expect(chart.bars.start).toHaveLength(26);
    expect(volume()).toBe(9_999_999);
    await held.session.stop();
  });
});

describe('gaps', () => {
  it('inside of what is shown are told, with the sessions and the cause', async () => {
    const days = ['2024-03-01', '2024-03-04', '2024-03-05', '2024-03-06'].map(sessionOn);
    const minutes = joinRecords(...days.flatMap((day, index) => (index === 2 ? [] : [sessionMinutes(day)])));
    const config = simulatedConfig({ data: { universe: { symbols: ['IBM'] } } });
    const script = { name: 'simulated', bars: { IBM: { '1m': minutes } } };
    const held = await heldSession(config, [new ScriptedSource(script)]);
    await held.runTo(atMinute(30));
    const chart = await loadedChart(held.session.view, query('IBM', '1m', 2_000));
    expect(chart.bars.start).toHaveLength(2 * 390 + 30);
    expect(chart.cause).toBe(
      'No 1m bars of IBM on 2024-03-05: simulated has no bars of IBM on these sessions.',
    );
    await held.finish();
  });

  it('before the first bar that there is are none', async () => {
    const held = await sessionAt(30);
    const chart = await loadedChart(held.view, query(held.symbolAt(2), '1d', 12_000));
    expect(chart.cause).toBeNull();
    expect(chart.bars.start.length).toBeGreaterThan(250);
    await held.finish();
  });
});

describe('a symbol without minutes', () => {
  const days = ['2024-03-04', '2024-03-05', '2024-03-06'].map(sessionOn);
  const minutes = joinRecords(...days.map((day, index) => sessionMinutes(day, 100 + index)));
  const daily = foldRecords(minutes, intervalIndex('1d'), calendar);

  async function scripted(script: Script): Promise<HeldSession> {
    const config = simulatedConfig({ data: { universe: { symbols: ['IBM'] } } });
    const held = await heldSession(config, [new ScriptedSource({ name: 'simulated', ...script })]);
    await held.runTo(atMinute(30));
    return held;
  }

  it('is shown in days, and why', async () => {
    const held = await scripted({ bars: { IBM: { '1d': daily } } });
    const chart = await loadedChart(held.session.view, query('IBM', '5m'));
    expect(chart.interval).toBe('1d');
    expect(chart.cause).toBe('No data source has 5m bars of IBM; daily bars are shown.');
    expect(chartRecords(chart.bars)).toEqual(daily.slice(0, 12));
    expect(chart.intervals).toEqual(['1d', '1w']);
    await held.finish();
  });

  it('on these days, though there are some of others, is shown in days too', async () => {
    const sessions = { IBM: [sessionOn('2023-03-06').date] };
    const held = await scripted({ bars: { IBM: { '1m': new Float64Array(0), '1d': daily } }, sessions });
    const chart = await loadedChart(held.session.view, query('IBM', '1m'));
    expect(chart.interval).toBe('1d');
    expect(chart.cause).toBe(
      'No 1m bars of IBM: simulated has no bars of IBM on these sessions; daily bars are shown.',
    );
    await held.finish();
  });

  it('that cannot be read now is shown in days, with what went wrong', async () => {
    const before: Script['before'] = (requests) => {
      if (requests.some(({ interval }) => interval === '1m')) throw new Error('the disk is gone');
    };
    const sessions = { IBM: days.slice(0, 2).map(({ date }) => date) };
    const held = await scripted({ bars: { IBM: { '1m': minutes, '1d': daily } }, sessions, before });
    const chart = await loadedChart(held.session.view, query('IBM', '1m'));
    expect(chart.cause).toBe('No 1m bars of IBM: simulated failed: the disk is gone; daily bars are shown.');
    await held.finish();
  });

  it('is shown in days until its first minutes come', async () => {
    const today = minutes.slice(2 * 390 * 6);
    const config = simulatedConfig({ data: { universe: { symbols: ['IBM'] } } });
    const bars = { IBM: { '1m': today, '1d': daily } };
    const held = await heldSession(config, [new ScriptedSource({ name: 'simulated', bars })]);
    await held.runTo(TODAY.open - 60_000);
    const before = await loadedChart(held.session.view, query('IBM', '1m'));
    expect(before.interval).toBe('1d');
    expect(before.cause).toBe('simulated has no 1m bars of IBM before the open; daily bars are shown.');
    await held.runTo(atMinute(3));
    const after = await loadedChart(held.session.view, query('IBM', '1m'));
    expect(after).toMatchObject({ interval: '1m', cause: null });
    expect(chartRecords(after.bars)).toEqual(today.slice(0, 3 * 6));
    await held.finish();
  });
});

describe('the basis of a chart’s prices', () => {
  it.each([
    [true, { kind: 'raw' }],
    [['AAPL'], { kind: 'split_adjusted', asOf: '2024-03-06' }],
    [['IBM'], { kind: 'raw' }],
  ] as const)('is what its source says of the symbol (raw: %j)', async (raw, basis) => {
    const script = { name: 'simulated', raw, bars: { IBM: { '1m': sessionMinutes(TODAY) } } };
    const config = simulatedConfig({ data: { universe: { symbols: ['IBM'] } } });
    const held = await heldSession(config, [new ScriptedSource(script)]);
    await held.runTo(atMinute(30));
    expect((await loadedChart(held.session.view, query('IBM', '5m'))).basis).toEqual(basis);
    await held.finish();
  });
});
