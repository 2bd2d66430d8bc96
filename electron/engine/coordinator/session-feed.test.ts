import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { joinRecords, minuteBars, rowsOf, sessionMinutes } from '../../testing/minute-bars.ts';
import { ScriptedSource } from '../../testing/scripted-source.ts';
import { sessionOn } from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { SessionFeed } from './session-feed.ts';
import type { RoutedSource } from './source-router.ts';
import type { Stream } from './stream-reads.ts';

const calendar = exchangeCalendar('NYSE');
const session = sessionOn('2024-03-06');
const MINUTE = 60_000;
const minuteOf = (minutes: number) => epochMs(session.open + minutes * MINUTE);
const NO_BACKFILL = (): void => {
  throw new Error('Nothing was to be caught up with');
};

type Bars = Readonly<Record<string, Partial<Record<Interval, Float64Array>>>>;

/** A feed on a source with these bars; what was delivered, as symbol, interval and row. */
async function feedOf(bars: Bars) {
  const source = new ScriptedSource({ bars });
  const routed: RoutedSource = { source, description: await source.describe(), fixedBasis: undefined };
  const delivered: { symbol: number; interval: number; row: number[] }[] = [];
  const feed = new SessionFeed(calendar, (symbol, interval, records, at) => {
    delivered.push({ symbol, interval, row: [...records.subarray(at, at + BAR_STRIDE)] });
  });
  feed.open(session);
  const symbols = Object.keys(bars);
  const stream = (symbol: string, interval: Interval): Stream => ({
    symbolIndex: symbols.indexOf(symbol),
    symbol: symbolId(symbol),
    interval,
    source: routed,
  });
  /** Goes on to an instant as the run does, bar by bar. */
  const play = async (until: number): Promise<void> => {
    for (;;) {
      const next = feed.nextTime();
      if (next > until) break;
      if (feed.needsRead(next)) await feed.readUntil(next);
      else done(feed.deliver(next));
    }
  };
  const rows = (symbol = 0): number[][] =>
    delivered.filter((bar) => bar.symbol === symbol).map(({ row }) => row);
  return { feed, source, stream, play, rows, delivered };
}

/** All parts of a piece of work, one after the other. */
function done(parts: Iterable<void>): number {
  return [...parts].length;
}

describe('the session feed', () => {
  it('delivers every bar once, in the order of ends, and none before its end', async () => {
    const some = fc.subarray([...Array(390).keys()], { minLength: 0 });
    await fc.assert(
      fc.asyncProperty(some, some, async (left, right) => {
        const bars = {
          AAA: { '1m': minuteBars(session.open, left) },
          BBB: { '1m': minuteBars(session.open, right), '1d': minuteBars(session.open, [0]) },
        };
        const { feed, stream, delivered, rows } = await feedOf(bars);
        const streams = [stream('BBB', '1d'), stream('BBB', '1m'), stream('AAA', '1m')];
        await feed.add(streams, session.preOpen, NO_BACKFILL);
        let last = 0;
        for (let minute = 0; minute <= 390; minute += 13) {
          await feed.readUntil(minuteOf(minute));
          done(feed.deliver(minuteOf(minute)));
          for (const { interval, row } of delivered.slice(last)) {
            expect(calendar.spanEnd(interval, row[0] ?? 0)).toBeLessThanOrEqual(minuteOf(minute));
          }
          last = delivered.length;
        }
        expect(rows(0)).toEqual(rowsOf(bars.AAA['1m']));
        expect(rows(1)).toEqual([...rowsOf(bars.BBB['1m']), ...rowsOf(bars.BBB['1d'])]);
        expect(feed.nextTime()).toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 30 },
    );
  });

  it('hands bars of one instant over finest first, then by symbol', async () => {
    const last = minuteBars(session.open, [389]);
    const day = minuteBars(session.open, [0]);
    const { feed, stream, delivered } = await feedOf({
      AAA: { '1m': last, '1d': day },
      BBB: { '1m': last, '1d': day },
    });
    const streams = (['BBB', 'AAA'] as const).flatMap((symbol) => [
      stream(symbol, '1d'),
      stream(symbol, '1m'),
    ]);
    await feed.add(streams, session.preOpen, NO_BACKFILL);
    await feed.readUntil(session.close);
    expect(feed.nextTime()).toBe(session.close);
    done(feed.deliver(session.close - 1));
    expect(delivered).toHaveLength(0);
    done(feed.deliver(session.close));
    const [minute, daily] = [intervalIndex('1m'), intervalIndex('1d')];
    expect(delivered.map(({ symbol, interval }) => [symbol, interval])).toEqual([
      [0, minute],
      [1, minute],
      [0, daily],
      [1, daily],
    ]);
  });

  it('reads in windows what one reading would give', async () => {
    const minutes = sessionMinutes(session);
    const bars = Object.fromEntries(
      Array.from({ length: 1_200 }, (_unused, number) => [`S${number}`, { '1m': minutes }]),
    );
    const { feed, source, stream, play, rows } = await feedOf(bars);
    const streams = Object.keys(bars).map((symbol) => stream(symbol, '1m'));
    await feed.add(streams, session.preOpen, NO_BACKFILL);
    await play(session.close);
    const windows = new Set(source.requests.filter(({ symbol }) => symbol === 'S0').map(({ from }) => from));
    expect(windows.size).toBeGreaterThan(1);
    expect(rows(0)).toEqual(rowsOf(minutes));
    expect(rows(1_199)).toEqual(rowsOf(minutes));
  });

  it('catches a late subscription up in one block, then streams on without a gap or a repeat', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...Array(390).keys()]),
        fc.integer({ min: 0, max: 395 }),
        fc.boolean(),
        async (present, joined, hasOther) => {
          const bars = {
            AAA: { '1m': minuteBars(session.open, present) },
            BBB: { '1m': sessionMinutes(session) },
          };
          const { feed, stream, play, rows } = await feedOf(bars);
          if (hasOther) await feed.add([stream('BBB', '1m')], session.preOpen, NO_BACKFILL);
          await play(minuteOf(joined));
          let caughtUp = new Float64Array(0);
          await feed.add([stream('AAA', '1m')], minuteOf(joined), (_stream, records) => {
            caughtUp = records.slice();
          });
          for (const [start = 0] of rowsOf(caughtUp)) expect(start).toBeLessThan(minuteOf(joined));
          expect(rows(0)).toEqual([]);
          await play(session.close);
          expect([...rowsOf(caughtUp), ...rows(0)]).toEqual(rowsOf(bars.AAA['1m']));
          if (hasOther) expect(rows(1)).toEqual(rowsOf(bars.BBB['1m']));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('brings a day’s own bar at the close, and not at all when that is another day', async () => {
    const yesterday = sessionOn('2024-03-05');
    const days = joinRecords(minuteBars(yesterday.open, [0]), minuteBars(session.open, [0]));
    const { feed, stream, rows, delivered } = await feedOf({
      AAA: { '1d': days },
      BBB: { '1d': days.slice(0, 6) },
    });
    await feed.add([stream('AAA', '1d'), stream('BBB', '1d')], minuteOf(60), NO_BACKFILL);
    expect(feed.nextTime()).toBe(session.close);
    done(feed.deliver(session.close));
    expect(delivered).toHaveLength(1);
    expect(rows(0)).toEqual([rowsOf(days)[1]]);
  });

  it('stops a stream that is removed, and knows it no more', async () => {
    const { feed, stream, play, rows } = await feedOf({ AAA: { '1m': sessionMinutes(session) } });
    await feed.add([stream('AAA', '1m')], session.preOpen, NO_BACKFILL);
    await play(minuteOf(30));
    feed.remove(0, '1m');
    expect([feed.has(0, '1m'), feed.streamCount, feed.nextTime()]).toEqual([
      false,
      0,
      Number.POSITIVE_INFINITY,
    ]);
    expect(rows()).toHaveLength(30);
  });

  it('reads a session’s bars so far anew for whoever needs them again', async () => {
    const minutes = sessionMinutes(session);
    const { feed, stream } = await feedOf({ AAA: { '1m': minutes } });
    const own = stream('AAA', '1m');
    expect(await feed.readEnded(own, session.preOpen)).toHaveLength(0);
    expect(await feed.readEnded(own, minuteOf(10))).toEqual(minutes.slice(0, 10 * BAR_STRIDE));
    expect(await feed.readEnded(own, session.postClose)).toEqual(minutes);
  });

  it('cannot be used before a session is open', async () => {
    const feed = new SessionFeed(calendar, () => undefined);
    await expect(feed.readUntil(0)).rejects.toThrow('No session is open');
  });
});
