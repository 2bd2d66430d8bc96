import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../shared/domain/interval.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { zoneClock } from '../zone-clock.ts';
import { detectBarEdge } from './bar-edge.ts';
import type { Moments } from './moments.ts';
import { detectZone } from './zone.ts';

const calendar = exchangeCalendar('NYSE');
const MINUTE = 60_000;

/** Starts of all regular minutes of some sessions. */
function minutes(from: string, to: string, step = 1): number[] {
  return calendar
    .sessionsBetween(sessionDate(from), sessionDate(to))
    .flatMap(({ open, close }) =>
      Array.from({ length: (close - open) / MINUTE / step }, (_unused, bar) => open + bar * step * MINUTE),
    );
}

/** Stamps of instants as a clock in a zone shows them, without saying which. */
function shownIn(zone: string, instants: readonly number[]): Moments {
  const locals = Float64Array.from(instants, (instant) => instant + zoneClock(zone).offsetAt(instant));
  return {
    days: locals.map((local) => Math.floor(local / 86_400_000)),
    locals,
    offsets: locals.map(() => Number.NaN),
    good: locals.length,
  };
}

const zoneOf = (moments: Moments, interval: Interval = '1m') =>
  detectZone(moments, interval, undefined, calendar);

describe('the zone of stamps that name none', () => {
  it.each([
    'America/New_York',
    'UTC',
    'America/Chicago',
    'America/Los_Angeles',
    'Europe/Berlin',
    'Asia/Tokyo',
  ])('%s is told by the hours of trading, over both changes of the clock', (zone) => {
    expect(zoneOf(shownIn(zone, minutes('2024-03-04', '2024-03-15')))).toMatchObject({
      value: zone,
      confidence: 'certain',
    });
    expect(zoneOf(shownIn(zone, minutes('2024-10-28', '2024-11-08')))).toMatchObject({
      value: zone,
      confidence: 'certain',
    });
  });

  it('is the exchange’s where a clock without summer time shows the same', () => {
    expect(zoneOf(shownIn('Etc/GMT+5', minutes('2024-01-08', '2024-01-12'))).value).toBe('America/New_York');
    expect(zoneOf(shownIn('Etc/GMT+5', minutes('2024-07-08', '2024-07-12'))).value).not.toBe(
      'America/New_York',
    );
    expect(zoneOf(shownIn('Etc/GMT+5', minutes('2024-03-04', '2024-03-15')))).toMatchObject({
      value: 'Etc/GMT+5',
    });
  });

  it('is UTC, not London, only where they differ', () => {
    expect(zoneOf(shownIn('UTC', minutes('2024-07-08', '2024-07-12'))).value).toBe('UTC');
    expect(zoneOf(shownIn('Europe/London', minutes('2024-07-08', '2024-07-12'))).value).toBe('Europe/London');
  });

  it('is asked where nothing of it looks like a session', () => {
    const allDay = Array.from(
      { length: 5 * 1_440 },
      (_unused, minute) => Date.UTC(2024, 0, 8) + minute * MINUTE,
    );
    expect(zoneOf(shownIn('UTC', allDay))).toMatchObject({ confidence: 'ambiguous' });
  });

  it('is told by the volume where extended hours are in it', () => {
    const sessions = calendar.sessionsBetween(sessionDate('2024-07-08'), sessionDate('2024-07-12'));
    const instants = sessions.flatMap(({ preOpen, postClose }) =>
      Array.from({ length: (postClose - preOpen) / MINUTE }, (_unused, bar) => preOpen + bar * MINUTE),
    );
    const volumes = Float64Array.from(instants, (instant) => {
      const session = sessions.find(({ open, close }) => instant >= open && instant < close);
      return session === undefined
        ? 40
        : instant < session.open + 30 * MINUTE || instant >= session.close - 30 * MINUTE
          ? 9_000
          : 2_000;
    });
    expect(detectZone(shownIn('America/Chicago', instants), '1m', volumes, calendar).value).toBe(
      'America/Chicago',
    );
  });

  it('is what they name, where they name one', () => {
    const moments = shownIn('UTC', minutes('2024-01-08', '2024-01-08'));
    expect(zoneOf({ ...moments, offsets: moments.locals.map(() => 0) })).toMatchObject({
      value: 'own',
      confidence: 'certain',
    });
  });

  it('of daily instants is the one whose dates are sessions', () => {
    const days = calendar.sessionsBetween(sessionDate('2024-01-08'), sessionDate('2024-02-09'));
    const midnights = Float64Array.from(days, ({ date }) => calendar.instantOf(date, '00:00'));
    const moments = {
      days: midnights,
      locals: midnights,
      offsets: midnights.map(() => 0),
      good: days.length,
    };
    expect(detectZone(moments, '1d', undefined, calendar).value).toBe('date');
    // Midnight UTC is the evening before in New York; eight in the evening there is the next day in UTC.
    const dayOf = (hours: number) => {
      const locals = midnights.map((midnight) => midnight + hours * 60 * MINUTE);
      return detectZone({ ...moments, locals }, '1d', undefined, calendar);
    };
    expect(dayOf(-5)).toMatchObject({ value: 'date', confidence: 'likely' });
    expect(dayOf(20)).toMatchObject({ value: 'America/New_York', confidence: 'likely' });
  });
});

describe('the edge that a stamp names', () => {
  const edgeOf = (instants: readonly number[], volumes?: Float64Array) =>
    detectBarEdge(Float64Array.from(instants), volumes, '1m', calendar);
  const regular = minutes('2024-01-08', '2024-01-09');
  const ends = regular.map((start) => start + MINUTE);

  it('is the start, or the end, by the first and the last bar of a session', () => {
    expect(edgeOf(regular)).toMatchObject({ value: 'start', confidence: 'certain' });
    expect(edgeOf(ends)).toMatchObject({ value: 'end', confidence: 'certain' });
  });

  it('is not taken from a day that is cut off before the close', () => {
    // Ends of bars from the pre-market on: 09:30 is the last minute before the open.
    const open = regular[0] ?? 0;
    const morning = Array.from({ length: 200 }, (_unused, bar) => open - 60 * MINUTE + bar * MINUTE);
    expect(edgeOf(morning)).toMatchObject({ confidence: 'ambiguous' });
  });

  it('is told by the opening auction where both edges are stamped', () => {
    const around = Array.from({ length: 500 }, (_unused, bar) => (regular[0] ?? 0) + (bar - 60) * MINUTE);
    const heavy = (at: number) =>
      Float64Array.from(around, (instant) => (instant === at ? 50_000 : instant < at ? 50 : 3_000));
    expect(edgeOf(around, heavy(regular[0] ?? 0))).toMatchObject({ value: 'start', confidence: 'likely' });
    expect(edgeOf(around, heavy((regular[0] ?? 0) + MINUTE))).toMatchObject({
      value: 'end',
      confidence: 'likely',
    });
    expect(edgeOf(around)).toMatchObject({ confidence: 'ambiguous' });
  });

  it('is asked where no edge is stamped', () => {
    expect(edgeOf(regular.slice(30, 200))).toMatchObject({ confidence: 'ambiguous' });
  });

  it('does not matter for days', () => {
    expect(detectBarEdge(Float64Array.of(0), undefined, '1d', calendar)).toMatchObject({
      confidence: 'certain',
    });
  });
});

describe('a zone’s clock', () => {
  it('agrees with the engine’s own table on every hour of thirty years', () => {
    const clock = zoneClock('America/New_York');
    let differing = 0;
    for (let hour = Date.UTC(1998, 0, 2); hour < Date.UTC(2028, 11, 30); hour += 3_600_000) {
      if (clock.offsetAt(hour) !== calendar.wallOffset(hour)) differing += 1;
    }
    expect(differing).toBe(0);
  });

  it('reads local times back, the skipped hour moved on', () => {
    const clock = zoneClock('America/New_York');
    const at = (text: string) => new Date(clock.instantOf(Date.parse(`${text}Z`))).toISOString();
    expect(at('2024-03-10T01:59:00')).toBe('2024-03-10T06:59:00.000Z');
    expect(at('2024-03-10T02:30:00')).toBe('2024-03-10T07:30:00.000Z');
    expect(at('2024-11-03T01:30:00')).toBe('2024-11-03T05:30:00.000Z');
    expect(at('2024-07-01T09:30:00')).toBe('2024-07-01T13:30:00.000Z');
  });
});
