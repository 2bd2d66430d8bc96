import { describe, expect, it } from 'vitest';
import { BAR_HIGH, BAR_LOW } from '../../../../shared/domain/bar.ts';
import { fieldOf } from '../../../testing/bar-records.ts';
import { valuesOver } from '../../../testing/indicator-values.ts';
import { minuteBars, sessionMinutes } from '../../../testing/minute-bars.ts';
import { sessionOn } from '../../../testing/simulated-session.ts';
import { exchangeCalendar } from '../../calendar/exchanges.ts';
import { sessionOpenOf } from '../../calendar/session-of.ts';
import { openingRange } from './opening-range.ts';

const context = { interval: '1m', sessionOf: sessionOpenOf(exchangeCalendar('NYSE')) } as const;
const day = sessionOn('2013-10-07');

describe('the opening range', () => {
  it('is known when its minutes have ended, and stays the same from then on', () => {
    const bars = sessionMinutes(day, 100);
    const { high = [], low = [] } = valuesOver(openingRange, bars, { minutes: 15 }, 'close', context);
    expect(new Set(high.slice(0, 14))).toEqual(new Set([Number.NaN]));
    expect(new Set(high.slice(14))).toEqual(new Set([Math.max(...fieldOf(bars, BAR_HIGH).slice(0, 15))]));
    expect(new Set(low.slice(14))).toEqual(new Set([Math.min(...fieldOf(bars, BAR_LOW).slice(0, 15))]));
  });

  it('is that of the minutes that there are, where some are quiet', () => {
    const bars = minuteBars(day.open, [2, 9, 31, 32], 100);
    const { high = [] } = valuesOver(openingRange, bars, { minutes: 30 }, 'close', context);
    const range = Math.max(...fieldOf(bars, BAR_HIGH).slice(0, 2));
    expect(high).toEqual([Number.NaN, Number.NaN, range, range]);
  });

  it('has no value on a day without a bar in these minutes', () => {
    const bars = minuteBars(day.open, [31, 32], 100);
    const { high } = valuesOver(openingRange, bars, { minutes: 30 }, 'close', context);
    expect(new Set(high)).toEqual(new Set([Number.NaN]));
  });
});
