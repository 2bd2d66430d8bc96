import { expect, it } from 'vitest';
import { BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { barsOf, fieldOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { joinRecords, sessionMinutes } from '../../../testing/minute-bars.ts';
import { sessionOn } from '../../../testing/simulated-session.ts';
import { exchangeCalendar } from '../../calendar/exchanges.ts';
import { sessionOpenOf } from '../../calendar/session-of.ts';
import { priorDay } from './prior-day.ts';

const context = { interval: '1m', sessionOf: sessionOpenOf(exchangeCalendar('NYSE')) } as const;
/** The second is a half day, the third comes after a weekend. */
const DAYS = ['2013-11-27', '2013-11-29', '2013-12-02'].map((date, index) =>
  sessionMinutes(sessionOn(date), 100 + index),
);

it('has the levels of the session before throughout a session, after half days and weekends too', () => {
  const {
    high = [],
    low = [],
    close = [],
  } = valuesOver(priorDay, joinRecords(...DAYS), {}, 'close', context);
  let at = 0;
  for (const [index, day] of DAYS.entries()) {
    const end = at + day.length / BAR_STRIDE;
    const before = DAYS[index - 1] ?? new Float64Array(0);
    const expected = [
      Math.max(...fieldOf(before, BAR_HIGH)),
      Math.min(...fieldOf(before, BAR_LOW)),
      fieldOf(before, BAR_CLOSE).at(-1),
    ].map((level) => (Number.isFinite(level) ? level : Number.NaN));
    const found = [high, low, close].map((levels) => new Set(levels.slice(at, end)));
    expect(found).toEqual(expected.map((level) => new Set([level])));
    at = end;
  }
  expect(at).toBe(390 + 210 + 390);
});

it('has those of the bar before on 1d', () => {
  const bars = barsOf({ high: [12, 15], low: [8, 9], close: [10, 11] });
  const outputs = valuesOver(priorDay, bars);
  expect(Object.values(outputs).map((values) => values.at(-1))).toEqual([12, 8, 10]);
});
