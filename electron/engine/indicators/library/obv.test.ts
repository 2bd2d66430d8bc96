import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { obv } from './obv.ts';

it('begins with the first volume, adds on a rise, takes off on a fall, keeps on neither', () => {
  const bars = barsOf({ close: [5, 6, 6, 4], volume: [100, 10, 20, 40] });
  expect(valuesOver(obv, bars).obv).toEqual([100, 110, 110, 70]);
});
