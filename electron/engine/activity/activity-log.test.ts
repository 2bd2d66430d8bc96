import { expect, it } from 'vitest';
import { epochMs } from '../../../shared/domain/time.ts';
import { ActivityLog, LOG_KEPT } from './activity-log.ts';

function logOf(count: number): ActivityLog {
  const log = new ActivityLog((time) => `at ${time}`);
  for (let number = 1; number <= count; number += 1)
    log.add(epochMs(number), { level: 'info', source: 'session', symbol: null, message: `m${number}` });
  return log;
}

it('gives what came after a number, oldest first', () => {
  const log = logOf(5);
  expect(log.after(3).map(({ number, message, wallTime }) => [number, message, wallTime])).toEqual([
    [4, 'm4', 'at 4'],
    [5, 'm5', 'at 5'],
  ]);
  expect(log.after(5)).toEqual([]);
  expect(log.after(99)).toEqual([]);
});

it('gives the newest thousand where there are more', () => {
  const numbers = logOf(1_500)
    .after(0)
    .map(({ number }) => number);
  expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([1_000, 501, 1_500]);
});

it('numbers go on over what it lets go of', () => {
  const log = logOf(3 * LOG_KEPT + 7);
  const newest = log.after(3 * LOG_KEPT);
  expect(newest.map(({ number }) => number - 3 * LOG_KEPT)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(log.after(0)[0]?.number).toBe(3 * LOG_KEPT + 7 - 999);
});
