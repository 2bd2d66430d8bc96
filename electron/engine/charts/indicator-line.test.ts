import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import { valuesOver } from '../../testing/indicator-values.ts';
import { joinRecords, sessionMinutes } from '../../testing/minute-bars.ts';
import { expectSameValues } from '../../testing/same-values.ts';
import { sessionOn } from '../../testing/simulated-session.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { indicatorConfig } from '../indicators/config.ts';
import { INDICATORS, indicatorDefinition } from '../indicators/registry.ts';
import { foldRecords } from '../session-data/bar-folder.ts';
import { BarRecords } from './bar-records.ts';
import { IndicatorLine } from './indicator-line.ts';

const calendar = exchangeCalendar('NYSE');
const DAY = intervalIndex('1d');
const sessionOf = (start: number): number => calendar.spanStart(DAY, start);
const DAYS = ['2013-10-07', '2013-10-08', '2013-10-09'].map(sessionOn);
const BARS = foldRecords(
  joinRecords(...DAYS.map((day, index) => sessionMinutes(day, 100 + index))),
  intervalIndex('5m'),
  calendar,
);
const COUNT = BARS.length / BAR_STRIDE;
/** Those that there are on the interval. */
const LINES = INDICATORS.filter(({ intervals }) => intervals?.includes('5m') ?? true);
const ANCHORED = LINES.filter(({ sessionAnchored }) => sessionAnchored);

function lineOf(name: string): IndicatorLine {
  return new IndicatorLine(indicatorConfig({ name, interval: '5m' }), sessionOf);
}

function records(count: number): BarRecords {
  const bars = new BarRecords();
  for (let index = 0; index < count; index += 1) bars.append(BARS, index * BAR_STRIDE);
  return bars;
}

function valuesOf(line: IndicatorLine, count = COUNT): number[][] {
  return line.definition.outputs.map((_, output) => Array.from(line.slice(output, 0, count, undefined)));
}

function whole(name: string, count = COUNT): number[][] {
  const line = lineOf(name);
  line.advance(records(count), COUNT);
  return valuesOf(line, count);
}

describe('a line', () => {
  it.each(LINES.filter(({ sessionAnchored }) => !sessionAnchored).map(({ id }) => id))(
    'of %s is what its kernel says bar by bar',
    (id) => {
      const values = valuesOver(indicatorDefinition(id), BARS, {}, undefined, { interval: '5m', sessionOf });
      expect(whole(id)).toEqual(Object.values(values));
    },
  );

  it.each(LINES.map(({ id }) => id))('of %s is the same whatever is computed at a time', (id) => {
    const expected = whole(id);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(40)), { maxLength: 20 }), (steps) => {
        const line = lineOf(id);
        const bars = new BarRecords();
        const take = (count: number): void => {
          for (let left = count; left > 0 && bars.length < COUNT; left -= 1)
            bars.append(BARS, bars.length * BAR_STRIDE);
        };
        for (const [come, compute] of steps) {
          take(come);
          line.advance(bars, compute);
          // A look at a forming bar changes nothing.
          line.preview(bars, { bars: BARS, at: Math.min(bars.length, COUNT - 1) * BAR_STRIDE });
        }
        take(COUNT);
        line.advance(bars, COUNT);
        expect(valuesOf(line)).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  it.each(LINES.map(({ id }) => id))('of %s has on a forming bar what it has when that bar closes', (id) => {
    const line = lineOf(id);
    for (const count of [20, 77, 78, 79, 160, COUNT - 1]) {
      line.reset();
      line.advance(records(count), COUNT);
      const preview = Array.from(line.preview(records(count), { bars: BARS, at: count * BAR_STRIDE }));
      expect(preview).toEqual(whole(id, count + 1).map((values) => values[count]));
    }
  });

  it('begins anew with each session where it is anchored on it', () => {
    expect(ANCHORED.map(({ id }) => id)).toContain('vwap');
    const [values] = whole('vwap');
    const perDay = COUNT / DAYS.length;
    for (let day = 0; day < DAYS.length; day += 1) {
      const own = BARS.subarray(day * perDay * BAR_STRIDE, (day + 1) * perDay * BAR_STRIDE);
      const [expected] = Object.values(valuesOver(indicatorDefinition('vwap'), own));
      expectSameValues(values?.slice(day * perDay, (day + 1) * perDay), expected ?? [], {
        absolute: 0,
        relative: 0,
      });
    }
  });

  it('keeps its values when the oldest bars go', () => {
    const line = lineOf('ema');
    const bars = records(COUNT);
    line.advance(bars, COUNT);
    line.dropFront(bars, 100);
    bars.dropFront(100);
    expect(Array.from(line.slice(0, 0, bars.length, 7))).toEqual([...(whole('ema')[0]?.slice(100) ?? []), 7]);
    expect(bars.startOf(0)).toBe(BARS[100 * BAR_STRIDE]);
  });
});

describe('a line of an indicator that the session computes too, from a later bar on', () => {
  const FROM = 60;
  const start = BARS[FROM * BAR_STRIDE] ?? Number.NaN;
  const later = BARS.subarray(FROM * BAR_STRIDE);
  const RECURSIVE = ['ema', 'rsi', 'sma', 'macd'];

  it.each(RECURSIVE)(
    '%s: has the session’s values where they are stable, whatever is computed at a time',
    (id) => {
      const { stable } = indicatorDefinition(id).warmUp(lineOf(id).config.params, '5m');
      const session = Object.values(valuesOver(indicatorDefinition(id), later));
      const expected = whole(id).map((values, output) =>
        values.map((value, row) =>
          row < FROM + stable ? value : (session[output]?.[row - FROM] ?? Number.NaN),
        ),
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(40)), { maxLength: 20 }), (steps) => {
          const line = lineOf(id);
          const bars = new BarRecords();
          expect(line.followSession(start)).toBe(true);
          const take = (count: number): void => {
            for (let left = count; left > 0 && bars.length < COUNT; left -= 1)
              bars.append(BARS, bars.length * BAR_STRIDE);
          };
          for (const [come, compute] of steps) {
            take(come);
            line.advance(bars, compute);
          }
          take(COUNT);
          while (!line.isComplete(bars)) line.advance(bars, 50);
          expect(valuesOf(line)).toEqual(expected);
        }),
        { numRuns: 10 },
      );
    },
  );

  it('previews the forming bar as the session does', () => {
    const line = lineOf('ema');
    line.followSession(start);
    const bars = records(COUNT - 1);
    line.advance(bars, 10 * COUNT);
    const [values] = Object.values(valuesOver(indicatorDefinition('ema'), later));
    const preview = line.preview(bars, { bars: BARS, at: (COUNT - 1) * BAR_STRIDE });
    expect(preview[0]).toBe(values?.at(-1));
  });

  it('goes on with the session’s values when the oldest bars have gone', () => {
    const line = lineOf('ema');
    line.followSession(start);
    const bars = records(200);
    line.advance(bars, 10 * COUNT);
    line.dropFront(bars, 150);
    bars.dropFront(150);
    for (let index = 200; index < COUNT; index += 1) bars.append(BARS, index * BAR_STRIDE);
    while (!line.isComplete(bars)) line.advance(bars, 50);
    const [values] = Object.values(valuesOver(indicatorDefinition('ema'), later));
    expect(Array.from(line.slice(0, 0, bars.length, undefined))).toEqual(values?.slice(150 - FROM));
  });

  it('is computed anew when that begins, or begins at another bar, and not before', () => {
    const line = lineOf('ema');
    expect(line.followSession(Number.POSITIVE_INFINITY)).toBe(false);
    line.advance(records(COUNT), 10 * COUNT);
    expect(line.followSession(start)).toBe(true);
    expect(line.isComplete(records(COUNT))).toBe(false);
    expect(line.followSession(start)).toBe(false);
  });

  it.each(['vwap', 'obv'])(
    '%s: has values of its own, since those do not depend on more than their session, or have no level',
    (id) => {
      expect(lineOf(id).followSession(start)).toBe(false);
    },
  );
});
