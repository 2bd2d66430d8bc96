import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_CLOSE, BAR_HIGH, BAR_START, BAR_STRIDE, BAR_VOLUME } from '../../../shared/domain/bar.ts';
import { INTERVALS, type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { joinRecords, minuteBars, rowsOf, sessionMinutes } from '../../testing/minute-bars.ts';
import { sessionOn } from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { BarFolder, foldRecords } from '../session-data/bar-folder.ts';
import { BarSeries } from '../session-data/bar-series.ts';
import type { HeldBars, HeldSeries } from './held-bars.ts';
import { MergedBars } from './merged-bars.ts';

const calendar = exchangeCalendar('NYSE');
/** Thanksgiving week of 2013, with its half day, and the Monday after it. */
const SESSIONS = ['2013-11-25', '2013-11-26', '2013-11-27', '2013-11-29', '2013-12-02'].map(sessionOn);
const MINUTES = joinRecords(...SESSIONS.map((session, day) => sessionMinutes(session, 100 + day)));
const LAST = SESSIONS[4]?.open ?? Number.NaN;
const END = SESSIONS[4]?.close ?? Number.NaN;
const COARSER: readonly Interval[] = ['5m', '15m', '30m', '1h', '1d', '1w'];

/** A symbol's minutes and one derived interval, as the session holds them, bar by bar. */
class Held {
  readonly minutes = new BarSeries(5_000);
  readonly derived = new BarSeries(5_000);
  readonly #folder: BarFolder;
  #taken = 0;
  now = Number.NEGATIVE_INFINITY;

  constructor(
    interval: Interval,
    private readonly all: Float64Array = MINUTES,
  ) {
    this.#folder = new BarFolder(intervalIndex(interval), calendar, (_symbol, _interval, bars, at) => {
      this.derived.offer(bars, at);
    });
  }

  /** The next minutes come in; those from `foldFrom` on are folded into the derived series too. */
  take(count: number, foldFrom = Number.NEGATIVE_INFINITY): void {
    for (let left = count; left > 0 && this.#taken < this.all.length; left -= 1) {
      this.minutes.offer(this.all, this.#taken);
      const start = this.all[this.#taken] ?? Number.NaN;
      if (start >= foldFrom) this.#folder.fold(0, this.all, this.#taken);
      this.now = start + 60_000;
      this.#folder.closeUntil(this.now);
      this.#taken += BAR_STRIDE;
    }
  }

  own(live = true): HeldSeries {
    const folder = this.#folder;
    const forming = () => (folder.hasForming(0) ? { bars: folder.forming, at: 0 } : undefined);
    return { series: this.derived, live, forming };
  }

  finer(): HeldSeries {
    return { series: this.minutes, live: true, forming: () => undefined };
  }
}

/** All bars, the forming one last. */
function rows(merged: MergedBars): number[][] {
  const forming = merged.forming();
  const closed = rowsOf(merged.closed.data.slice(0, merged.closed.length * BAR_STRIDE));
  return forming === undefined
    ? closed
    : [...closed, ...rowsOf(forming.bars.slice(forming.at, forming.at + BAR_STRIDE))];
}

function folded(minutes: number, interval: Interval): number[][] {
  return rowsOf(foldRecords(MINUTES.subarray(0, minutes * BAR_STRIDE), intervalIndex(interval), calendar));
}

function taken(held: HeldBars, now: number, interval: Interval): number[][] {
  const merged = new MergedBars(intervalIndex(interval), calendar);
  merged.sync(held, now);
  return rows(merged);
}

const someChunks = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 12 });

describe('bars of an interval that nobody holds', () => {
  it.each(COARSER)(
    'are folded from the minutes, %s as foldRecords does it, whatever comes at a time',
    (interval) => {
      fc.assert(
        fc.property(someChunks, (chunks) => {
          const held = new Held(interval);
          const merged = new MergedBars(intervalIndex(interval), calendar);
          let count = 0;
          for (const chunk of chunks) {
            held.take(chunk);
            count = Math.min(count + chunk, MINUTES.length / BAR_STRIDE);
            merged.sync({ own: undefined, finer: held.finer() }, held.now);
            expect(rows(merged)).toEqual(folded(count, interval));
          }
        }),
        { numRuns: 20 },
      );
    },
  );

  it('leave out the first of a ring that has let its beginning go', () => {
    const ring = new BarSeries(100);
    for (let at = 0; at < MINUTES.length; at += BAR_STRIDE) ring.offer(MINUTES, at);
    const finer: HeldSeries = { series: ring, live: true, forming: () => undefined };
    const hours = taken({ own: undefined, finer }, END, '1h');
    expect(hours).toEqual(folded(MINUTES.length / BAR_STRIDE, '1h').slice(-2));
  });

  it('have a forming bar of closed finer bars and the one that forms in them', () => {
    const fives = new Held('5m');
    fives.take(67);
    const hour = taken({ own: undefined, finer: { ...fives.own(), live: true } }, fives.now, '1h');
    expect(hour).toEqual(folded(67, '1h'));
  });
});

describe('bars of an interval whose own series begins later than a finer one', () => {
  it.each(COARSER)('%s: what is in front is folded', (interval) => {
    fc.assert(
      fc.property(someChunks, fc.integer({ min: 0, max: 5 }), (chunks, day) => {
        const foldFrom = SESSIONS[day]?.open ?? Number.POSITIVE_INFINITY;
        if (interval === '1w' && day !== 0 && day !== 4) return;
        const held = new Held(interval);
        const merged = new MergedBars(intervalIndex(interval), calendar);
        let count = 0;
        for (const chunk of chunks) {
          held.take(chunk, foldFrom);
          count = Math.min(count + chunk, MINUTES.length / BAR_STRIDE);
          const own = held.derived.length === 0 ? undefined : held.own();
          merged.sync({ own, finer: held.finer() }, held.now);
          expect(rows(merged)).toEqual(folded(count, interval));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('what was folded stands when the finer series is gone', () => {
    const held = new Held('5m');
    held.take(1_600, LAST);
    const merged = new MergedBars(intervalIndex('5m'), calendar);
    const own = held.own();
    merged.sync({ own, finer: held.finer() }, held.now);
    expect(merged.sync({ own, finer: undefined }, held.now)).toBe(false);
    expect(merged.closed.startOf(0)).toBe(SESSIONS[0]?.open);
  });
});

describe('bars behind an own series that the session does not go on with', () => {
  it('are folded', () => {
    const held = new Held('1d');
    held.take(700);
    const own: HeldSeries = { series: new BarSeries(10), live: false, forming: () => undefined };
    const days = foldRecords(MINUTES.subarray(0, 390 * BAR_STRIDE), intervalIndex('1d'), calendar);
    own.series.offer(days, 0);
    expect(taken({ own, finer: held.finer() }, held.now, '1d')).toEqual(folded(700, '1d'));
  });

  it('give way to its own bar when that comes', () => {
    const held = new Held('1d');
    held.take(600);
    const series = new BarSeries(10);
    const days = foldRecords(MINUTES, intervalIndex('1d'), calendar);
    series.offer(days, 0);
    const merged = new MergedBars(intervalIndex('1d'), calendar);
    const own: HeldSeries = { series, live: false, forming: () => undefined };
    merged.sync({ own, finer: held.finer() }, held.now);
    const official = days.slice(BAR_STRIDE, 2 * BAR_STRIDE);
    official[BAR_VOLUME] = 9_999_999;
    series.offer(official, 0);
    expect(merged.sync({ own, finer: held.finer() }, held.now)).toBe(true);
    expect(rows(merged)[1]).toEqual(Array.from(official));
  });
});

describe('earlier bars that change', () => {
  it('are noticed: revisions, late bars, history in front, another basis; and no news is none', () => {
    const held = new Held('5m');
    const [first] = SESSIONS;
    held.take(600);
    const merged = new MergedBars(intervalIndex('1m'), calendar);
    const own: HeldSeries = { series: held.minutes, live: true, forming: () => undefined };
    const sync = () => merged.sync({ own, finer: undefined }, held.now);
    expect(sync()).toBe(true);
    expect(sync()).toBe(false);
    held.take(10);
    expect(sync()).toBe(false);

    const revised = MINUTES.slice(608 * BAR_STRIDE, 609 * BAR_STRIDE);
    revised[BAR_HIGH] = (revised[BAR_HIGH] ?? 0) + 1;
    held.minutes.offer(revised, 0);
    expect(sync()).toBe(true);
    expect(rows(merged)[608]).toEqual(Array.from(revised));

    held.minutes.rescale(0.5);
    expect(sync()).toBe(true);
    expect(rows(merged)[608]?.[BAR_HIGH]).toBe((revised[BAR_HIGH] ?? 0) / 2);

    held.minutes.merge(minuteBars((first?.open ?? 0) - 86_400_000, [0, 1, 2]));
    expect(sync()).toBe(true);
    expect(rows(merged)).toHaveLength(613);
    expect(sync()).toBe(false);
  });

  it('equal a fresh look, whatever is revised and however much comes at a time', () => {
    const step = fc.record({
      take: fc.integer({ min: 0, max: 120 }),
      revise: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...COARSER), fc.array(step, { maxLength: 10 }), (interval, steps) => {
        const held = new Held(interval);
        const merged = new MergedBars(intervalIndex(interval), calendar);
        for (const { take, revise } of steps) {
          held.take(take);
          const newest = held.minutes.length - revise;
          if (newest >= 0) {
            const offset = held.minutes.offsetOf(newest);
            const bar = held.minutes.data.slice(offset, offset + BAR_STRIDE);
            bar[BAR_HIGH] = (bar[BAR_HIGH] ?? 0) + 0.25;
            bar[BAR_CLOSE] = bar[BAR_HIGH];
            held.minutes.offer(bar, 0);
          }
          merged.sync({ own: undefined, finer: held.finer() }, held.now);
          expect(rows(merged)).toEqual(taken({ own: undefined, finer: held.finer() }, held.now, interval));
        }
      }),
      { numRuns: 40 },
    );
  });
});

it('bars are ascending, each start once, in every interval', () => {
  const held = new Held('5m');
  held.take(1_600, LAST);
  for (const interval of INTERVALS.slice(2)) {
    const starts = taken({ own: undefined, finer: held.finer() }, held.now, interval).map(
      (row) => row[BAR_START],
    );
    expect(starts).toEqual([...new Set(starts)].sort((left, right) => (left ?? 0) - (right ?? 0)));
  }
});
