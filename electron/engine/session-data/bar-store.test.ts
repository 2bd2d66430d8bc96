import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { joinRecords, minuteBars, rowsOf, sessionMinutes } from '../../testing/minute-bars.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { IndicatorManager } from '../indicators/indicator-manager.ts';
import { foldRecords } from './bar-folder.ts';
import { DUPLICATE, REJECTED, recordsBetween } from './bar-series.ts';
import { BarStore } from './bar-store.ts';

const calendar = exchangeCalendar('NYSE');
const [previous, today] = calendar.sessionsBetween(sessionDate('2013-10-04'), sessionDate('2013-10-07'));
if (previous === undefined || today === undefined) throw new Error('The calendar lacks October 2013');

const MINUTE = 60_000;
const M1 = intervalIndex('1m');
const DAY = intervalIndex('1d');

/** A store with real indicators, one symbol (number 0), and a diary of what its observer was told. */
function storeOf(held: readonly Interval[], derived: readonly Interval[], base: Interval = '1m') {
  const told: string[] = [];
  const indicators = new IndicatorManager({
    sessionOf: (start) => calendar.spanStart(DAY, start),
    endOf: (interval, start) => calendar.spanEnd(interval, start),
  });
  const store = new BarStore(calendar, indicators, {
    onQuarantined: (_symbol, interval, reason) => told.push(`quarantined ${interval}: ${reason}`),
    onRevised: (_symbol, interval, start) => told.push(`revised ${interval} ${(start - base0) / MINUTE}`),
  });
  const base0 = today?.open ?? 0;
  store.ensureSize(1);
  for (const interval of held) store.openSeries(0, interval, 5_000);
  store.setDerived(0, base, derived);
  const feed = (records: Float64Array): void => {
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      store.ingest(0, M1, records, at);
      store.closeFormingUntil((records[at] ?? 0) + MINUTE);
    }
  };
  const rows = (interval: Interval): number[][] => {
    const series = store.series(0, interval);
    return series === undefined ? [] : rowsOf(recordsBetween(series, 0, Number.POSITIVE_INFINITY));
  };
  const forming = (interval: Interval): number[] | undefined =>
    store.folder(interval).hasForming(0)
      ? [...store.folder(interval).forming.subarray(0, BAR_STRIDE)]
      : undefined;
  const latest = (interval: Interval): number[] => {
    const { start, open, high, low, close, volume } = store.latest(interval);
    return [start, open, high, low, close, volume].map((column) => column[0] ?? Number.NaN);
  };
  const balance = (): number => {
    const { received, accepted, revised, duplicate, rejected } = store.totals;
    return received - accepted - revised - duplicate - rejected;
  };
  return { store, indicators, told, feed, rows, forming, latest, balance };
}

const folded = (records: Float64Array, interval: Interval): number[][] =>
  rowsOf(foldRecords(records, intervalIndex(interval), calendar));

describe('derived bars', () => {
  it('are those of the minutes, and the newest stands in the columns', () => {
    const { feed, rows, forming, latest, balance } = storeOf(['1m', '5m', '1d'], ['5m', '1d']);
    const minutes = minuteBars(today.open, [0, 1, 3, 4, 6, 9, 10, 11]);
    feed(minutes);
    expect(rows('1m')).toEqual(rowsOf(minutes));
    expect(rows('5m')).toEqual(folded(minutes, '5m').slice(0, 2));
    expect(forming('5m')).toEqual(folded(minutes, '5m').at(-1));
    expect(rows('1d')).toEqual([]);
    expect(latest('1d')).toEqual(folded(minutes, '1d').at(-1));
    expect(latest('5m')).toEqual(forming('5m'));
    expect(balance()).toBe(0);
  });

  it('keep nothing of an interval that is only folded', () => {
    const { store, feed, rows, latest } = storeOf(['1d'], ['1d']);
    const minutes = sessionMinutes(today);
    feed(minutes);
    expect(store.series(0, '1m')).toBeUndefined();
    expect(rows('1d')).toEqual(folded(minutes, '1d'));
    expect(latest('1d')).toEqual(rows('1d').at(-1));
  });

  it('are told apart from repeats and late bars where the finer ones are not kept', () => {
    const { store, feed, forming, balance } = storeOf(['1d'], ['1d']);
    const minutes = minuteBars(today.open, [0, 1, 2]);
    feed(minutes);
    const before = forming('1d');
    expect(store.ingest(0, M1, minutes, 2 * BAR_STRIDE)).toBe(DUPLICATE);
    const revised = minutes.slice(2 * BAR_STRIDE);
    revised[5] = 1;
    expect(store.ingest(0, M1, revised, 0)).toBe(REJECTED);
    expect(store.ingest(0, M1, minutes, 0)).toBe(REJECTED);
    expect(forming('1d')).toEqual(before);
    expect(balance()).toBe(0);
  });

  it('give way to the bar that the source delivers for the same span', () => {
    const { store, feed, rows, forming, latest } = storeOf(['1d'], ['1d']);
    feed(minuteBars(today.open, [0, 1, 2]));
    const own = Float64Array.of(today.open, 90, 120, 80, 110, 5_000);
    store.ingest(0, DAY, own, 0);
    store.closeFormingUntil(today.close);
    expect(forming('1d')).toBeUndefined();
    expect(rows('1d')).toEqual([[...own]]);
    expect(latest('1d')).toEqual([...own]);
  });

  it('give way to it when it comes after the close, too', () => {
    const { store, feed, rows, told } = storeOf(['1d'], ['1d']);
    feed(minuteBars(today.open, [0, 1, 2]));
    store.closeFormingUntil(today.close);
    const own = Float64Array.of(today.open, 90, 120, 80, 110, 5_000);
    store.ingest(0, DAY, own, 0);
    expect(rows('1d')).toEqual([[...own]]);
    expect(told).toEqual(['revised 1d 0']);
  });

  it('leave a bar alone that the source delivered for an earlier span, and form on', () => {
    const { store, feed, rows, forming, latest } = storeOf(['1d'], ['1d']);
    const minutes = minuteBars(today.open, [0, 1, 2]);
    feed(minutes);
    const late = Float64Array.of(previous.open, 90, 120, 80, 110, 5_000);
    store.ingest(0, DAY, late, 0);
    expect(rows('1d')).toEqual([[...late]]);
    expect(forming('1d')).toEqual(folded(minutes, '1d').at(-1));
    expect(latest('1d')).toEqual(forming('1d'));
  });
});

describe('a change in the past', () => {
  /** What a store holds when every minute comes in its order. */
  function inOrder(minutes: Float64Array) {
    const store = storeOf(['1m', '5m', '15m', '1d'], ['5m', '15m', '1d']);
    for (const interval of ['1m', '5m'] as const) store.indicators.add(0, sma(interval));
    store.feed(minutes);
    return store;
  }

  const sma = (interval: Interval) => indicatorConfig({ name: 'sma', interval, period: 3 });

  function expectEqual(left: ReturnType<typeof inOrder>, right: ReturnType<typeof inOrder>): void {
    for (const interval of ['1m', '5m', '15m', '1d'] as const) {
      expect(left.rows(interval)).toEqual(right.rows(interval));
      expect(left.forming(interval)).toEqual(right.forming(interval));
      expect(left.latest(interval)).toEqual(right.latest(interval));
    }
    for (const interval of ['1m', '5m'] as const) {
      const [one, other] = [left, right].map(({ indicators }) => indicators.reading(0, sma(interval).key));
      expect(one?.barsUsed).toBe(other?.barsUsed);
      if (other?.currentValue === null) expect(one?.currentValue).toBeNull();
      else expect(one?.currentValue).toBeCloseTo(other?.currentValue ?? Number.NaN, 9);
    }
  }

  const session = [...Array(40).keys()];
  const everyFifth = fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 25 });

  it('leaves bars and indicators as if the late bar had come in its time', () => {
    fc.assert(
      fc.property(everyFifth, fc.integer({ min: 1, max: 9 }), fc.nat(), (gone, delay, pick) => {
        const minutes = session.filter((minute) => !gone.includes(minute));
        const late = minutes[pick % minutes.length] ?? 0;
        const rest = minutes.filter((minute) => minute !== late);
        const before = rest.filter((minute) => minute < late + delay);
        const order = [...before, late, ...rest.slice(before.length)];
        const test = inOrder(minuteBars(today.open, order));
        expectEqual(test, inOrder(minuteBars(today.open, minutes)));
        expect(test.balance()).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves them as if a revised bar had been right at once', () => {
    fc.assert(
      fc.property(everyFifth, fc.integer({ min: 0, max: 30 }), fc.nat(), (gone, delay, pick) => {
        const minutes = session.filter((minute) => !gone.includes(minute));
        const place = pick % minutes.length;
        const right = minuteBars(today.open, minutes);
        const wrong = right.slice();
        wrong[place * BAR_STRIDE + 2] = 200;
        wrong[place * BAR_STRIDE + 5] = 9_999;
        const split = Math.min(minutes.length, place + 1 + delay) * BAR_STRIDE;
        const correction = right.subarray(place * BAR_STRIDE, (place + 1) * BAR_STRIDE);
        const test = inOrder(joinRecords(wrong.subarray(0, split), correction, right.subarray(split)));
        expectEqual(test, inOrder(right));
        expect(test.store.totals.revised).toBe(1);
        expect(test.told.some((line) => line.startsWith('revised 1m'))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('does not touch the day that the source delivered itself', () => {
    const { store, feed, rows } = storeOf(['1m', '1d'], ['1d']);
    feed(sessionMinutes(today));
    const own = Float64Array.of(today.open, 90, 120, 80, 110, 5_000);
    store.ingest(0, DAY, own, 0);
    const correction = minuteBars(today.open, [389]);
    correction[5] = 77;
    feed(correction);
    expect(rows('1d')).toEqual([[...own]]);
  });

  it('does not make a coarser bar of what is left of its minutes', () => {
    const { store, feed, rows } = storeOf(['1d'], ['1d']);
    store.openSeries(0, '1m', 20);
    const minutes = sessionMinutes(today);
    feed(minutes);
    store.closeFormingUntil(today.close);
    const correction = minuteBars(today.open, [389]);
    correction[5] = 77;
    feed(correction);
    expect(rows('1d')).toEqual(folded(minutes, '1d'));
  });
});

describe('bars that are no bars', () => {
  it('are kept out with a reason, whether they stream, load or are caught up with', () => {
    const { store, feed, rows, told, balance } = storeOf(['1m', '5m'], ['5m']);
    const broken = Float64Array.of(today.open + MINUTE, 100, 99, 98, 100, 1);
    const good = minuteBars(today.open, [0, 2]);
    feed(joinRecords(good, broken));
    expect(told).toEqual(['quarantined 1m: high 99 is below open 100 or close 100']);
    store.mergeHistory(0, '1m', joinRecords(minuteBars(previous.open, [0]), broken, good));
    store.backfill(0, '1m', joinRecords(good, good), ['1m', '5m']);
    expect(told.slice(1)).toEqual([
      'quarantined 1m: high 99 is below open 100 or close 100',
      'quarantined 1m: it is not after the bar before it',
      'quarantined 1m: it is not after the bar before it',
    ]);
    expect(rows('1m')).toHaveLength(3);
    expect(store.folder('5m').forming[5]).toBe(folded(good, '5m')[0]?.[5]);
    expect(balance()).toBe(0);
  });
});

describe('an interval that is added in the middle of a session', () => {
  it('has the bars and the forming bar that it would have had from the open', () => {
    fc.assert(
      fc.property(
        fc.subarray([...Array(60).keys()], { minLength: 1 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom<Interval>('1m', '5m', '15m', '1h', '1d'),
        (present, joined, interval) => {
          const minutes = minuteBars(today.open, present);
          const now = today.open + joined * MINUTE;
          const split = present.filter((minute) => minute < joined).length * BAR_STRIDE;
          const early = storeOf(['30m', interval], ['30m', interval]);
          early.feed(minutes.subarray(0, split));
          early.store.closeFormingUntil(now);
          early.feed(minutes.subarray(split));
          const test = storeOf(['30m'], ['30m']);
          test.feed(minutes.subarray(0, split));
          test.store.openSeries(0, interval, 5_000);
          test.store.setDerived(0, '1m', ['30m', interval]);
          test.store.backfill(0, '1m', minutes.subarray(0, split), [interval]);
          test.store.closeFormingUntil(now);
          test.feed(minutes.subarray(split));
          for (const each of ['30m', interval] as const) {
            expect(test.rows(each)).toEqual(early.rows(each));
            expect(test.forming(each)).toEqual(early.forming(each));
            expect(test.latest(each)).toEqual(early.latest(each));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is not folded twice when the stream repeats what was caught up with', () => {
    const { store, feed, forming } = storeOf(['1d'], ['1d']);
    const minutes = minuteBars(today.open, [0, 1, 2, 3]);
    store.backfill(0, '1m', minutes.subarray(0, 3 * BAR_STRIDE), ['1d']);
    feed(minutes);
    expect(forming('1d')).toEqual(folded(minutes, '1d')[0]);
  });
});

describe('a split', () => {
  it('puts series, forming bars, columns and indicators on the new basis', () => {
    const { store, indicators, feed, rows, forming, latest } = storeOf(['1m', '1w'], ['1w']);
    indicators.add(0, indicatorConfig({ name: 'sma', interval: '1m', period: 2 }));
    const minutes = minuteBars(today.open, [0, 1]);
    feed(minutes);
    store.rescale(0, 0.25);
    const scaled = (row: readonly number[] | undefined): number[] =>
      (row ?? []).map((value, field) => (field === 0 ? value : field === 5 ? value / 0.25 : value * 0.25));
    expect(rows('1m')).toEqual(rowsOf(minutes).map(scaled));
    expect(forming('1w')).toEqual(scaled(folded(minutes, '1w')[0]));
    expect(latest('1w')).toEqual(forming('1w'));
    const [one, two] = rows('1m').map((row) => row[4] ?? 0);
    expect(indicators.reading(0, 'sma_2_1m')?.currentValue).toBeCloseTo(((one ?? 0) + (two ?? 0)) / 2, 12);
  });
});

describe('freshness', () => {
  it('ends with the open and comes back with a newer bar, not with a correction of an old one', () => {
    const { store, feed } = storeOf(['1m', '1d'], ['1d']);
    const fresh = (): number | undefined => store.latest('1m').fresh[0];
    store.mergeHistory(0, '1m', sessionMinutes(previous));
    store.refreshSince(previous.open);
    expect(fresh()).toBe(1);
    store.expireAll();
    const correction = sessionMinutes(previous).slice(-BAR_STRIDE);
    correction[5] = 1;
    feed(correction);
    expect(fresh()).toBe(0);
    feed(minuteBars(today.open, [0]));
    expect(fresh()).toBe(1);
  });
});
