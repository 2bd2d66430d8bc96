import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import { INTERVALS, type Interval, intervalIndex, isIntraday } from '../../../shared/domain/interval.ts';
import { epochMs, MILLISECONDS_PER_MINUTE, sessionDate } from '../../../shared/domain/time.ts';
import type { TradingSession } from './contract.ts';
import { exchangeCalendar } from './exchanges.ts';

const calendar = exchangeCalendar('NYSE');

function sessionOn(date: string): TradingSession {
  const session = calendar.session(sessionDate(date));
  if (session === undefined) throw new Error(`No session on ${date}`);
  return session;
}

function utc(text: string): ReturnType<typeof epochMs> {
  return epochMs(Date.parse(`${text}Z`));
}

/** Spans of one interval from the pre-market's start to the post-market's end, as wall times. */
function wallSpans(interval: Interval, date: string): string[] {
  const session = sessionOn(date);
  const spans: string[] = [];
  for (let instant = session.preOpen; instant < session.postClose; ) {
    const span = calendar.span(interval, instant);
    if (span === undefined) throw new Error(`No ${interval} bar at ${calendar.wallTime(instant)}`);
    spans.push(`${calendar.wallTime(span.start).slice(0, 5)}-${calendar.wallTime(span.end).slice(0, 5)}`);
    instant = span.end;
  }
  return spans;
}

const ALL = calendar.sessionsBetween(calendar.firstDate, calendar.lastDate);
const anySession = fc.constantFrom(...ALL);
const anyInterval = fc.constantFrom(...INTERVALS);
const anyIntraday = fc.constantFrom(...INTERVALS.filter(isIntraday));
/** Any instant of a session, pre-market and post-market among them. */
const anyMoment = fc
  .tuple(anySession, fc.nat())
  .map(([session, n]) => epochMs(session.preOpen + (n % (session.postClose - session.preOpen))));
const anyRegularMoment = fc
  .tuple(anySession, fc.nat())
  .map(([session, n]) => epochMs(session.open + (n % (session.close - session.open))));

describe('sessions', () => {
  it('have the hours of a full day', () => {
    expect(sessionOn('2013-10-07')).toEqual({
      date: '2013-10-07',
      preOpen: utc('2013-10-07T08:00:00'),
      open: utc('2013-10-07T13:30:00'),
      close: utc('2013-10-07T20:00:00'),
      postClose: utc('2013-10-08T00:00:00'),
      halfDay: false,
      minutes: 390,
    });
  });

  it('end at 13:00 on a half day, and the post-market at 17:00', () => {
    expect(sessionOn('2015-12-24')).toEqual({
      date: '2015-12-24',
      preOpen: utc('2015-12-24T09:00:00'),
      open: utc('2015-12-24T14:30:00'),
      close: utc('2015-12-24T18:00:00'),
      postClose: utc('2015-12-24T22:00:00'),
      halfDay: true,
      minutes: 210,
    });
    expect(calendar.phaseAt(calendar.instantOf(sessionDate('2015-12-24'), '16:59:59'))).toBe('post');
    expect(calendar.phaseAt(calendar.instantOf(sessionDate('2015-12-24'), '17:00'))).toBe('closed');
  });

  it.each([
    ['1998-04-05', '1998-10-25'],
    ['2006-04-02', '2006-10-29'],
    ['2007-03-11', '2007-11-04'],
    ['2013-03-10', '2013-11-03'],
    ['2024-03-10', '2024-11-03'],
    ['2028-03-12', '2028-11-05'],
  ])('open an hour earlier in UTC after %s and an hour later after %s', (spring, autumn) => {
    const utcOpen = (session: TradingSession | undefined) =>
      new Date(session?.open ?? 0).toISOString().slice(11, 16);
    expect(utcOpen(calendar.previousSession(sessionDate(spring)))).toBe('14:30');
    expect(utcOpen(calendar.nextSession(sessionDate(spring)))).toBe('13:30');
    expect(utcOpen(calendar.previousSession(sessionDate(autumn)))).toBe('13:30');
    expect(utcOpen(calendar.nextSession(sessionDate(autumn)))).toBe('14:30');
  });

  it('always open at 09:30 on the wall, whatever the season', () => {
    for (const session of ALL) {
      const walls = [session.preOpen, session.open, session.close, session.postClose].map((instant) =>
        calendar.wallTime(instant),
      );
      const expected = session.halfDay
        ? ['04:00:00', '09:30:00', '13:00:00', '17:00:00']
        : ['04:00:00', '09:30:00', '16:00:00', '20:00:00'];
      if (walls.join() !== expected.join()) expect([session.date, ...walls]).toEqual(expected);
    }
  });

  it('are found by date, before it, after it and between two', () => {
    const day = sessionDate('2013-07-04');
    expect(calendar.session(day)).toBeUndefined();
    expect(calendar.previousSession(day)?.date).toBe('2013-07-03');
    expect(calendar.nextSession(day)?.date).toBe('2013-07-05');
    expect(calendar.nextSession(sessionDate('2001-09-10'))?.date).toBe('2001-09-17');
    expect(calendar.sessionsBefore(day, 3).map(({ date }) => date)).toEqual([
      '2013-07-01',
      '2013-07-02',
      '2013-07-03',
    ]);
    expect(calendar.sessionsBetween(day, sessionDate('2013-07-07')).map(({ date }) => date)).toEqual([
      '2013-07-05',
    ]);
    expect(calendar.sessionsBetween(sessionDate('2013-07-07'), day)).toEqual([]);
  });

  it('end with the coverage: fewer before, none past it, and an error outside', () => {
    expect(calendar.sessionsBefore(sessionDate('1998-01-06'), 40).map(({ date }) => date)).toEqual([
      '1998-01-02',
      '1998-01-05',
    ]);
    expect(calendar.previousSession(sessionDate('1998-01-02'))).toBeUndefined();
    expect(calendar.nextSession(sessionDate('2028-12-29'))).toBeUndefined();
    expect(calendar.nextSession(sessionDate('2028-12-31'))).toBeUndefined();
    const outside = sessionDate('2029-01-02');
    expect(() => calendar.session(outside)).toThrow(RangeError);
    expect(() => calendar.session(outside)).toThrow('1998-01-01 to 2028-12-31; got 2029-01-02');
    expect(() => calendar.previousSession(outside)).toThrow(RangeError);
    expect(() => calendar.sessionsBetween(sessionDate('1997-12-31'), outside)).toThrow(RangeError);
  });

  it('hold no instant outside the coverage, and clocks still run there', () => {
    const instant = calendar.instantOf(sessionDate('2029-07-02'), '10:00');
    expect(calendar.sessionAt(instant)).toBeUndefined();
    expect(calendar.phaseAt(instant)).toBe('closed');
    expect(calendar.span('1m', instant)).toBeUndefined();
    expect(calendar.wallTime(instant)).toBe('10:00:00');
    expect(calendar.dateOf(instant)).toBe('2029-07-02');
    expect(calendar.phaseAt(calendar.instantOf(sessionDate('1997-12-31'), '10:00'))).toBe('closed');
  });

  it('hold exactly the instants from their start to before their end', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        expect(calendar.sessionAt(session.preOpen)).toBe(session);
        expect(calendar.sessionAt(epochMs(session.postClose - 1))).toBe(session);
        expect(calendar.sessionAt(epochMs(session.preOpen - 1))).toBeUndefined();
        expect(calendar.sessionAt(session.postClose)).toBeUndefined();
        expect(calendar.phaseAt(epochMs(session.open - 1))).toBe('pre');
        expect(calendar.phaseAt(session.open)).toBe('regular');
        expect(calendar.phaseAt(epochMs(session.close - 1))).toBe('regular');
        expect(calendar.phaseAt(session.close)).toBe('post');
      }),
    );
  });

  it('have the date of their zone until midnight in New York', () => {
    const late = utc('2013-10-08T03:59:59');
    expect(calendar.dateOf(late)).toBe('2013-10-07');
    expect(calendar.wallTime(late)).toBe('23:59:59');
    expect(calendar.dateOf(utc('2013-10-08T04:00:00'))).toBe('2013-10-08');
  });
});

describe('bar spans', () => {
  it('of 1h are anchored on the open and cut at the close', () => {
    expect(wallSpans('1h', '2013-10-07')).toEqual([
      ...['04:00-05:00', '05:00-06:00', '06:00-07:00', '07:00-08:00', '08:00-09:00', '09:00-09:30'],
      ...[
        '09:30-10:30',
        '10:30-11:30',
        '11:30-12:30',
        '12:30-13:30',
        '13:30-14:30',
        '14:30-15:30',
        '15:30-16:00',
      ],
      ...['16:00-17:00', '17:00-18:00', '18:00-19:00', '19:00-20:00'],
    ]);
  });

  it('of 1h on a half day end at 13:00', () => {
    expect(wallSpans('1h', '2024-07-03').slice(6)).toEqual([
      ...['09:30-10:30', '10:30-11:30', '11:30-12:30', '12:30-13:00'],
      ...['13:00-14:00', '14:00-15:00', '15:00-16:00', '16:00-17:00'],
    ]);
  });

  it('of 1d cover regular hours and nothing else', () => {
    const { open, close } = sessionOn('2015-12-24');
    expect(calendar.span('1d', open)).toEqual({ start: open, end: close });
    expect(calendar.span('1d', epochMs(close - 1))).toEqual({ start: open, end: close });
    expect(calendar.span('1d', epochMs(open - 1))).toBeUndefined();
    expect(calendar.span('1d', close)).toBeUndefined();
  });

  it.each([
    ['a whole week', '2013-10-09', '2013-10-07', '2013-10-11'],
    ['Monday a holiday', '2013-09-05', '2013-09-03', '2013-09-06'],
    ['Friday a holiday', '2013-03-26', '2013-03-25', '2013-03-28'],
    ['Thursday a holiday, Friday a half day', '2013-11-27', '2013-11-25', '2013-11-29'],
    ['Christmas in the middle', '2013-12-26', '2013-12-23', '2013-12-27'],
    ['one session only', '2001-09-10', '2001-09-10', '2001-09-10'],
    ['summer time began on the Sunday before', '2024-03-12', '2024-03-11', '2024-03-15'],
    ['over the turn of the year', '2013-01-02', '2012-12-31', '2013-01-04'],
  ])('of 1w go from the first open to the last close: %s', (_, date, first, last) => {
    const expected = { start: sessionOn(first).open, end: sessionOn(last).close };
    expect(calendar.span('1w', sessionOn(date).open)).toEqual(expected);
    expect(calendar.span('1w', sessionOn(date).preOpen)).toBeUndefined();
  });

  it('hold their instant and are the same for every instant within', () => {
    fc.assert(
      fc.property(anyInterval, anyMoment, fc.nat(), (interval, instant, n) => {
        const span = calendar.span(interval, instant);
        if (span === undefined) {
          expect(isIntraday(interval)).toBe(false);
          expect(calendar.phaseAt(instant)).not.toBe('regular');
          return;
        }
        expect(span.start <= instant && instant < span.end).toBe(true);
        expect(calendar.span(interval, span.start)).toEqual(span);
        const within = epochMs(span.start + (n % (span.end - span.start)));
        if (calendar.phaseAt(within) === 'regular') expect(calendar.span(interval, within)).toEqual(span);
      }),
      { numRuns: 1_000 },
    );
  });

  it('of one interval tile the session without gap or overlap', () => {
    const coarse = fc.constantFrom<Interval>('1m', '5m', '15m', '30m', '1h');
    fc.assert(
      fc.property(coarse, anySession, (interval, session) => {
        let expectedStart: number = session.preOpen;
        while (expectedStart < session.postClose) {
          const span = calendar.span(interval, epochMs(expectedStart));
          expect(span?.start).toBe(expectedStart);
          expect(span?.end).toBeGreaterThan(expectedStart);
          expectedStart = span?.end ?? Number.NaN;
        }
        expect(expectedStart).toBe(session.postClose);
      }),
      { numRuns: 60 },
    );
  });

  it('never straddle the open or the close', () => {
    fc.assert(
      fc.property(anyIntraday, anySession, (interval, session) => {
        for (const edge of [session.open, session.close]) {
          expect(calendar.span(interval, edge)?.start).toBe(edge);
          expect(calendar.span(interval, epochMs(edge - 1))?.end).toBe(edge);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of a finer interval lie within those of a coarser one in regular hours', () => {
    fc.assert(
      fc.property(anyRegularMoment, (instant) => {
        const spans = INTERVALS.map((interval) => calendar.span(interval, instant));
        for (let i = 1; i < spans.length; i += 1) {
          expect(spans[i - 1]?.start).toBeGreaterThanOrEqual(spans[i]?.start ?? Number.NaN);
          expect(spans[i - 1]?.end).toBeLessThanOrEqual(spans[i]?.end ?? Number.NaN);
        }
      }),
    );
  });

  it('start and end at the same instants for the calls that allocate nothing', () => {
    fc.assert(
      fc.property(
        anyInterval,
        fc.oneof(
          anyMoment,
          anyMoment.map((m) => epochMs(m + 12 * 3_600_000)),
        ),
        (interval, instant) => {
          const span = calendar.span(interval, instant);
          const index = intervalIndex(interval);
          expect(calendar.spanStart(index, instant)).toBe(span?.start ?? Number.NaN);
          expect(calendar.spanEnd(index, instant)).toBe(span?.end ?? Number.NaN);
          if (span !== undefined) expect(calendar.spanEnd(index, span.start)).toBe(span.end);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('are none for a number that is no interval, and for no number', () => {
    const { open } = sessionOn('2013-10-07');
    for (const index of [-1, INTERVALS.length, Number.NaN]) {
      expect(calendar.spanStart(index, open)).toBeNaN();
      expect(calendar.spanEnd(index, open)).toBeNaN();
    }
    expect(calendar.spanStart(1, Number.NaN)).toBeNaN();
    expect(calendar.spanEnd(1, Number.POSITIVE_INFINITY)).toBeNaN();
  });
});

describe('wall time of the exchange', () => {
  it('becomes an instant in both seasons', () => {
    expect(calendar.instantOf(sessionDate('2013-10-07'), '09:00')).toBe(utc('2013-10-07T13:00:00'));
    expect(calendar.instantOf(sessionDate('2013-12-09'), '09:00:30')).toBe(utc('2013-12-09T14:00:30'));
    expect(() => calendar.instantOf(sessionDate('2013-10-07'), '9 am')).toThrow(InvalidArgumentError);
  });

  it('comes back from its instant', () => {
    fc.assert(
      fc.property(anySession, fc.integer({ min: 4 * 60, max: 24 * 60 - 1 }), (session, minute) => {
        const wall = new Date(minute * MILLISECONDS_PER_MINUTE).toISOString().slice(11, 19);
        const instant = calendar.instantOf(session.date, wall);
        expect(calendar.wallTime(instant)).toBe(wall);
        expect(calendar.dateOf(instant)).toBe(session.date);
      }),
    );
  });
});

describe('exchanges by name', () => {
  it('are NYSE and NASDAQ, with one calendar', () => {
    expect(exchangeCalendar('NASDAQ')).toBe(calendar);
    expect(calendar.zone).toBe('America/New_York');
  });

  it('are refused with the allowed ones named', () => {
    expect(() => exchangeCalendar('LSE')).toThrow(InvalidArgumentError);
    expect(() => exchangeCalendar('LSE')).toThrow('exchange is "LSE"; allowed: NYSE, NASDAQ');
  });
});
