import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { joinRecords, minuteBars, rowsOf } from '../../testing/minute-bars.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import { sessionOn, simulatedConfig, steppedSession } from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { foldRecords } from './bar-folder.ts';

const calendar = exchangeCalendar('NYSE');
/** A half day after a holiday, and the Monday that follows it. */
const [friday, monday] = [sessionOn('2013-11-29'), sessionOn('2013-12-02')];

/** Every place that a bar of an interval could have from `from` to before `now`, from the days' hours alone. */
function places(interval: Interval, from: number, now: number, hours: 'regular' | 'all'): number[] {
  const length = nominalMilliseconds(interval);
  const starts: number[] = [];
  for (const { preOpen, open, close, postClose } of [friday, monday]) {
    const regular = [{ begin: open, end: close }];
    const all = [{ begin: preOpen, end: open }, ...regular, { begin: close, end: postClose }];
    for (const { begin, end } of hours === 'all' ? all : regular) {
      for (let start: number = begin; start < end; start += length) {
        if (start >= from && Math.min(start + length, end) <= now) starts.push(start);
      }
    }
  }
  return starts;
}

/** The bars of those places: the held one, or the last close before it; none before the first held one. */
function filledIn(held: readonly number[][], starts: readonly number[]): number[][] {
  return starts.flatMap((start) => {
    const before = held.filter(([each = 0]) => each <= start).at(-1);
    if (before === undefined) return [];
    const close = before[BAR_CLOSE] ?? 0;
    return [before[0] === start ? before : [start, close, close, close, close, 0]];
  });
}

const minutesOf = (begin: number, end: number): fc.Arbitrary<Float64Array> =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: (end - begin) / 60_000 - 1 }), { minLength: 1, maxLength: 25 })
    .map((minutes) =>
      minuteBars(
        begin,
        minutes.sort((left, right) => left - right),
      ),
    );

/** A symbol with few minutes on Friday and Monday, all of which stream or load, at a time of Monday. */
async function quietSymbol(records: Float64Array, interval: Interval, wallTime: string) {
  const source = new ScriptedSource({ bars: { AAPL: { '1m': records } } });
  const session = await steppedSession(simulatedConfig({ dates: ['2013-12-02', '2013-12-02'] }), source);
  const { data } = session.coordinator;
  data.addHistoricalBars('AAPL', interval, 1, { hours: 'extended' });
  data.addSessionBars('AAPL', interval, { hours: 'extended' });
  await session.goTo(wallTime);
  return { data, now: calendar.instantOf(sessionDate('2013-12-02'), wallTime) };
}

describe('a view that fills forward', () => {
  it('has a bar for every interval since the first, flat at the last close where nothing traded, and marks it', async () => {
    const anyMinutes = fc.tuple(
      minutesOf(friday.preOpen, friday.postClose),
      minutesOf(monday.preOpen, monday.postClose),
    );
    await fc.assert(
      fc.asyncProperty(
        anyMinutes,
        fc.constantFrom<Interval>('1m', '5m', '1h'),
        fc.constantFrom('09:20', '09:30', '10:17', '16:00', '18:30'),
        fc.constantFrom<'regular' | 'all'>('regular', 'all'),
        async (days, interval, wallTime, hours) => {
          const { data, now } = await quietSymbol(joinRecords(...days), interval, wallTime);
          const held = rowsOf(data.getBars('AAPL', interval, { hours }).records());
          const view = data.getBars('AAPL', interval, { hours, fill: 'forward' });
          const expected = filledIn(held, places(interval, held[0]?.[0] ?? now, now, hours));
          expect(rowsOf(view.records())).toEqual(expected);
          const heldStarts = new Set(held.map(([start]) => start));
          expect([...view].map(({ filled }) => filled)).toEqual(
            expected.map(([start]) => !heldStarts.has(start)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stores nothing of it, and shows the forming bar behind it', async () => {
    const records = minuteBars(monday.open, [0, 7]);
    const { data } = await quietSymbol(records, '5m', '09:42');
    const held = data.getBars('AAPL', '5m').records();
    const view = data.getBars('AAPL', '5m', { fill: 'forward', includeForming: true });
    expect([...view].map(({ filled }) => filled)).toEqual([false, false]);
    expect(data.getBars('AAPL', '5m', { fill: 'forward', last: 1 }).start(0)).toBe(monday.open + 300_000);
    expect(data.getBars('AAPL', '5m').records()).toEqual(held);
    expect(held).toEqual(foldRecords(records, intervalIndex('5m'), calendar));
  });

  it('fills from the bar before the first one that is asked for', async () => {
    const { data } = await quietSymbol(minuteBars(monday.open, [2, 8]), '1m', '09:45');
    const minute = (count: number) => epochMs(monday.open + count * 60_000);
    const view = data.getBars('AAPL', '1m', { from: minute(5), to: minute(9), fill: 'forward' });
    expect([...view].map(({ start, filled }) => [(start - monday.open) / 60_000, filled])).toEqual([
      [5, true],
      [6, true],
      [7, true],
      [8, false],
      [9, true],
    ]);
    expect(view.close(0)).toBe(data.getBars('AAPL', '1m').close(0));
    expect(view.volume(0)).toBe(0);
  });

  it('goes no further than the last bar of a symbol of which only history is held', async () => {
    const source = new ScriptedSource({ bars: { AAPL: { '1m': minuteBars(friday.open, [0, 3]) } } });
    const session = await steppedSession(simulatedConfig({ dates: ['2013-12-02', '2013-12-02'] }), source);
    session.coordinator.data.addHistoricalBars('AAPL', '1m', 1);
    await session.goTo('11:00');
    expect(session.coordinator.data.getBars('AAPL', '1m', { fill: 'forward' }).length).toBe(4);
  });
});

describe('a plain view', () => {
  it('reads the series in place: no row is looked at before it is asked for', async () => {
    const records = minuteBars(monday.open, [...Array(30).keys()]);
    const { data } = await quietSymbol(records, '1m', '10:00');
    const view = data.getBars('AAPL', '1m', { last: 10 });
    expect(view.records()).toEqual(records.slice(20 * BAR_STRIDE));
    expect(view.filled(0)).toBe(false);
    expect(() => view.close(10)).toThrow(RangeError);
  });
});
