import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { dema } from './dema.ts';

it('takes the lag of an average off: on a straight line it is the line', () => {
  const close = Array.from({ length: 30 }, (_, index) => 10 + 2 * index);
  const { dema: values = [] } = valuesOver(dema, barsOf({ close }), { period: 5 });
  expect(values[7]).toBeNaN();
  for (const [index, value] of values.entries())
    if (index >= 8) expect(value).toBeCloseTo(close[index] ?? 0, 10);
});
