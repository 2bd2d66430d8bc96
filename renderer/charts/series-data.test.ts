import { describe, expect, it } from 'vitest';
import { epochMs } from '../../shared/domain/time.ts';
import { chartData, chartLine, fiveMinutes, OPEN } from '../../shared/testing/chart-data.ts';
import { candleItems, disorderAt, type ItemColours, lineItems, volumeItems } from './series-data.ts';

const COLOURS: ItemColours = {
  barUp: 'up',
  barDown: 'down',
  hollow: 'ground',
  volumeUp: 'volume up',
  volumeDown: 'volume down',
  volumeFormingUp: 'forming up',
  volumeFormingDown: 'forming down',
};
const until = epochMs(Date.UTC(2013, 9, 9, 13, 40));

describe('candleItems', () => {
  it('gives each bar at its exchange time', () => {
    const data = chartData({ at: fiveMinutes(OPEN, 2), close: [10, 11] });
    expect(candleItems(data, 0, COLOURS)).toEqual([
      { time: OPEN, open: 9, high: 12, low: 7, close: 10 },
      { time: OPEN + 300, open: 10, high: 13, low: 8, close: 11 },
    ]);
  });

  it('draws the forming bar hollow, in the colour of its direction', () => {
    const data = chartData({ at: fiveMinutes(OPEN, 2) }, { formingUntil: until });
    const [closed, forming] = candleItems(data, 0, COLOURS);
    expect(closed).not.toHaveProperty('color');
    expect(forming).toMatchObject({ color: 'ground', borderColor: 'up', wickColor: 'up' });
  });

  it('leaves a slot for each bar that a session lacks', () => {
    const data = chartData({ at: [OPEN, OPEN + 300, OPEN + 1_500] });
    const items = candleItems(data, 2, COLOURS);
    expect(items.slice(0, 3)).toEqual([{ time: OPEN + 600 }, { time: OPEN + 900 }, { time: OPEN + 1_200 }]);
    expect(items).toHaveLength(4);
  });
});

describe('volumeItems', () => {
  it('takes the colour of the bar, paler while it forms', () => {
    const data = chartData({ at: fiveMinutes(OPEN, 2) }, { formingUntil: until });
    expect(volumeItems(data, 0, COLOURS)).toEqual([
      { time: OPEN, value: 1_000, color: 'volume up' },
      { time: OPEN + 300, value: 1_000, color: 'forming up' },
    ]);
  });
});

describe('lineItems', () => {
  const twoDays = [OPEN, OPEN + 300, OPEN + 86_400, OPEN + 86_700];
  const rest = { sessionStarts: Float64Array.of(OPEN, OPEN + 86_400) };

  it('leaves a slot empty where the indicator has no value', () => {
    const line = chartLine([Number.NaN, 5]);
    const data = chartData({ at: fiveMinutes(OPEN, 2), lines: [line] });
    expect(lineItems(data, line, 0)).toEqual([{ time: OPEN }, { time: OPEN + 300, value: 5 }]);
  });

  it('breaks VWAP between sessions: no stroke leaves the last bar of the day', () => {
    const line = chartLine([1, 2, 3, 4], { name: 'vwap' });
    const items = lineItems(chartData({ at: twoDays, lines: [line] }, rest), line, 0);
    expect(items.map((item) => ('color' in item ? item.color : undefined))).toEqual([
      undefined,
      'transparent',
      undefined,
      undefined,
    ]);
  });

  it('carries an average on from session to session', () => {
    const line = chartLine([1, 2, 3, 4]);
    const items = lineItems(chartData({ at: twoDays, lines: [line] }, rest), line, 0);
    expect(items.some((item) => 'color' in item)).toBe(false);
  });
});

describe('disorderAt', () => {
  it('is -1 where times rise', () => {
    expect(disorderAt(chartData({ at: fiveMinutes(OPEN, 4) }), 0)).toBe(-1);
  });

  it('names the first bar that does not follow the one before', () => {
    expect(disorderAt(chartData({ at: [OPEN, OPEN + 300, OPEN + 300] }), 0)).toBe(2);
    expect(disorderAt(chartData({ at: [OPEN, Number.NaN] }), 1)).toBe(1);
  });
});
