import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { stddev } from './stddev.ts';

it('divides by the period, not by one less', () => {
  const { stddev: values } = valuesOver(stddev, barsOf({ close: [2, 4, 4, 4, 5, 5, 7, 9] }), { period: 8 });
  expect(values?.at(-1)).toBe(2);
});
