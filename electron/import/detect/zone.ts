import { type Interval, isIntraday, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { dateOfDayNumber, dayNumberOf } from '../../engine/calendar/civil-date.ts';
import type { Calendar, TradingSession } from '../../engine/calendar/contract.ts';
import { zoneClock } from '../zone-clock.ts';
import { isOpen } from './date-style.ts';
import { type Detected, percent } from './findings.ts';
import type { Moments } from './moments.ts';

/** The stamps say it themselves: an offset, GMT, or seconds since 1970 UTC. */
export const OWN_ZONE = 'own';
/** Days are named as the exchange names them. */
export const BY_DATE = 'date';

/** Zones that files come in; the exchange's own first. */
const ZONES: readonly (readonly [string, string])[] = [
  ['America/New_York', 'New York'],
  ['UTC', 'UTC'],
  ['America/Chicago', 'Chicago'],
  ['America/Denver', 'Denver'],
  ['America/Los_Angeles', 'Los Angeles'],
  ['Etc/GMT+5', 'UTC−5 all year (EST)'],
  ['Europe/London', 'London'],
  ['Europe/Berlin', 'Frankfurt, Paris, Zurich'],
  ['Europe/Athens', 'Athens, Helsinki'],
  ['Asia/Hong_Kong', 'Hong Kong, Singapore'],
  ['Asia/Tokyo', 'Tokyo'],
  ['Australia/Sydney', 'Sydney'],
];
const GOOD_FIT = 0.9;
const POOR_FIT = 0.6;
const CLEARLY = 0.04;
const MOST_ROWS = 20_000;
const MOST_OF_A_DAY = 4 * 3_600_000;

interface Fit {
  readonly zone: string;
  /** Share of the volume, or of the rows, in regular hours; edge bars count as inside. */
  readonly share: number;
  /** Share of the days whose first regular bar is at the open, or one bar later; 0 where no whole day was seen. */
  readonly opens: number;
}

/** Which zone the stamps are in: by what they say, or by when they trade. */
export function detectZone(
  moments: Moments,
  interval: Interval,
  volumes: Float64Array | undefined,
  calendar: Calendar,
): Detected {
  const saysItself =
    moments.offsets.reduce((sum, offset) => sum + (Number.isNaN(offset) ? 0 : 1), 0) > 0.9 * moments.good;
  if (!isIntraday(interval)) return dailyZone(moments, saysItself, calendar);
  if (saysItself) {
    const why = 'Each stamp says it itself: by an offset, by GMT, or as time since 1970 UTC.';
    return {
      value: OWN_ZONE,
      confidence: 'certain',
      why,
      options: [{ value: OWN_ZONE, label: 'As each stamp says' }, ...optionsOf()],
    };
  }
  return byTrading(moments, interval, volumes, calendar);
}

function optionsOf(): Detected['options'] {
  return ZONES.map(([value, label]) => ({ value, label }));
}

/** A daily bar is its date; where it is an instant, the date depends on where it is looked at. */
function dailyZone({ locals, offsets }: Moments, saysItself: boolean, calendar: Calendar): Detected {
  const written = { value: BY_DATE, label: 'The date as written' };
  if (!saysItself) {
    const why = 'Daily bars are named by the date of their session.';
    return { value: BY_DATE, confidence: 'certain', why, options: [written] };
  }
  const exchange = { value: calendar.zone, label: 'The date in the exchange’s zone' };
  const share = (zone: string | null): number => {
    const days = new Set<number>();
    locals.forEach((local, row) => {
      const instant = local - (offsets[row] ?? Number.NaN);
      if (Number.isNaN(instant)) return;
      const shown = zone === null ? local : instant + zoneClock(zone).offsetAt(instant);
      days.add(Math.floor(shown / 86_400_000));
    });
    const all = [...days];
    return all.length === 0 ? 0 : all.filter((day) => isOpen(day, calendar)).length / all.length;
  };
  const asWritten = share(null);
  const there = share(calendar.zone);
  const same = locals.every((local, row) => {
    const instant = local - (offsets[row] ?? Number.NaN);
    return (
      Number.isNaN(instant) ||
      Math.floor(local / 86_400_000) ===
        Math.floor((instant + zoneClock(calendar.zone).offsetAt(instant)) / 86_400_000)
    );
  });
  const options = [written, exchange];
  if (same)
    return {
      value: BY_DATE,
      confidence: 'certain',
      why: 'The date is the same in UTC and at the exchange.',
      options,
    };
  const value = asWritten >= there ? BY_DATE : calendar.zone;
  const why = `${percent(asWritten)} of the dates as written are sessions, and ${percent(there)} of those in the exchange’s zone.`;
  return { value, confidence: Math.abs(asWritten - there) > CLEARLY ? 'likely' : 'ambiguous', why, options };
}

function byTrading(
  moments: Moments,
  interval: Interval,
  volumes: Float64Array | undefined,
  calendar: Calendar,
): Detected {
  const fits = ZONES.map(([zone]) => fitOf(zone, moments, interval, volumes, calendar)).sort(
    (a, b) => b.share + b.opens - (a.share + a.opens),
  );
  const [best] = fits;
  if (best === undefined) throw new RangeError('There are zones');
  const options = optionsOf();
  if (best.share < POOR_FIT) {
    const why = 'In no zone that is known here do the rows fall into the exchange’s trading hours.';
    return { value: best.zone, confidence: 'ambiguous', why, options };
  }
  const rivals = fits.filter(
    (fit) => fit !== best && best.share + best.opens - fit.share - fit.opens <= CLEARLY,
  );
  const differing = rivals.filter(({ zone }) => !areSame(zone, best.zone, moments));
  const name = labelOf(best.zone);
  const what = volumes === undefined ? 'rows' : 'volume';
  const evidence = `read in ${name}, ${percent(best.share)} of the ${what} is in regular hours, and ${percent(best.opens)} of the days begin at the open`;
  if (differing.length > 0) {
    const others = differing.map(({ zone }) => labelOf(zone)).join(', ');
    return {
      value: best.zone,
      confidence: 'ambiguous',
      why: `As good as ${name} fits ${others}: ${evidence}.`,
      options,
    };
  }
  // The exchange's own zone is meant where another one shows the same times over these dates.
  const own = rivals.find(({ zone }) => zone === calendar.zone) ?? best;
  const confidence = best.share >= GOOD_FIT && best.opens >= 0.7 ? 'certain' : 'likely';
  const next = fits.find(({ zone }) => zone !== best.zone && !rivals.some((rival) => rival.zone === zone));
  const against =
    next === undefined
      ? ''
      : `; in ${labelOf(next.zone)} it would be ${percent(next.share)} and ${percent(next.opens)}`;
  return { value: own.zone, confidence, why: `Stamps without a zone, ${evidence}${against}.`, options };
}

function labelOf(zone: string): string {
  return ZONES.find(([value]) => value === zone)?.[1] ?? zone;
}

function fitOf(
  zone: string,
  { locals }: Moments,
  interval: Interval,
  volumes: Float64Array | undefined,
  calendar: Calendar,
): Fit {
  const clock = zoneClock(zone);
  const length = nominalMilliseconds(interval);
  const step = Math.max(1, Math.floor(locals.length / MOST_ROWS));
  const sessions = new SessionCache(calendar);
  const days = new Map<TradingSession, { first: number; last: number }>();
  let inside = 0;
  let all = 0;
  for (let row = 0; row < locals.length; row += step) {
    const local = locals[row] ?? Number.NaN;
    if (Number.isNaN(local)) continue;
    const instant = clock.instantOf(local);
    const weight = volumes === undefined ? 1 : Math.max(0, volumes[row] || 0);
    all += weight;
    const session = sessions.around(instant);
    if (session === undefined || instant < session.open || instant > session.close) continue;
    inside += weight;
    const day = days.get(session) ?? { first: instant, last: instant };
    day.first = Math.min(day.first, instant);
    day.last = Math.max(day.last, instant);
    days.set(session, day);
  }
  // Of a day that the sample has a piece of, nothing says where it begins.
  const whole = [...days].filter(([, { first, last }]) => last - first >= MOST_OF_A_DAY);
  const opens = whole.filter(([session, { first }]) => first - session.open <= length).length;
  return { zone, share: all === 0 ? 0 : inside / all, opens: whole.length === 0 ? 0 : opens / whole.length };
}

/** Both zones mean the same instants on every day between the first and the last of the sample. */
function areSame(zone: string, other: string, { locals }: Moments): boolean {
  const [one, two] = [zoneClock(zone), zoneClock(other)];
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const local of locals) {
    if (local < first) first = local;
    if (local > last) last = local;
  }
  for (let local = first; local <= last; local += 86_400_000)
    if (one.instantOf(local) !== two.instantOf(local)) return false;
  return one.instantOf(last) === two.instantOf(last);
}

/** Looks a session up by an instant of it, or right after it; remembers the last one. */
export class SessionCache {
  readonly #calendar: Calendar;
  #day = Number.NaN;
  #session: TradingSession | undefined;
  #from = Number.NaN;

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
    this.#from = dayNumberOf(Number(calendar.firstDate.slice(0, 4)), 1, 1);
  }

  /** The session of the exchange's date at an instant; undefined where it is closed, or out of the calendar. */
  around(instant: number): TradingSession | undefined {
    const day = Math.floor(
      (instant + (instant >= this.#from * 86_400_000 ? this.#offset(instant) : 0)) / 86_400_000,
    );
    if (day !== this.#day) {
      this.#day = day;
      const date = dateOfDayNumber(day);
      const { firstDate, lastDate } = this.#calendar;
      this.#session = date < firstDate || date > lastDate ? undefined : this.#calendar.session(date);
    }
    return this.#session;
  }

  #offset(instant: number): number {
    return this.#calendar.wallOffset(epochMs(Math.floor(instant)));
  }
}
