import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_START,
  BAR_STRIDE,
  BAR_VOLUME,
} from '../../../shared/domain/bar.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, MILLISECONDS_PER_MINUTE, sessionDate } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../../engine/calendar/contract.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import type { DataSource, MarketNotice } from '../contract.ts';
import { column, flawsOf } from '../testing/bar-records.ts';
import { createSimulatedSource } from './simulated-source.ts';

const calendar = exchangeCalendar('NYSE');
const sessions = calendar.sessionsBetween(sessionDate('2025-01-02'), calendar.lastDate);
const anySession = fc.constantFrom(...sessions);
const default42 = simulated(42);
const symbols = (await default42.describe()).instruments.map(({ symbol }) => symbol);

function simulated(seed: number, count = 500): DataSource {
  return createSimulatedSource({ kind: 'simulated', name: 'simulated', seed, symbols: count }, calendar);
}

async function daily(
  source: DataSource,
  symbol: SymbolId,
  from: TradingSession,
  to: TradingSession,
  asOf = to.date,
): Promise<Float64Array> {
  const window = { from: from.open, to: to.close, hours: 'regular', asOf } as const;
  const [answer] = await source.readBars([{ symbol, interval: '1d', ...window }]);
  return answer?.records ?? new Float64Array();
}

async function minutes(source: DataSource, symbol: SymbolId, session: TradingSession): Promise<Float64Array> {
  const window = { from: session.open, to: session.close, hours: 'regular', asOf: session.date } as const;
  const [answer] = await source.readBars([{ symbol, interval: '1m', ...window }]);
  return answer?.records ?? new Float64Array();
}

function before(session: TradingSession, count: number): TradingSession[] {
  return calendar.sessionsBefore(session.date, count);
}

function closesOf(records: Float64Array): number[] {
  return column(records, BAR_STRIDE, BAR_CLOSE);
}

/** Last price over the mean of the last 20 closes, minus 1: what the gap scanner compares with 2%. */
function aboveAverage(closes: readonly number[], last = closes.at(-1) ?? Number.NaN): number {
  return last / (closes.slice(-20).reduce((total, close) => total + close, 0) / 20) - 1;
}

function noticeOf(
  notices: readonly MarketNotice[],
  kind: MarketNotice['kind'],
): MarketNotice & { symbol: SymbolId } {
  const found = notices.find((notice) => notice.kind === kind);
  if (found?.symbol === undefined) throw new Error(`no ${kind}`);
  return { ...found, symbol: found.symbol };
}

describe('minutes and days of the simulated exchange', () => {
  it('agree exactly: open, close, high, low and volume of the regular session', async () => {
    await fc.assert(
      fc.asyncProperty(anySession, fc.constantFrom(...symbols), async (session, symbol) => {
        const day = await daily(default42, symbol, session, session);
        const bars = await minutes(default42, symbol, session);
        const field = (offset: number): number[] => column(bars, BAR_STRIDE, offset);

        expect(flawsOf(bars)).toEqual([]);
        expect([...day]).toEqual([
          field(BAR_START)[0],
          field(BAR_OPEN)[0],
          Math.max(...field(BAR_HIGH)),
          Math.min(...field(BAR_LOW)),
          field(BAR_CLOSE).at(-1),
          field(BAR_VOLUME).reduce((total, volume) => total + volume, 0),
        ]);
        expect(session.open).toBe(field(BAR_START)[0]);
        expect(session.close - MILLISECONDS_PER_MINUTE).toBe(field(BAR_START).at(-1));
      }),
    );
  });
});

describe('every simulated session', () => {
  it('tells of one split, one reverse split, one halt and one dropped connection', async () => {
    await fc.assert(
      fc.asyncProperty(anySession, fc.integer(), async (session, seed) => {
        const notices = await simulated(seed).readNotices(session.preOpen, session.postClose);
        expect(notices.map(({ kind }) => kind).sort()).toEqual(
          ['feed_lost', 'feed_restored', 'halt', 'resume', 'split', 'split'].sort(),
        );
        expect(noticeOf(notices, 'split').time).toBe(session.open);
      }),
      { numRuns: 30 },
    );
  });

  it('opens one symbol 6 to 9% above its last close', async () => {
    await fc.assert(
      fc.asyncProperty(anySession, async (session) => {
        const [yesterday = session] = before(session, 1);
        const gaps = await Promise.all(
          symbols.map(async (symbol) => {
            const records = await daily(default42, symbol, yesterday, session);
            const [previousClose = Number.NaN] = closesOf(records);
            return (column(records, BAR_STRIDE, BAR_OPEN)[1] ?? Number.NaN) / previousClose - 1;
          }),
        );
        expect(gaps.some((gap) => gap > 0.06 && gap < 0.09)).toBe(true);
      }),
      { numRuns: 5 },
    );
  });

  it('has no bars of the halted symbol while it is halted, and bars right before and after', async () => {
    await fc.assert(
      fc.asyncProperty(anySession, async (session) => {
        const notices = await default42.readNotices(session.open, session.close);
        const halt = noticeOf(notices, 'halt');
        const resume = noticeOf(notices, 'resume');
        const starts = column(await minutes(default42, halt.symbol, session), BAR_STRIDE, BAR_START);

        expect(resume.symbol).toBe(halt.symbol);
        expect(starts.filter((start) => start >= halt.time && start < resume.time)).toEqual([]);
        expect(starts.some((start) => start < halt.time)).toBe(true);
        expect(starts.some((start) => start >= resume.time)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the bars of the dropped connection in its archive', async () => {
    const session = sessions[100] ?? sessions[0];
    if (session === undefined) throw new Error('no sessions');
    const notices = await default42.readNotices(session.open, session.close);
    const lost = notices.find(({ kind }) => kind === 'feed_lost')?.time ?? 0;
    const restored = notices.find(({ kind }) => kind === 'feed_restored')?.time ?? 0;
    const window = {
      from: epochMs(lost),
      to: epochMs(restored),
      hours: 'regular',
      asOf: session.date,
    } as const;
    const answers = await default42.readBars(
      symbols.map((symbol) => ({ symbol, interval: '1m', ...window })),
    );

    expect(restored - lost).toBeGreaterThanOrEqual(2 * MILLISECONDS_PER_MINUTE);
    expect(restored - lost).toBeLessThanOrEqual(4 * MILLISECONDS_PER_MINUTE);
    expect(answers.filter(({ records }) => records.length > 0).length).toBeGreaterThan(480);
  });
});

describe('a simulated split', () => {
  it('divides all history by four from its session on, volume the other way, and nothing jumps', async () => {
    await fc.assert(
      fc.asyncProperty(anySession, fc.integer({ min: 0, max: 1 }), async (session, which) => {
        const splits = (await default42.readNotices(session.preOpen, session.open)).filter(
          ({ kind }) => kind === 'split',
        );
        const symbol = splits[which]?.symbol;
        const [first = session, ...rest] = before(session, 30);
        const last = rest.at(-1) ?? first;
        if (symbol === undefined) throw new Error('no split');
        const old = await daily(default42, symbol, first, last, last.date);
        const adjusted = await daily(default42, symbol, first, last, session.date);
        const factor = which === 0 ? 1 / 4 : 4;

        expect(closesOf(adjusted)).toEqual(closesOf(old).map((close) => close * factor));
        expect(column(adjusted, BAR_STRIDE, BAR_VOLUME)).toEqual(
          column(old, BAR_STRIDE, BAR_VOLUME).map((volume) => volume / factor),
        );
        expect(
          await default42.splitFactors([
            { symbol, date: last.date, asOf: session.date },
            { symbol, date: session.date, asOf: last.date },
            { symbol, date: session.date, asOf: session.date },
          ]),
        ).toEqual([factor, 1 / factor, 1]);

        const closes = closesOf(await daily(default42, symbol, first, session));
        closes.slice(1).forEach((close, index) => {
          expect(Math.abs(close / (closes[index] ?? Number.NaN) - 1)).toBeLessThan(0.35);
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('the gap scanner’s market', () => {
  const dates = ['2025-03-03', '2026-11-20'].map((date) => sessionDate(date));

  it('holds a symbol 2% or more above its 20-day average at the start of a session, for every seed', async () => {
    const shares: number[] = [];
    for (let seed = 0; seed < 200; seed += 1) {
      for (const date of seed % 10 === 0 ? dates : dates.slice(1)) {
        const history = calendar.sessionsBefore(date, 20);
        const source = simulated(seed, seed % 10 === 0 ? 500 : 40);
        const [first, last] = [history[0], history.at(-1)];
        if (first === undefined || last === undefined) throw new Error('no history');
        const window = { from: first.open, to: last.close, hours: 'regular', asOf: date } as const;
        const { instruments } = await source.describe();
        const answers = await source.readBars(
          instruments.map(({ symbol }) => ({ symbol, interval: '1d', ...window })),
        );
        const hits = answers.filter(({ records }) => aboveAverage(closesOf(records)) >= 0.02).length;
        expect(hits).toBeGreaterThan(0);
        if (instruments.length === 500) shares.push(hits / 500);
      }
    }
    const mean = shares.reduce((total, share) => total + share, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.15);
    expect(mean).toBeLessThan(0.35);
  });

  it('has symbols that cross the line during the session', async () => {
    const session = calendar.session(sessionDate('2026-11-20'));
    if (session === undefined) throw new Error('no session');
    const [first = session, ...rest] = before(session, 20);
    let crossings = 0;
    for (const symbol of symbols) {
      const history = closesOf(await daily(default42, symbol, first, rest.at(-1) ?? first, session.date));
      if (aboveAverage(history) >= 0.02) continue;
      const during = closesOf(await minutes(default42, symbol, session));
      if (during.some((last) => aboveAverage(history, last) >= 0.02)) crossings += 1;
    }
    expect(crossings).toBeGreaterThan(10);
  });
});
