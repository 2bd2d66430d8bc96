import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, MILLISECONDS_PER_MINUTE } from '../../../shared/domain/time.ts';
import type { SymbolQuality } from '../../../shared/session/quality.ts';
import type { BarAnswer, DataSource, MarketNotice } from '../../loaders/contract.ts';
import { heldSession, sessionOn, simulatedConfig, simulatedSource } from '../../testing/simulated-session.ts';

const SESSION = sessionOn('2024-03-06');
const MINUTE = MILLISECONDS_PER_MINUTE;
const at = (minutes: number): number => SESSION.open + minutes * MINUTE;

/** Every symbol of the simulated exchange with its minutes live. */
async function everyMinute(source: DataSource) {
  const symbols = (await source.describe()).instruments.map(({ symbol }) => symbol);
  const streams = { streams: ['1m'], symbols };
  const held = await heldSession(simulatedConfig({ data: streams }), [source]);
  const { view } = held.session;
  const rows = async (): Promise<ReadonlyMap<SymbolId, SymbolQuality>> => {
    const { rows: page } = await view.qualityPage({ scope: 'all', text: '' });
    return new Map(page.map((row) => [row.symbol, row]));
  };
  const notices = await source.readNotices(SESSION.preOpen, SESSION.postClose);
  return { ...held, notices, rows, symbols, view };
}

function timeOf(notices: readonly MarketNotice[], kind: MarketNotice['kind']): number {
  return notices.find((notice) => notice.kind === kind)?.time ?? Number.NaN;
}

/** The simulated source without some bars, and without its notices where `mute`. */
function lacking(isGone: (symbol: string, start: number) => boolean, mute = false): DataSource {
  const source = simulatedSource();
  const through = (answer: BarAnswer): BarAnswer => {
    if (answer.interval !== '1m') return answer;
    const kept: number[] = [];
    for (let from = 0; from < answer.records.length; from += BAR_STRIDE) {
      const bar = answer.records.subarray(from, from + BAR_STRIDE);
      if (!isGone(answer.symbol, bar[0] ?? 0)) kept.push(...bar);
    }
    return { ...answer, records: Float64Array.from(kept) };
  };
  return {
    name: source.name,
    describe: () => source.describe(),
    readBars: async (asked, signal) => (await source.readBars(asked, signal)).map(through),
    readQuotes: (asked, signal) => source.readQuotes(asked, signal),
    readNotices: (from, to) => (mute ? Promise.resolve([]) : source.readNotices(from, to)),
    splitFactors: (asked) => source.splitFactors(asked),
    historySpans: (asked) => source.historySpans(asked),
    takeRejectedRows: () => source.takeRejectedRows(),
    close: () => source.close(),
  };
}

describe('the quality of a session as it runs', () => {
  it('a feed that is told lost is a gap until it is back; what comes then is late, and nothing is lost', async () => {
    const { notices, rows, runTo, finish } = await everyMinute(simulatedSource());
    const [lost, back] = [timeOf(notices, 'feed_lost'), timeOf(notices, 'feed_restored')];
    await runTo(lost - 1);
    expect([...(await rows()).values()].map(({ state }) => state)).not.toContain('gap');
    await runTo(back - 1);
    const during = [...(await rows()).values()];
    const halted = notices.find(({ kind, time }) => kind === 'halt' && time < back)?.symbol;
    for (const row of during) if (row.symbol !== halted) expect(row.state).toBe('gap');
    await runTo(back);
    const after = [...(await rows()).values()];
    expect(after.every(({ lost: bars }) => bars === 0)).toBe(true);
    expect(after.some(({ late }) => late >= Math.floor((back - lost) / MINUTE))).toBe(true);
    expect(after.map(({ state }) => state)).not.toContain('gap');
    await finish();
  });

  it('a halt that the exchange reports is a halt, from its minute to the resumption, and costs nothing', async () => {
    const { notices, rows, runTo, finish, view } = await everyMinute(simulatedSource());
    const halt = notices.find(({ kind }) => kind === 'halt');
    const resume = timeOf(notices, 'resume');
    const symbol = halt?.symbol ?? symbolId('NONE');
    await runTo((halt?.time ?? 0) + MINUTE);
    expect((await rows()).get(symbol)?.state).toBe('halted');
    await finish();
    const minutes = (resume - (halt?.time ?? 0)) / MINUTE;
    expect((await rows()).get(symbol)).toMatchObject({ halted: minutes, lost: 0, expected: 390 });
    const [oneMinute] = view.qualityDays(symbol, 1);
    const gaps = oneMinute?.days.at(-1)?.gaps.filter(({ kind }) => kind === 'halt');
    expect(gaps).toEqual([{ from: halt?.time, to: resume, bars: minutes, kind: 'halt' }]);
  });

  it('a symbol without bars is quiet while its feed delivers others', async () => {
    const gone = lacking((symbol, start) => symbol === first && start >= at(60) && start < at(100));
    const [first] = (await simulatedSource().describe()).instruments.map((each) => each.symbol);
    const { rows, runTo, finish, view } = await everyMinute(gone);
    await runTo(at(99));
    expect((await rows()).get(first ?? symbolId('NONE'))).toMatchObject({ state: 'quiet', lost: 0 });
    expect(view.status().feed).toBe('simulated');
    await runTo(at(101));
    expect((await rows()).get(first ?? symbolId('NONE'))).toMatchObject({ state: 'live', lost: 0 });
    await finish();
  });

  it('a whole feed that falls silent without a word is stale after two intervals and five seconds', async () => {
    const hole = { from: at(30), to: at(40) };
    const silent = lacking((_symbol, start) => start >= hole.from && start < hole.to, true);
    const { rows, runTo, finish, view, session, symbols } = await everyMinute(silent);
    const [first = symbolId('NONE')] = symbols;
    const isStale = (): boolean => session.data.getLatestBar(first, '1m')?.stale === true;
    const due = hole.from + 2 * MINUTE + 5_000;
    await runTo(due - 1);
    expect(view.status()).toMatchObject({ feed: 'simulated', feedTime: hole.from });
    expect(isStale()).toBe(false);
    await runTo(due);
    expect(view.status().feed).toBe('stale');
    expect(isStale()).toBe(true);
    expect((await rows()).get(first)?.state).toBe('stale');
    await runTo(at(38));
    expect((await rows()).get(first)?.state).toBe('gap');
    await runTo(at(41));
    expect(view.status().feed).toBe('simulated');
    expect((await rows()).get(first)).toMatchObject({ state: 'live', lost: 10 });
    expect((await rows()).get(first)?.lastGap).toEqual({ ...hole, bars: 10, kind: 'gap' });
    await finish();
    expect((await rows()).get(first)).toMatchObject({ lost: 10, state: 'closed' });
  });

  it('the session as a whole adds up its symbols', async () => {
    const { finish, symbols, rows, view } = await everyMinute(simulatedSource());
    await finish();
    const { session, total } = await view.qualityPage({ scope: 'all', text: '' });
    expect(total).toBe(symbols.length);
    expect(session).toMatchObject({ date: '2024-03-06', symbols: 12, expected: 12 * 390, withGaps: 0 });
    expect(session.got + session.quiet + session.halted + session.lost).toBe(session.expected);
    const promoted = await view.qualityPage({ scope: 'promoted', text: '' });
    expect(promoted.total).toBe(12);
    const [symbol = symbolId('NONE')] = symbols;
    const found = await view.qualityPage({ scope: 'all', text: symbol.toLowerCase() });
    expect(found.rows.map((row) => row.symbol)).toContain(symbol);
    for (const row of (await rows()).values()) {
      for (const each of row.intervals)
        expect(each.got + each.quiet + each.halted + each.lost).toBe(each.expected);
    }
  });

  it('a stream that is only folded is counted, though no bar of it is kept', async () => {
    const { view, finish } = await heldSession(simulatedConfig(), [simulatedSource()]).then((held) => ({
      ...held,
      view: held.session.view,
    }));
    await finish();
    const { rows: page } = await view.qualityPage({ scope: 'all', text: '' });
    const folded = page.flatMap(({ intervals }) => intervals.filter(({ kept }) => !kept));
    for (const each of folded) {
      expect(each).toMatchObject({ interval: '1m', expected: 390, lost: 0 });
      expect(each.got + each.quiet + each.halted).toBe(390);
    }
    expect(epochMs(view.status().feedTime ?? 0)).toBe(page.length === 0 ? 0 : SESSION.close);
  });
});
