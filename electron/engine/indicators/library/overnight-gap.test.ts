import { expect, it } from 'vitest';
import { BAR_OPEN } from '../../../../shared/domain/bar.ts';
import { barsOf } from '../../../testing/bar-records.ts';
import { everyDayOpen } from '../../../testing/indicator-bars.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { overnightGap } from './overnight-gap.ts';

const DAY = 86_400_000;
const HALF_HOUR = 1_800_000;

it('is the open against the close of the session before, the same throughout the session', () => {
  const open = everyDayOpen(0);
  const bars = barsOf({ close: [10, 20, 25, 30] });
  const starts = [open, open + HALF_HOUR, open + DAY, open + DAY + HALF_HOUR];
  for (const [index, start] of starts.entries()) bars[index * 6] = start;
  bars[2 * 6 + BAR_OPEN] = 22;
  const context = { interval: '30m', sessionOf: everyDayOpen } as const;
  const { overnight_gap: values = [] } = valuesOver(overnightGap, bars, {}, 'close', context);
  expect(values.slice(0, 2)).toEqual([Number.NaN, Number.NaN]);
  expect(values[2]).toBeCloseTo(10, 12);
  expect(values[3]).toBe(values[2]);
});

it('is on 1d the open against the close of the day before', () => {
  const bars = barsOf({ close: [20, 25] });
  bars[6 + BAR_OPEN] = 19;
  expect(valuesOver(overnightGap, bars).overnight_gap?.[1]).toBeCloseTo(-5, 12);
});

it('has no value after a close of zero', () => {
  expect(valuesOver(overnightGap, barsOf({ close: [0, 25] })).overnight_gap?.[1]).toBeNaN();
});
