import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../shared/domain/interval.ts';
import { INTERVALS, isIntraday, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import {
  epochMs,
  MILLISECONDS_PER_MINUTE,
  type SessionDate,
  sessionDate,
} from '../../../shared/domain/time.ts';
import { minuteBars, sessionMinutes } from '../../testing/minute-bars.ts';
import { sessionOn } from '../../testing/simulated-session.ts';
import type { TradingSession } from '../calendar/contract.ts';
import { exchangeCalendar } from '../calendar/exchanges.ts';
import { expectedRegularBars } from '../calendar/expected-bars.ts';
import { BarSeries } from '../session-data/bar-series.ts';
import { type DayEvidence, dayQuality } from './day-quality.ts';
import type { DayTally } from './tallies.ts';

const calendar = exchangeCalendar('NYSE');
const NO_TALLY: DayTally = { duplicates: 0, revised: 0, rejected: 0, late: 0 };
const NOTHING_KNOWN: DayEvidence = { lost: [], halts: [], tally: NO_TALLY };
const FULL = sessionOn('2013-10-07');
const HALF = sessionOn('2015-12-24');

/** A series that holds bars with these starts. */
function seriesOf(records: Float64Array): BarSeries {
  const series = new BarSeries(20_000);
  series.merge(records);
  return series;
}

function startsOf(starts: readonly number[]): BarSeries {
  return seriesOf(Float64Array.from(starts.flatMap((start) => [start, 2, 2, 2, 2, 100])));
}

function quality(
  series: BarSeries,
  interval: Interval,
  session: TradingSession,
  evidence: Partial<DayEvidence> = {},
  asOf: number = session.postClose,
) {
  return dayQuality(series, interval, session, epochMs(asOf), { ...NOTHING_KNOWN, ...evidence }, calendar);
}

const minute = (session: TradingSession, count: number): number =>
  session.open + count * MILLISECONDS_PER_MINUTE;

describe('the quality of a day', () => {
  it('is 100 where every bar of the calendar is there', () => {
    expect(quality(seriesOf(sessionMinutes(FULL)), '1m', FULL)).toEqual({
      date: '2013-10-07',
      expected: 390,
      got: 390,
      quiet: 0,
      halted: 0,
      lost: 0,
      ...NO_TALLY,
      score: 100,
      gaps: [],
    });
  });

  it('expects 210 minutes of a half day, and nothing after its close', () => {
    const held = seriesOf(sessionMinutes(HALF));
    expect(quality(held, '1m', HALF)).toMatchObject({ expected: 210, got: 210, score: 100 });
  });

  it('expects only what has ended', () => {
    const held = seriesOf(minuteBars(FULL.open, [0, 1, 2]));
    expect(quality(held, '1m', FULL, {}, minute(FULL, 3) + 59_999)).toMatchObject({ expected: 3, got: 3 });
    expect(quality(held, '1m', FULL, {}, FULL.open)).toMatchObject({ expected: 0, score: null });
    expect(quality(held, '1m', FULL, {}, FULL.preOpen)).toMatchObject({ expected: 0, score: null });
  });

  it('does not count bars outside regular hours', () => {
    const early = minuteBars(FULL.preOpen, [0, 1, 2]);
    const late = minuteBars(FULL.close, [0, 1]);
    const held = seriesOf(Float64Array.from([...early, ...sessionMinutes(FULL), ...late]));
    expect(quality(held, '1m', FULL)).toMatchObject({ expected: 390, got: 390, gaps: [] });
  });

  it('tells quiet minutes, a lost feed and a halt apart', () => {
    const gone = new Set([10, 50, 51, 52, 100, 101]);
    const held = seriesOf(
      minuteBars(
        FULL.open,
        [...Array(390).keys()].filter((each) => !gone.has(each)),
      ),
    );
    const evidence = {
      lost: [{ from: minute(FULL, 50) + 30_000, to: minute(FULL, 52) + 30_000 }],
      halts: [{ from: minute(FULL, 100), to: minute(FULL, 102) }],
    };
    const day = quality(held, '1m', FULL, evidence);

    expect(day).toMatchObject({ expected: 390, got: 384, quiet: 1, halted: 2, lost: 3 });
    expect(day.gaps).toEqual([
      { from: minute(FULL, 10), to: minute(FULL, 11), bars: 1, kind: 'quiet' },
      { from: minute(FULL, 50), to: minute(FULL, 53), bars: 3, kind: 'gap' },
      { from: minute(FULL, 100), to: minute(FULL, 102), bars: 2, kind: 'halt' },
    ]);
    expect(day.score).toBeCloseTo(100 * (1 - 3.1 / 390), 10);
  });

  it('takes a bar that came for no part of a gap', () => {
    const lost = [{ from: FULL.open, to: FULL.close }];
    expect(quality(seriesOf(sessionMinutes(FULL)), '1m', FULL, { lost })).toMatchObject({
      lost: 0,
      gaps: [],
    });
  });

  it('says of a session that is over without a bar that it is missing, of one that runs that it is quiet', () => {
    const none = new BarSeries(10);
    expect(quality(none, '1m', FULL)).toMatchObject({ lost: 390, score: 0 });
    expect(quality(none, '1m', FULL).gaps).toEqual([
      { from: FULL.open, to: FULL.close, bars: 390, kind: 'missing' },
    ]);
    expect(quality(none, '1m', FULL, {}, minute(FULL, 5))).toMatchObject({ quiet: 5, lost: 0 });
  });

  it('takes a refused bar without another in its place for lost', () => {
    const held = seriesOf(minuteBars(FULL.open, [...Array(389).keys()]));
    const day = quality(held, '1m', FULL, { tally: { ...NO_TALLY, rejected: 1 } });
    expect(day).toMatchObject({ quiet: 0, lost: 1, rejected: 1 });
    expect(day.gaps).toMatchObject([{ kind: 'rejected', bars: 1 }]);
  });

  it('expects one bar of a day once it is over, and one of a week in its last session', () => {
    const [wednesday, thursday, friday] = ['2013-10-09', '2013-10-10', '2013-10-11'].map(sessionOn);
    if (wednesday === undefined || thursday === undefined || friday === undefined)
      throw new Error('no session');
    const days = startsOf([wednesday.open, friday.open]);
    expect(quality(days, '1d', wednesday)).toMatchObject({ expected: 1, got: 1 });
    expect(quality(days, '1d', thursday)).toMatchObject({ expected: 1, got: 0, lost: 1 });
    expect(quality(days, '1d', friday, {}, friday.close - 1)).toMatchObject({ expected: 0, got: 0 });
    const weeks = startsOf([calendar.span('1w', friday.open)?.start ?? 0]);
    expect(quality(weeks, '1w', thursday)).toMatchObject({ expected: 0 });
    expect(quality(weeks, '1w', friday)).toMatchObject({ expected: 1, got: 1, lost: 0 });
  });

  it('explains a missing day by no few minutes of a lost feed', () => {
    const lost = [{ from: FULL.open, to: minute(FULL, 3) }];
    expect(quality(new BarSeries(3), '1d', FULL, { lost }).gaps).toMatchObject([{ kind: 'missing' }]);
    const halts = [{ from: FULL.preOpen, to: FULL.postClose }];
    expect(quality(new BarSeries(3), '1d', FULL, { halts })).toMatchObject({
      halted: 1,
      lost: 0,
      score: 100,
    });
  });
});

const anyDate = fc
  .integer({ min: Date.UTC(1998, 0, 1) / 864e5, max: Date.UTC(2028, 11, 31) / 864e5 })
  .map((day): SessionDate => sessionDate(new Date(day * 864e5).toISOString().slice(0, 10)));
const anySession = anyDate
  .map((date) => calendar.session(date))
  .filter((session): session is TradingSession => session !== undefined);
const intraday = fc.constantFrom<Interval>('1m', '5m', '15m', '30m', '1h');
const range = (session: TradingSession) =>
  fc
    .tuple(fc.nat(session.minutes), fc.nat(60))
    .map(([from, length]) => ({ from: minute(session, from), to: minute(session, from + length) }));

/** A session, an interval and a part of its bars. */
const anyDay = fc.tuple(anySession, intraday).chain(([session, interval]) => {
  const count = expectedRegularBars(calendar, interval, session);
  return fc.record({
    session: fc.constant(session),
    interval: fc.constant(interval),
    here: fc.uniqueArray(fc.nat(count - 1), { maxLength: count }),
    lost: fc.array(range(session), { maxLength: 3 }),
    halts: fc.array(range(session), { maxLength: 2 }),
    tally: fc.record({ duplicates: fc.nat(5), revised: fc.nat(5), rejected: fc.nat(5), late: fc.nat(5) }),
    asOf: fc.integer({ min: session.preOpen, max: session.postClose }),
  });
});

function held(session: TradingSession, interval: Interval, slots: readonly number[]): BarSeries {
  const starts = [...slots].sort((a, b) => a - b);
  return startsOf(starts.map((slot) => session.open + slot * nominalMilliseconds(interval)));
}

describe('of any day', () => {
  it('the counts balance, and the gaps hold exactly the bars that are not there', () => {
    fc.assert(
      fc.property(anyDay, ({ session, interval, here, asOf, ...evidence }) => {
        const day = quality(held(session, interval, here), interval, session, evidence, asOf);
        expect(day.got + day.quiet + day.halted + day.lost).toBe(day.expected);
        expect(day.gaps.reduce((sum, { bars }) => sum + bars, 0)).toBe(day.expected - day.got);
        for (const { from, to } of day.gaps) {
          expect(from).toBeGreaterThanOrEqual(session.open);
          expect(to).toBeLessThanOrEqual(Math.min(session.close, asOf));
        }
        if (day.score !== null) {
          expect(day.score).toBeGreaterThanOrEqual(0);
          expect(day.score).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('one bar less never raises the score', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(), ({ session, interval, here, asOf, ...evidence }, place) => {
        fc.pre(here.length > 0);
        const fewer = here.filter((_slot, position) => position !== place % here.length);
        const before = quality(held(session, interval, here), interval, session, evidence, asOf);
        const after = quality(held(session, interval, fewer), interval, session, evidence, asOf);
        expect(after.score ?? 0).toBeLessThanOrEqual((before.score ?? 0) + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('no bar is expected where the calendar has none, over all its years', () => {
    fc.assert(
      fc.property(anyDate, fc.constantFrom(...INTERVALS), (date, interval) => {
        const session = calendar.session(date);
        if (session === undefined) return;
        const none = quality(new BarSeries(1), interval, session);
        expect(none.expected).toBe(expectedRegularBars(calendar, interval, session));
        if (isIntraday(interval)) {
          expect(none.gaps).toEqual([
            { from: session.open, to: session.close, bars: none.expected, kind: 'missing' },
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
