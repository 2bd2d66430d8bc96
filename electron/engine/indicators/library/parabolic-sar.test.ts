import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { hasTestData, testData } from '../../../testing/test-data.ts';
import { parabolicSar } from './parabolic-sar.ts';

it('begins below the first low of a rise, and speeds up with each new high', () => {
  const bars = barsOf({ high: [10, 11, 12, 13], low: [9, 10, 11, 12], close: [10, 11, 12, 13] });
  const { sar = [], direction } = valuesOver(parabolicSar, bars);
  expect(sar[0]).toBeNaN();
  expect(sar[1]).toBe(9);
  expect(sar[2]).toBeCloseTo(9 + 0.02 * (11 - 9), 12);
  // Never above the lows of the last two bars.
  expect(sar[3]).toBeCloseTo(9.04 + 0.04 * (12 - 9.04), 12);
  expect(direction).toEqual([Number.NaN, 1, 1, 1]);
});

it('turns where a low touches it, and begins at the extreme that was reached', () => {
  const bars = barsOf({ high: [10, 11, 14, 9], low: [9, 10, 12, 7], close: [10, 11, 13, 8] });
  const { sar, direction } = valuesOver(parabolicSar, bars);
  expect(sar?.at(-1)).toBe(14);
  expect(direction?.at(-1)).toBe(-1);
});

it.skipIf(!hasTestData)("follows the example in Wilder's book (needs the test data)", () => {
  const source = readFileSync(testData('indicator-oracles/ta-lib-regtest/expected-test_sar.c.txt'), 'utf8');
  const column = (name: string): number[] =>
    (new RegExp(`${name}\\[\\] =\\s*\\{([^}]*)\\}`).exec(source)?.[1] ?? '').split(',').map(Number);
  const high = column('wilderHigh');
  const low = column('wilderLow');
  const { sar = [] } = valuesOver(parabolicSar, barsOf({ high, low, close: low }));
  const expected = [...source.matchAll(/0\.20, TA_SUCCESS, +(\d+), +([\d.]+)/g)].map(
    ([, index, value]) => [Number(index), Number(value)] as const,
  );
  expect(expected).toHaveLength(5);
  // The table counts from the first value, and rounds to as many digits as it shows.
  for (const [index, value] of expected) expect(sar[index + 1]).toBeCloseTo(value, 2);
});
