import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_OPEN, BAR_STRIDE, BAR_VOLUME, QUOTE_STRIDE } from '../../../shared/domain/bar.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, MILLISECONDS_PER_MINUTE, sessionDate } from '../../../shared/domain/time.ts';
import type { TradingSession } from '../../engine/calendar/contract.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import type { BarRequest, DataSource } from '../contract.ts';
import { column, startsOf } from '../testing/bar-records.ts';
import { testDataSource } from '../testing/source-contract.ts';
import { createSimulatedSource } from './simulated-source.ts';

const calendar = exchangeCalendar('NYSE');
const AAPL = symbolId('AAPL');
/** Of the days and minutes of 20 symbols; made with Node 20, and to change only with the model itself. */
const GOLDEN_DIGEST = 'd8347adf10a01c04bbef449d90e0529281617a68abca7745dbaceeff1e42f4b7';
const unknownSymbol = symbolId('ZZZZ');

function simulated(seed = 42, symbols = 500): DataSource {
  return createSimulatedSource({ kind: 'simulated', name: 'simulated', seed, symbols }, calendar);
}

function sessionOn(date: string): TradingSession {
  const session = calendar.session(sessionDate(date));
  if (session === undefined) throw new Error(`no session on ${date}`);
  return session;
}

async function symbolsOf(source: DataSource): Promise<SymbolId[]> {
  return (await source.describe()).instruments.map(({ symbol }) => symbol);
}

/** The last `days` daily bars before a session, as known at its start. */
function dailyBefore(symbol: SymbolId, session: TradingSession, days: number): BarRequest {
  const [first = session] = calendar.sessionsBefore(session.date, days);
  return {
    symbol,
    interval: '1d',
    from: first.open,
    to: session.preOpen,
    hours: 'regular',
    asOf: session.date,
  };
}

function minutesOf(symbol: SymbolId, session: TradingSession): BarRequest {
  const { open, close, date } = session;
  return { symbol, interval: '1m', from: open, to: close, hours: 'regular', asOf: date };
}

async function recordsOf(source: DataSource, request: BarRequest): Promise<Float64Array> {
  const [answer] = await source.readBars([request]);
  return answer?.records ?? new Float64Array();
}

function closesOf(records: Float64Array): number[] {
  return column(records, BAR_STRIDE, BAR_CLOSE);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

async function digestOf(source: DataSource, session: TradingSession): Promise<string> {
  const hash = createHash('sha256');
  const symbols = await symbolsOf(source);
  for (const interval of ['1d', '1m'] as const) {
    const window = {
      from: session.preOpen,
      to: session.postClose,
      hours: 'all',
      asOf: session.date,
    } as const;
    const answers = await source.readBars(symbols.map((symbol) => ({ symbol, interval, ...window })));
    for (const { records } of answers) hash.update(new Uint8Array(records.buffer));
  }
  return hash.digest('hex');
}

testDataSource('the simulated exchange (1d)', simulated, () => ({
  calendar,
  request: dailyBefore(AAPL, sessionOn('2026-11-20'), 40),
  minimumBars: 40,
  otherSymbol: symbolId('BRK.B'),
  unknownSymbol,
  unknownInterval: '1w',
}));

testDataSource('the simulated exchange (1m, all hours, over a half day)', simulated, () => ({
  calendar,
  request: {
    ...minutesOf(AAPL, sessionOn('2026-11-27')),
    from: sessionOn('2026-11-25').open,
    to: sessionOn('2026-11-30').close,
    hours: 'all',
  },
  minimumBars: 1_000,
  otherSymbol: symbolId('MSFT'),
  unknownSymbol,
  unknownInterval: '5m',
}));

describe('the simulated exchange', () => {
  const session = sessionOn('2026-11-20');

  it('gives the same bytes for a seed on every machine, and other bytes for another seed', async () => {
    const golden = await digestOf(simulated(42, 20), session);
    expect(golden).toBe(GOLDEN_DIGEST);
    expect(await digestOf(simulated(43, 20), session)).not.toBe(golden);
  });

  it('gives the same bytes whatever was asked before', async () => {
    const wanderer = simulated(7, 30);
    const symbols = await symbolsOf(wanderer);
    for (const date of ['2027-03-01', '2024-07-03', '2026-11-23', '2023-01-03']) {
      await wanderer.readBars(symbols.map((symbol) => minutesOf(symbol, sessionOn(date))));
    }
    expect(await digestOf(wanderer, session)).toBe(await digestOf(simulated(7, 30), session));
  });

  it('starts with the S&P 500 by ticker, with names and sectors, and invents companies beyond it', async () => {
    const { instruments } = await simulated(1, 600).describe();
    expect(instruments).toHaveLength(600);
    expect(instruments[0]).toEqual({
      symbol: 'A',
      name: 'Agilent Technologies',
      sector: 'Health Care',
    });
    expect(instruments[503]).toMatchObject({ symbol: 'X00001', name: 'Simulated Company 1' });
    expect(instruments.every(({ sector }) => sector !== undefined)).toBe(true);
  });

  it('refuses a symbol count or a seed that it cannot serve', () => {
    expect(() => simulated(1, 0)).toThrow('symbols is 0');
    expect(() => simulated(1, 20_001)).toThrow('20000');
    expect(() => simulated(1.5, 10)).toThrow('seed is 1.5');
  });

  it('says where its history begins when more is asked', async () => {
    const [answer] = await simulated().readBars([
      { ...dailyBefore(AAPL, session, 5), from: epochMs(Date.UTC(2013, 0, 1)) },
    ]);
    expect(answer?.cause).toContain('2023-01-03');
    expect(startsOf(answer?.records ?? new Float64Array())[0]).toBe(sessionOn('2023-01-03').open);
  });

  it('trades more in the first and the last half hour than at midday', async () => {
    const source = simulated();
    const answers = await source.readBars(
      (await symbolsOf(source)).map((symbol) => minutesOf(symbol, session)),
    );
    const volumes = new Float64Array(390);
    for (const { records } of answers) {
      const traded = column(records, BAR_STRIDE, BAR_VOLUME);
      startsOf(records).forEach((start, row) => {
        const minute = (start - session.open) / MILLISECONDS_PER_MINUTE;
        volumes[minute] = (volumes[minute] ?? 0) + (traded[row] ?? 0);
      });
    }
    const halfHour = (from: number): number => sum([...volumes.subarray(from, from + 30)]);
    expect(halfHour(0)).toBeGreaterThan(2 * halfHour(180));
    expect(halfHour(360)).toBeGreaterThan(2 * halfHour(180));
  });

  it('keeps prices in whole cents and in a sane range over years, and no symbol is split away', async () => {
    const source = simulated();
    for (const date of ['2024-06-03', '2026-11-20', '2028-12-29']) {
      const day = sessionOn(date);
      const answers = await source.readBars(
        (await symbolsOf(source)).map((symbol) => dailyBefore(symbol, day, 1)),
      );
      for (const { records } of answers) {
        const [close = Number.NaN] = closesOf(records);
        expect(close).toBeGreaterThan(4);
        expect(close).toBeLessThan(4_000);
      }
    }
    const [open = Number.NaN] = column(
      await recordsOf(source, minutesOf(AAPL, session)),
      BAR_STRIDE,
      BAR_OPEN,
    );
    expect(Math.round(open * 100) / 100).toBe(open);
  });

  it('works for 10,000 symbols, a window at a time', async () => {
    const source = simulated(42, 10_000);
    const window = { from: session.open, to: epochMs(session.open + 5 * MILLISECONDS_PER_MINUTE) };
    const requests = (await symbolsOf(source)).map((symbol) => ({
      ...minutesOf(symbol, session),
      ...window,
    }));
    const timings: string[] = [];
    for (const round of ['first', 'second']) {
      const start = performance.now();
      const answers = await source.readBars(requests);
      timings.push(`${round} ${Math.round(performance.now() - start)} ms`);
      expect(answers).toHaveLength(10_000);
      expect(answers.every(({ records }) => records.length >= BAR_STRIDE)).toBe(true);
    }
    console.log(`5 minutes of 10,000 symbols: ${timings.join(', ')}`);
  });

  it('quotes a spread around the last close at the end of every minute, but not during a halt', async () => {
    const source = simulated();
    const { open, close, date } = session;
    const notices = await source.readNotices(open, close);
    const halted = notices.find(({ kind }) => kind === 'halt');
    const resumed = notices.find(({ kind }) => kind === 'resume');
    const [busy, paused] = await source.readQuotes(
      [AAPL, halted?.symbol ?? AAPL].map((symbol) => ({ symbol, from: open, to: close, asOf: date })),
    );
    const rows = (records: Float64Array | undefined, offset = 0): number[] =>
      column(records ?? new Float64Array(), QUOTE_STRIDE, offset);
    const times = rows(busy?.records);
    const bids = rows(busy?.records, 1);
    const asks = rows(busy?.records, 3);

    expect(times).toHaveLength(390);
    expect(times[0]).toBe(open + MILLISECONDS_PER_MINUTE);
    bids.forEach((bid, row) => {
      expect(asks[row]).toBeGreaterThan(bid);
      expect((asks[row] ?? 0) / bid).toBeLessThan(1.005);
    });
    const lastClose = closesOf(await recordsOf(source, minutesOf(AAPL, session))).at(-1);
    expect(bids.at(-1)).toBeLessThanOrEqual(lastClose ?? 0);
    expect(asks.at(-1)).toBeGreaterThanOrEqual(lastClose ?? Number.POSITIVE_INFINITY);
    const during = rows(paused?.records).filter(
      (time) => time > (halted?.time ?? 0) && time <= (resumed?.time ?? 0),
    );
    expect(during).toEqual([]);
  });
});
