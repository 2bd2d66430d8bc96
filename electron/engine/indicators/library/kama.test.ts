import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { kama } from './kama.ts';

it('follows fast where prices go straight, slowly where they go to and fro', () => {
  const straight = valuesOver(kama, barsOf({ close: [10, 11, 12, 13] }), { period: 3 });
  expect(straight.kama?.[3]).toBeCloseTo(12 + (2 / 3) ** 2, 12);
  const toAndFro = valuesOver(kama, barsOf({ close: [10, 11, 10, 11, 10] }), { period: 4 });
  expect(toAndFro.kama?.[4]).toBeCloseTo(11 - (2 / 31) ** 2, 12);
});
