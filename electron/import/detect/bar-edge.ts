import { type Interval, isIntraday, nominalMilliseconds } from '../../../shared/domain/interval.ts';
import type { Calendar, TradingSession } from '../../engine/calendar/contract.ts';
import type { Detected } from './findings.ts';
import { SessionCache } from './zone.ts';

const OPTIONS = [
  { value: 'start', label: 'The start of the bar' },
  { value: 'end', label: 'The end of the bar' },
];
/** The first minute of a session trades more than the second, and far more than the last before the open. */
const FIRST_MINUTE = 0.8;
const BEFORE_OPEN = 0.4;

interface DayEdges {
  readonly session: TradingSession;
  atOpen: boolean;
  atClose: boolean;
  first: number;
  last: number;
  /** Volumes of the bars stamped with the open, and one bar later. */
  openVolume: number;
  nextVolume: number;
}

/**
 * Whether a stamp names the start or the end of its bar: a session's first bar is stamped 09:30 or 09:31, its last
 * one 15:59 or 16:00. Where both edges are stamped, the edges of the extended hours tell, or the volume, or it is asked.
 *
 * @param instants of the rows, NaN where one has none
 */
export function detectBarEdge(
  instants: Float64Array,
  volumes: Float64Array | undefined,
  interval: Interval,
  calendar: Calendar,
): Detected {
  if (!isIntraday(interval)) {
    return detected(
      'start',
      'certain',
      'A daily bar is its session, a weekly one the week that holds the date.',
    );
  }
  const length = nominalMilliseconds(interval);
  const days = edgesOf(instants, volumes, length, calendar);
  const opens = days.filter(({ atOpen }) => atOpen).length;
  const closes = days.filter(({ atClose }) => atClose).length;
  if (opens > 0 && closes === 0) return onlyOpens(days, opens, length);
  if (closes > 0 && opens === 0) return onlyCloses(days, length);
  if (opens === 0)
    return detected('start', 'ambiguous', 'No row is stamped with the time of an open or of a close.');
  return byExtendedHours(days) ?? byVolume(days, opens, closes) ?? bothEdges(days, opens, closes);
}

function detected(value: string, confidence: Detected['confidence'], why: string): Detected {
  return { value, confidence, why, options: OPTIONS };
}

/** Rows of a day may end early because the sample does: only one that reaches the close lacks a bar there. */
function onlyOpens(days: readonly DayEdges[], opens: number, length: number): Detected {
  const whole = days.filter(
    ({ session, last }) => last >= session.close - length && last <= session.close,
  ).length;
  const clean = days.filter(({ session, atOpen, first }) => atOpen && first === session.open).length;
  const at = `${countWords(opens)} a bar at 09:30 sharp`;
  if (whole > 0)
    return detected('start', whole >= 2 ? 'certain' : 'likely', `${at}, and none of them one at the close.`);
  if (clean > 0) return detected('start', 'likely', `${at}, and nothing before it.`);
  return detected('start', 'ambiguous', `${at}, and no day reaches the close.`);
}

function onlyCloses(days: readonly DayEdges[], length: number): Detected {
  const whole = days.filter(
    ({ session, atClose, first }) => atClose && first <= session.open + length,
  ).length;
  const evidence = `${countWords(days.filter(({ atClose }) => atClose).length)} a bar at the close, and none of them one at 09:30 sharp.`;
  return detected('end', whole >= 2 ? 'certain' : 'likely', evidence);
}

/** The pre-market's first bar or the post-market's last one is stamped with its edge. */
function byExtendedHours(days: readonly DayEdges[]): Detected | undefined {
  const starts = days.filter(({ session, first }) => first === session.preOpen).length;
  const ends = days.filter(({ session, last }) => last === session.postClose).length;
  if (starts > 0 && ends === 0) {
    return detected(
      'start',
      'likely',
      `${countWords(starts)} a bar at 04:00 sharp, where the pre-market begins, and none at 20:00.`,
    );
  }
  if (ends > 0 && starts === 0) {
    return detected(
      'end',
      'likely',
      `${countWords(ends)} a bar at 20:00 sharp, where the post-market ends, and none at 04:00.`,
    );
  }
  return undefined;
}

function byVolume(days: readonly DayEdges[], opens: number, closes: number): Detected | undefined {
  let open = 0;
  let next = 0;
  for (const { atOpen, openVolume, nextVolume } of days) {
    if (!atOpen || Number.isNaN(openVolume + nextVolume)) continue;
    open += openVolume;
    next += nextVolume;
  }
  if (next === 0) return undefined;
  const ratio = open / next;
  const evidence = `The bars at 09:30 sharp have ${ratio.toFixed(2)} times the volume of those after them`;
  if (ratio > FIRST_MINUTE && opens >= closes) {
    return detected('start', 'likely', `${evidence}: they hold the opening auction.`);
  }
  if (ratio < BEFORE_OPEN)
    return detected('end', 'likely', `${evidence}: they end before the opening auction.`);
  return undefined;
}

function bothEdges(days: readonly DayEdges[], opens: number, closes: number): Detected {
  const clean = days.filter(({ session, atOpen, first }) => atOpen && first === session.open).length;
  const value = clean >= 0.9 * opens ? 'start' : 'end';
  const why = `${countWords(opens)} a bar at 09:30 sharp, and ${closes} one at the close: read either way one of them lies outside of the session.`;
  return detected(value, 'ambiguous', why);
}

function countWords(days: number): string {
  return days === 1 ? 'One day has' : `${days} days have`;
}

function edgesOf(
  instants: Float64Array,
  volumes: Float64Array | undefined,
  length: number,
  calendar: Calendar,
): DayEdges[] {
  const sessions = new SessionCache(calendar);
  const days = new Map<TradingSession, DayEdges>();
  instants.forEach((instant, row) => {
    const session = Number.isNaN(instant) ? undefined : sessions.around(instant);
    if (session === undefined) return;
    const day = days.get(session) ?? newDay(session);
    days.set(session, day);
    if (instant === session.open) {
      day.atOpen = true;
      day.openVolume = volumes?.[row] ?? Number.NaN;
    }
    if (instant === session.open + length) day.nextVolume = volumes?.[row] ?? Number.NaN;
    if (instant === session.close) day.atClose = true;
    day.first = Math.min(day.first, instant);
    day.last = Math.max(day.last, instant);
  });
  return [...days.values()];
}

function newDay(session: TradingSession): DayEdges {
  return {
    session,
    atOpen: false,
    atClose: false,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
    openVolume: Number.NaN,
    nextVolume: Number.NaN,
  };
}
