import { describe, expect, it } from 'vitest';
import { chartData, fiveMinutes, OPEN } from '../../shared/testing/chart-data.ts';
import { barMarkers, type ChartMark, extentOf } from './bar-markers.ts';

const data = chartData({ at: fiveMinutes(OPEN, 4), close: [10, 11, 12, 13] });

function mark(id: string, afterOpen: number, rest: Partial<ChartMark> = {}): ChartMark {
  const instant = (OPEN + afterOpen + 4 * 3_600) * 1_000;
  return { id, kind: 'hit', instant, text: id, isProminent: false, ...rest };
}

describe('barMarkers', () => {
  it('stands at the bar', () => {
    expect(barMarkers(data, [mark('a', 600)])).toMatchObject([{ id: 'a', bar: 1, time: OPEN + 300 }]);
  });

  it('makes one of several at one bar, and says how many', () => {
    const marks = [mark('a', 300), mark('b', 290, { isProminent: true }), mark('c', 280)];
    expect(barMarkers(data, marks)).toMatchObject([{ id: 'b', text: 'b +2', isProminent: true }]);
  });

  it('keeps kinds apart', () => {
    expect(barMarkers(data, [mark('a', 100), mark('b', 100, { kind: 'lock' })])).toHaveLength(2);
  });

  it('names the prominent first, then the newer', () => {
    const marks = [mark('old', 300, { isProminent: true }), mark('mid', 600), mark('new', 900)];
    expect(barMarkers(data, marks).map(({ id }) => id)).toEqual(['old', 'new', 'mid']);
  });

  it('leaves out what the chart has no bar for', () => {
    expect(barMarkers(data, [mark('a', -90_000)])).toEqual([]);
  });
});

describe('extentOf', () => {
  it('is the highest high and the lowest low of some bars', () => {
    expect(extentOf(data)(1, 2)).toEqual({ high: 14, low: 8 });
  });

  it('ends where the bars end', () => {
    expect(extentOf(data)(-5, 99)).toEqual({ high: 15, low: 7 });
  });
});
