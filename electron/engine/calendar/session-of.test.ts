import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intervalIndex } from '../../../shared/domain/interval.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from './exchanges.ts';
import { sessionOpenOf } from './session-of.ts';

const calendar = exchangeCalendar('NYSE');
const sessionOf = sessionOpenOf(calendar);
const sessions = calendar.sessionsBetween(sessionDate('2013-01-01'), sessionDate('2015-12-31'));

it('is one number from the pre-market to the end of the post-market, and none outside', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sessions), (session) => {
      const { preOpen, open, close, postClose } = session;
      for (const instant of [preOpen, open - 1, open, close - 1, close, postClose - 1])
        expect(sessionOf(instant)).toBe(open);
      expect(sessionOf(preOpen - 1)).toBeNaN();
      expect(sessionOf(postClose)).toBeNaN();
    }),
  );
});

it('is the start of the daily bar in regular hours, and of the first day for a week', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sessions), fc.nat(), (session, ms) => {
      const instant = session.open + (ms % (session.close - session.open));
      expect(sessionOf(instant)).toBe(calendar.spanStart(intervalIndex('1d'), instant));
      const week = calendar.spanStart(intervalIndex('1w'), instant);
      expect(sessionOf(week)).toBe(week);
      expect(sessionOf(calendar.span('1w', epochMs(instant))?.start ?? Number.NaN)).toBe(week);
    }),
  );
});
