import { describe, expect, it } from 'vitest';
import type { ChartData } from '../../shared/domain/chart.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { chartData, chartLine, fiveMinutes, OPEN } from '../../shared/testing/chart-data.ts';
import { mergeChart } from './chart-merge.ts';

const held = chartData(
  { at: fiveMinutes(OPEN, 3), close: [10, 11, 12], lines: [chartLine([1, 2, 3])] },
  { formingUntil: epochMs(Date.UTC(2013, 9, 9, 13, 45)) },
);

function tail(first: number, close: number[], values: number[], rest: Partial<ChartData> = {}): ChartData {
  const at = fiveMinutes(first, close.length);
  return chartData({ at, close, lines: [chartLine(values)] }, { whole: false, ...rest });
}

describe('mergeChart', () => {
  it('takes a whole answer as it is', () => {
    expect(mergeChart(null, held)).toEqual({ data: held, from: 0 });
  });

  it('replaces the forming bar and appends what follows', () => {
    const merged = mergeChart(held, tail(OPEN + 600, [12.5, 13], [3.5, 4]));
    expect(merged?.from).toBe(2);
    expect(merged?.data.bars.close).toEqual(Float64Array.of(10, 11, 12.5, 13));
    expect(merged?.data.bars.wallSeconds).toEqual(Float64Array.from(fiveMinutes(OPEN, 4)));
    expect(merged?.data.lines[0]?.values).toEqual(Float64Array.of(1, 2, 3.5, 4));
    expect(merged?.data.formingUntil).toBeNull();
  });

  it('leaves the bars alone where nothing is new', () => {
    const merged = mergeChart(held, tail(OPEN, [], []));
    expect(merged?.from).toBe(3);
    expect(merged?.data.bars).toBe(held.bars);
  });

  it('does not touch what it was given', () => {
    mergeChart(held, tail(OPEN + 600, [99], [99]));
    expect(held.bars.close).toEqual(Float64Array.of(10, 11, 12));
  });

  it('asks again where earlier bars have changed', () => {
    expect(mergeChart(held, tail(OPEN + 600, [12], [3], { edition: 2 }))).toBeNull();
  });

  it('asks again where it would leave a hole', () => {
    expect(mergeChart(held, tail(OPEN + 900, [13], [4]))).toBeNull();
  });

  it('asks again where the lines are others', () => {
    expect(mergeChart(held, chartData({ at: [OPEN + 600], close: [12] }, { whole: false }))).toBeNull();
  });

  it('asks again where it has nothing to join to', () => {
    expect(mergeChart(null, tail(OPEN + 600, [12], [3]))).toBeNull();
  });

  it.each([
    ['stand still', [OPEN, OPEN]],
    ['fall', [OPEN + 300, OPEN]],
    ['are no number', [OPEN, Number.NaN]],
  ])('asks again where times %s, whole or not', (_, at) => {
    expect(mergeChart(null, chartData({ at }))).toBeNull();
    expect(mergeChart(held, chartData({ at }, { whole: false }))).toBeNull();
  });

  it('keeps the hits and session starts of both, once each', () => {
    const hit = (minute: number) => ({
      time: epochMs(Date.UTC(2013, 9, 9, 13, minute)),
      symbol: symbolId('IBM'),
      scanner: 'above_2',
      first: true,
      version: 1,
      metadata: {},
    });
    const before = { ...held, hits: [hit(35)] };
    const nextOpen = OPEN + 86_400;
    const sessionStarts = Float64Array.of(OPEN, nextOpen);
    const merged = mergeChart(
      before,
      tail(OPEN + 600, [12], [3], { hits: [hit(35), hit(40)], sessionStarts }),
    );
    expect(merged?.data.hits).toEqual([hit(35), hit(40)]);
    expect(merged?.data.sessionStarts).toEqual(sessionStarts);
  });
});
