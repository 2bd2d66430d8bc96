import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../shared/domain/interval.ts';
import { type SymbolId, symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import type { DayQuality } from '../../../shared/session/quality.ts';
import type { DataSource } from '../../loaders/contract.ts';
import { createSource } from '../../loaders/registry.ts';
import { simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { QualityView } from './quality-view.ts';

const calendar = exchangeCalendar('NYSE');
const EARLIEST = sessionDate('2013-01-02');

/** A session on a date over one source, with what is read of its quality. */
async function sessionOver(source: DataSource, date: string) {
  const stepped = await steppedSession(simulatedConfig({ dates: [date, date] }), source);
  const { coordinator } = stepped;
  const view = new QualityView(coordinator.quality, coordinator.core, () => coordinator.session.date);
  const daysOf = (symbol: string, interval: Interval): readonly DayQuality[] => {
    const index = coordinator.core.register(symbolId(symbol));
    return view.days(index, EARLIEST).find((each) => each.interval === interval)?.days ?? [];
  };
  const rowOf = (symbol: SymbolId) => view.symbol(symbol, coordinator.core.register(symbol));
  return { ...stepped, view, daysOf, rowOf };
}

/** `09:30` of an instant. */
const clock = (instant: number): string => new Date(instant - 4 * 3_600_000).toISOString().slice(11, 16);

describe.skipIf(!hasTestData)('the quality of recorded minutes (needs the test data)', () => {
  const lean = (): DataSource =>
    createSource({ kind: 'lean', name: 'lean', path: testData('lean/Data') }, calendar);

  it('is whole but for the one minute that AIG and IBM lack, in which nobody traded', async () => {
    const { coordinator, daysOf } = await sessionOver(lean(), '2013-10-10');
    const symbols = ['SPY', 'AIG', 'BAC', 'IBM'];
    for (const symbol of symbols) coordinator.data.addHistoricalBars(symbol, '1m', 4);
    await coordinator.settle();

    for (const symbol of symbols) {
      const days = daysOf(symbol, '1m');
      expect(days.map(({ date }) => date)).toEqual(['2013-10-04', '2013-10-07', '2013-10-08', '2013-10-09']);
      const lacking = days.filter(({ got }) => got < 390);
      const expected = symbol === 'AIG' ? ['2013-10-07'] : symbol === 'IBM' ? ['2013-10-04'] : [];
      expect(lacking.map(({ date }) => date)).toEqual(expected);
      for (const day of lacking) {
        expect(day).toMatchObject({ expected: 390, got: 389, quiet: 1, lost: 0 });
        expect(day.gaps).toMatchObject([{ bars: 1, kind: 'quiet' }]);
        expect(day.score).toBeCloseTo(100 - 10 / 390, 9);
      }
    }
  });

  it('expects 210 minutes of the half day before Christmas', async () => {
    const { coordinator, daysOf } = await sessionOver(lean(), '2015-12-28');
    coordinator.data.addHistoricalBars('GOOG', '1m', 2);
    await coordinator.settle();
    expect(daysOf('GOOG', '1m').map(({ date, expected, lost }) => [date, expected, lost])).toEqual([
      ['2015-12-23', 390, 0],
      ['2015-12-24', 210, 0],
    ]);
  });

  it('a session that no file has is missing, not quiet', async () => {
    const { coordinator, daysOf, rowOf } = await sessionOver(lean(), '2013-10-11');
    coordinator.data.addHistoricalBars('IBM', '1m', 3);
    await coordinator.settle();
    const [, , last] = daysOf('IBM', '1m');
    expect(last).toMatchObject({ date: '2013-10-10', expected: 390, got: 0, lost: 390, score: 0 });
    expect(last?.gaps.map(({ from, to, kind }) => [clock(from), clock(to), kind])).toEqual([
      ['09:30', '16:00', 'missing'],
    ]);
    expect(rowOf(symbolId('IBM'))).toMatchObject({ strip: 'ccm', lost: 390 });
  });
});

describe.skipIf(!hasTestData)('the quality of recorded days (needs the test data)', () => {
  /** Sessions without a row between a symbol's first and last one, and rows that are no bars. */
  const INTERIOR = { DHR: 16, O: 16, ES: 10, ICE: 5, BMY: 2, ORCL: 2 };
  const REFUSED = {
    ...{ BHF: 1, DHR: 3, ES: 1, FTV: 1, O: 4, REGN: 1, UA: 2, VRTX: 1, WRK: 2 },
    ...{ AOS: 1, BBY: 1, CHD: 1, CHK: 1, IP: 1, LNT: 1, SPG: 1 },
  };

  it('finds every session and every row that the files lack, and no other', async () => {
    const path = testData('daily-sp500-2013-2018/individual_stocks_5yr');
    const source = createSource(
      { kind: 'daily_csv', name: 'daily', path, adjustedAsOf: sessionDate('2018-02-08') },
      calendar,
    );
    const symbols = (await source.describe()).instruments.map(({ symbol }) => symbol);
    const { coordinator, daysOf, rowOf } = await sessionOver(source, '2018-02-08');
    for (const symbol of symbols) coordinator.data.addHistoricalBars(symbol, '1d', 1_259);
    await coordinator.settle();
    for (const row of await source.takeRejectedRows()) coordinator.quality.rejectedRow(row);

    const interior: Record<string, number> = {};
    const refused: Record<string, number> = {};
    const got: Record<string, number> = {};
    let whole = 0;
    for (const symbol of symbols) {
      const row = rowOf(symbol);
      expect(row.expected).toBe(1_259);
      expect(row.got + row.lost).toBe(1_259);
      expect([row.quiet, row.duplicates, row.revised, row.late, row.halted]).toEqual([0, 0, 0, 0, 0]);
      got[symbol] = row.got;
      if (row.score === 100) {
        expect([row.got, row.rejected]).toEqual([1_259, 0]);
        whole += 1;
        continue;
      }
      const days = daysOf(symbol, '1d');
      const first = days.findIndex((day) => day.got === 1 || day.rejected > 0);
      const gaps = days.slice(first).flatMap((day) => day.gaps);
      const missing = gaps.filter(({ kind }) => kind === 'missing').length;
      const rejected = gaps.filter(({ kind }) => kind === 'rejected').length;
      if (missing > 0) interior[symbol] = missing;
      if (rejected > 0) refused[symbol] = rejected;
      expect(rejected).toBe(row.rejected);
    }
    expect(symbols).toHaveLength(505);
    expect(interior).toEqual(INTERIOR);
    expect(refused).toEqual(REFUSED);
    expect(got).toMatchObject({ APTV: 44, DWDP: 109, BHF: 142, KHC: 655, GOOG: 975, AAPL: 1_259 });
    // 470 files have a row for every session; of nine of those one row is no bar.
    expect(whole).toBe(470 - 9);
  });
});
