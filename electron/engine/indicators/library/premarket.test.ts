import { expect, it } from 'vitest';
import { BAR_HIGH, BAR_LOW, BAR_STRIDE } from '../../../../shared/domain/bar.ts';
import { fieldOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { joinRecords, minuteBars, sessionMinutes } from '../../../testing/minute-bars.ts';
import { sessionOn } from '../../../testing/simulated-session.ts';
import { exchangeCalendar } from '../../calendar/exchanges.ts';
import { sessionOpenOf } from '../../calendar/session-of.ts';
import { premarket } from './premarket.ts';

const context = { interval: '1m', sessionOf: sessionOpenOf(exchangeCalendar('NYSE')) } as const;
const day = sessionOn('2013-10-07');
const early = minuteBars(day.preOpen, [3, 90, 91, 329], 100);

it('is the range of the pre-market so far, and of all of it from then on', () => {
  const later = joinRecords(sessionMinutes(day, 300), minuteBars(day.close, [1, 5], 1));
  const { high = [], low = [] } = valuesOver(premarket, joinRecords(early, later), {}, 'close', context);
  const highs = fieldOf(early, BAR_HIGH);
  const lows = fieldOf(early, BAR_LOW);
  for (const bar of highs.keys()) {
    expect(high[bar]).toBe(Math.max(...highs.slice(0, bar + 1)));
    expect(low[bar]).toBe(Math.min(...lows.slice(0, bar + 1)));
  }
  expect(new Set(high.slice(highs.length))).toEqual(new Set([Math.max(...highs)]));
  expect(new Set(low.slice(highs.length))).toEqual(new Set([Math.min(...lows)]));
  expect(high).toHaveLength((early.length + later.length) / BAR_STRIDE);
});

it('has no value where there was no pre-market', () => {
  const { high } = valuesOver(premarket, sessionMinutes(day), {}, 'close', context);
  expect(new Set(high)).toEqual(new Set([Number.NaN]));
});
