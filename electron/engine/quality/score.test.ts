import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayScore, NO_COUNTS, scoreOfWholeDays, scoreOverDays, symbolScore } from './score.ts';

/** A mean over days, oldest first. */
function over(scores: readonly (number | null)[]): {
  readonly score: number | null;
  readonly weight: number;
} {
  return scores.reduce<{ readonly score: number | null; readonly weight: number }>(
    ({ weight, score }, newest) => scoreOverDays(weight, score, newest),
    { score: null, weight: 0 },
  );
}

it('is the share of bars that one can work with: a lost one costs ten times a quiet one', () => {
  const day = { ...NO_COUNTS, expected: 100 };
  expect(dayScore({ ...day, got: 100 })).toBe(100);
  expect(dayScore({ ...day, got: 90, lost: 10 })).toBeCloseTo(90, 12);
  expect(dayScore({ ...day, got: 90, quiet: 10 })).toBeCloseTo(99, 12);
  expect(dayScore({ ...day, got: 90, halted: 10 })).toBe(100);
  expect(dayScore({ ...day, got: 100, duplicates: 50 })).toBe(100);
  expect(dayScore({ ...day, got: 100, revised: 5, late: 3, rejected: 2 })).toBeCloseTo(99, 12);
  expect(dayScore({ ...day, lost: 100, rejected: 30 })).toBe(0);
  expect(dayScore(NO_COUNTS)).toBeNull();
});

it('weighs a day half as much as one that is five sessions newer', () => {
  expect(over([0, 100]).score).toBeCloseTo(100 / (1 + 0.5 ** 0.2), 12);
  const newestBad = over([100, 100, 100, 100, 100, 0]).score ?? 0;
  const oldestBad = over([0, 100, 100, 100, 100, 100]).score ?? 0;
  expect((100 - newestBad) / (100 - oldestBad)).toBeCloseTo(2, 12);
  expect(over([80, null]).score).toBe(80);
  expect(over([null]).score).toBeNull();
});

it('stays between the days that it is the mean of, and lower days never raise it', () => {
  const days = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(days, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (scores, place, share) => {
      const before = over(scores).score ?? Number.NaN;
      expect(before).toBeGreaterThanOrEqual(Math.min(...scores));
      expect(before).toBeLessThanOrEqual(Math.max(...scores));
      const lowered = scores.map((score, day) => (day === place % scores.length ? score * share : score));
      expect(over(lowered).score ?? Number.NaN).toBeLessThanOrEqual(before + 1e-9);
    }),
  );
});

it('whole days give in one go what they give one by one', () => {
  for (const days of [0, 1, 2, 40, 252]) {
    const each = over(Array<number>(days).fill(100));
    const all = scoreOfWholeDays(days);
    expect(all.score).toBe(each.score);
    expect(all.weight).toBeCloseTo(each.weight, 9);
  }
});

it('a symbol is as good as the worst of its intervals, and loses points while it is cut off', () => {
  expect(symbolScore([100, 97, null], false)).toBe(97);
  expect(symbolScore([100, 97], true)).toBe(72);
  expect(symbolScore([10], true)).toBe(0);
  expect(symbolScore([null], true)).toBeNull();
});
