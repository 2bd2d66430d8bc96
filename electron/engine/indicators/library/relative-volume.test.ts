import { expect, it } from 'vitest';
import { BAR_START, BAR_STRIDE, BAR_VOLUME } from '../../../../shared/domain/bar.ts';
import { barsOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { joinRecords, sessionMinutes } from '../../../testing/minute-bars.ts';
import { sessionOn } from '../../../testing/simulated-session.ts';
import { exchangeCalendar } from '../../calendar/exchanges.ts';
import { sessionOpenOf } from '../../calendar/session-of.ts';
import { relativeVolume } from './relative-volume.ts';

const sessionOf = sessionOpenOf(exchangeCalendar('NYSE'));
const context = { interval: '1m', sessionOf } as const;

/** Every minute of a session with the same volume. */
function steady(date: string, volume: number): Float64Array {
  const bars = sessionMinutes(sessionOn(date));
  for (let at = 0; at < bars.length; at += BAR_STRIDE) bars[at + BAR_VOLUME] = volume;
  return bars;
}

function over(bars: Float64Array, period: number): number[] {
  return valuesOver(relativeVolume, bars, { period }, 'close', context).relative_volume ?? [];
}

it('compares the volume so far with what the sessions before had at the same minute', () => {
  const days = [steady('2013-10-07', 100), steady('2013-10-08', 300), steady('2013-10-09', 600)];
  const values = over(joinRecords(...days), 2);
  expect(values.slice(0, 2 * 390).every(Number.isNaN)).toBe(true);
  expect(values.slice(2 * 390)).toEqual(new Array(390).fill(3));
});

it('forgets the sessions before the last `period`', () => {
  const days = [steady('2013-10-07', 100), steady('2013-10-08', 300), steady('2013-10-09', 600)];
  expect(over(joinRecords(...days), 1).slice(2 * 390)).toEqual(new Array(390).fill(2));
});

it('counts a half day with all of its volume once it has closed', () => {
  const values = over(joinRecords(steady('2013-11-29', 100), steady('2013-12-02', 100)), 1).slice(210);
  expect(values.slice(0, 210)).toEqual(new Array(210).fill(1));
  expect(values[389]).toBe(390 / 210);
});

it('counts a minute without a trade with the volume until then', () => {
  const first = steady('2013-10-07', 100);
  const second = steady('2013-10-08', 100);
  const sparse = Float64Array.from(first.filter((_, index) => Math.floor(index / BAR_STRIDE) % 2 === 0));
  const values = over(joinRecords(sparse, second), 1).slice(195);
  // Bars of the minutes 0, 2, 4: 100 shares in the first minute, none in the second.
  expect(values.slice(0, 4)).toEqual([1, 2, 3 / 2, 2]);
  const later = over(joinRecords(second, steady('2013-10-09', 50)), 1).slice(390);
  expect(later[0]).toBe(0.5);
});

it('takes no notice of bars outside of regular hours', () => {
  const first = steady('2013-10-07', 100);
  const second = steady('2013-10-08', 100);
  const early = second.slice(0, BAR_STRIDE);
  early[BAR_START] = sessionOn('2013-10-08').preOpen;
  early[BAR_VOLUME] = 1e9;
  expect(over(joinRecords(first, early, second), 1).slice(391)).toEqual(new Array(390).fill(1));
});

it('is on 1d the volume over the mean of the days before', () => {
  const bars = barsOf({ close: [1, 1, 1, 1], volume: [100, 200, 300, 0] });
  const { relative_volume: values } = valuesOver(relativeVolume, bars, { period: 2 });
  expect(values).toEqual([Number.NaN, Number.NaN, 2, 0]);
});

it('has no value where the sessions before had no volume', () => {
  const bars = barsOf({ close: [1, 1], volume: [0, 200] });
  expect(valuesOver(relativeVolume, bars, { period: 1 }).relative_volume).toEqual([Number.NaN, Number.NaN]);
});
