import { describe, expect, it } from 'vitest';
import { chartData, chartLine, fiveMinutes, OPEN } from '../../../shared/testing/chart-data.ts';
import { barFigures, legendIndex, lineFigure, lineGroups } from './legend-values.ts';

const data = chartData({ at: fiveMinutes(OPEN, 3), close: [10, 11, 12] });

describe('legendIndex', () => {
  it('is the bar under the crosshair, or the newest', () => {
    expect(legendIndex(data, 1)).toBe(1);
    expect(legendIndex(data, null)).toBe(2);
  });

  it('is the newest where the crosshair stands on what is gone', () => {
    expect(legendIndex(data, 9)).toBe(2);
  });
});

describe('barFigures', () => {
  it('has open, high, low, close and volume', () => {
    expect(barFigures(data, 0).map(([letter, figure]) => `${letter} ${figure}`)).toEqual([
      'O 9.00',
      'H 12.00',
      'L 7.00',
      'C 10.00',
      'V 1.0k',
    ]);
  });

  it('says that there is none where there is no bar', () => {
    expect(barFigures(data, -1).map(([, figure]) => figure)).toEqual(Array(5).fill('—'));
  });
});

describe('lineFigure', () => {
  it('is a price over the prices, and as short as its scale elsewhere', () => {
    expect(lineFigure(chartLine([180.474]), 0)).toBe('180.47');
    expect(lineFigure(chartLine([74.26], { pane: 'own', range: [0, 100] }), 0)).toBe('74.3');
    expect(lineFigure(chartLine([-0.0412], { pane: 'own' }), 0)).toBe('−0.041');
    expect(lineFigure(chartLine([-1_240_000], { pane: 'own' }), 0)).toBe('−1.24M');
  });

  it('is missing where the indicator has no value', () => {
    expect(lineFigure(chartLine([Number.NaN]), 0)).toBe('—');
    expect(lineFigure(chartLine([]), 4)).toBe('—');
  });
});

describe('lineGroups', () => {
  it('says the name of an indicator once', () => {
    const macd = (output: string, label: string) => chartLine([1], { key: 'macd', output, label });
    const lines = [
      chartLine([1]),
      macd('macd', 'MACD 12 26 9'),
      macd('signal', 'MACD 12 26 9 signal'),
      macd('histogram', 'MACD 12 26 9 histogram'),
    ];
    expect(lineGroups(lines).map(({ name, lines: own }) => [name, own.length])).toEqual([
      ['SMA 20', 1],
      ['MACD 12 26 9', 3],
    ]);
  });

  it('leaves out what tells the lines of a band apart', () => {
    const band = (output: string) =>
      chartLine([1], { key: 'bbands', output, label: `Bollinger 20 2 ${output}` });
    const [group] = lineGroups(['middle', 'upper', 'lower'].map(band));
    expect(group?.name).toBe('Bollinger 20 2');
  });
});
