import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { adLine } from './ad-line.ts';

it('adds the volume of a close on the high, and takes off that of a close on the low', () => {
  const bars = barsOf({
    high: [10, 10, 10, 10],
    low: [8, 8, 8, 10],
    close: [10, 8, 9.5, 10],
    volume: [100, 30, 40, 50],
  });
  expect(valuesOver(adLine, bars).ad_line).toEqual([100, 70, 90, 90]);
});
