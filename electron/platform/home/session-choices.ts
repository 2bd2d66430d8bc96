import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { type FoundPart, type MinuteSession, NAMED_SYMBOLS } from './found-folder.ts';

/** Sessions that can be played in one go. */
export interface SessionChoice {
  /** `2013-10-04..2013-10-09`, as an answer names it. */
  readonly value: string;
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly count: number;
  readonly label: string;
  /** Minute bars are there for these sessions. */
  readonly hasMinutes: boolean;
}

/** What of a source's data says when it can be played. */
export type DatedPart = Pick<FoundPart, 'symbols' | 'intervals' | 'dailyFrom' | 'dailyTo' | 'minutes'>;

/** A run of minute sessions longer than this is offered by its end. */
const LONG_RUN = 20;
const LAST_FEW = 5;
/** Sessions of daily bars that are played by default. */
const LAST_DAILY = 20;
const MOST_RUNS = 6;
/** Symbols that are named instead of counted. */
const FEW_SYMBOLS = 4;

/**
 * What can be played of a folder, the proposal first: the newest sessions with minute bars, runs of them
 * before that, then sessions of daily bars.
 */
export function sessionChoices(parts: readonly DatedPart[], calendar: Calendar): SessionChoice[] {
  const choices = [...minuteChoices(parts, calendar), ...dailyChoices(parts, calendar)];
  const seen = new Set<string>();
  return choices.filter(({ value }) => !seen.has(value) && seen.add(value));
}

function minuteChoices(parts: readonly DatedPart[], calendar: Calendar): SessionChoice[] {
  const minutes = parts.flatMap((part) => part.minutes);
  const dates = [...new Set(minutes.map(({ date }) => date))].sort();
  const runs = runsOf(dates, calendar).reverse();
  const offered = runs
    .slice(0, MOST_RUNS)
    .flatMap((run) => (run.length <= LONG_RUN ? [run] : [run.slice(-LAST_FEW), run.slice(-LONG_RUN), run]));
  const bars = parts.some(({ intervals }) =>
    intervals.some((interval) => interval === '1m' || interval === '1s'),
  )
    ? 'minute bars'
    : 'bars within the day';
  return offered.map((run) => choice(run, `${bars} of ${symbolWords(minutes, run)}`, true));
}

/** `AIG, BAC`, `12 symbols`: whose minute bars there are in a run of sessions. */
function symbolWords(minutes: readonly MinuteSession[], run: readonly SessionDate[]): string {
  const dates = new Set(run);
  const inside = minutes.filter(({ date }) => dates.has(date));
  const most = Math.max(...inside.map(({ symbols }) => symbols));
  const named = new Set(inside.flatMap(({ some }) => some));
  if (most > NAMED_SYMBOLS || named.size > FEW_SYMBOLS) return `${Math.max(most, named.size)} symbols`;
  return [...named].sort().join(', ');
}

/** Sessions that follow each other without one between them. */
function runsOf(dates: readonly SessionDate[], calendar: Calendar): SessionDate[][] {
  const runs: SessionDate[][] = [];
  for (const date of dates) {
    const run = runs.at(-1);
    const before = calendar.previousSession(date)?.date;
    if (run === undefined || run.at(-1) !== before) runs.push([date]);
    else run.push(date);
  }
  return runs;
}

/** Of the part with the most symbols: others may reach further with a few of them. */
function dailyChoices(parts: readonly DatedPart[], calendar: Calendar): SessionChoice[] {
  const [widest] = parts
    .filter(({ dailyTo }) => dailyTo !== null)
    .sort((left, right) => right.symbols.length - left.symbols.length);
  if (widest === undefined || widest.dailyFrom === null || widest.dailyTo === null) return [];
  const sessions = calendar.sessionsBetween(widest.dailyFrom, widest.dailyTo).map(({ date }) => date);
  if (sessions.length === 0) return [];
  return [choice(sessions.slice(-LAST_DAILY), 'daily bars', false), choice(sessions, 'daily bars', false)];
}

function choice(dates: readonly SessionDate[], bars: string, hasMinutes: boolean): SessionChoice {
  const [from] = dates;
  const to = dates.at(-1);
  if (from === undefined || to === undefined) throw new RangeError('A choice needs a session');
  const count = dates.length;
  const period = count === 1 ? `${from}` : `${from} to ${to}`;
  const sessions = `${count.toLocaleString('en-US')} ${count === 1 ? 'session' : 'sessions'}`;
  const label = `${period}: ${sessions}, ${bars}`;
  return { value: `${from}..${to}`, from, to, count, label, hasMinutes };
}
