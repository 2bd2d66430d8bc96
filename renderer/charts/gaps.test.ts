import { describe, expect, it } from 'vitest';
import { chartData, fiveMinutes, OPEN } from '../../shared/testing/chart-data.ts';
import { gapsOf, gapText, slotsOf } from './gaps.ts';

describe('gapsOf', () => {
  it('finds the bars that a session lacks', () => {
    const [gap, ...others] = gapsOf(chartData({ at: [...fiveMinutes(OPEN, 2), OPEN + 2_100] }));
    expect(others).toEqual([]);
    expect(gap).toEqual({ from: OPEN + 600, to: OPEN + 2_100, missing: 5, step: 300 });
    expect(slotsOf(gap)).toEqual([600, 900, 1_200, 1_500, 1_800].map((after) => OPEN + after));
  });

  it('lets a single quiet bar pass', () => {
    expect(gapsOf(chartData({ at: [OPEN, OPEN + 600] }))).toEqual([]);
  });

  it('lets the night pass', () => {
    expect(gapsOf(chartData({ at: [OPEN, OPEN + 86_400] }))).toEqual([]);
  });

  it('lets days pass: a chart of days has no session inside', () => {
    expect(gapsOf(chartData({ at: [OPEN, OPEN + 30 * 86_400] }, { interval: '1d' }))).toEqual([]);
  });
});

describe('gapText', () => {
  it('says how long there was nothing', () => {
    expect(gapText({ from: 0, to: 0, missing: 5, step: 300 })).toBe('no bars 25 min');
    expect(gapText({ from: 0, to: 0, missing: 24, step: 300 })).toBe('no bars 2 h');
    expect(gapText({ from: 0, to: 0, missing: 13, step: 300 })).toBe('no bars 1 h 5 min');
  });
});
