import { expect, it } from 'vitest';
import { barsOf } from '../../../testing/bar-records.ts';
import { everyDayOpen } from '../../../testing/indicator-bars.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { sessionChange } from './session-change.ts';

const DAY = 86_400_000;
const HALF_HOUR = 1_800_000;

it('is the close against the last close of the session before', () => {
  const open = everyDayOpen(0);
  const bars = barsOf({ close: [10, 20, 25, 15] });
  const starts = [open, open + HALF_HOUR, open + DAY, open + DAY + HALF_HOUR];
  for (const [index, start] of starts.entries()) bars[index * 6] = start;
  const context = { interval: '30m', sessionOf: everyDayOpen } as const;
  const { session_change: values = [] } = valuesOver(sessionChange, bars, {}, 'close', context);
  expect(values.slice(0, 2)).toEqual([Number.NaN, Number.NaN]);
  expect(values[2]).toBeCloseTo(25, 12);
  expect(values[3]).toBeCloseTo(-25, 12);
});

it('is on 1d the change from the day before', () => {
  expect(valuesOver(sessionChange, barsOf({ close: [20, 25] })).session_change?.[1]).toBeCloseTo(25, 12);
});
