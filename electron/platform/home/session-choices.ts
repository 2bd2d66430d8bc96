import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import type { FoundPart } from './found-folder.ts';

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

/** A run of minute sessions longer than this is offered by its end. */
const LONG_RUN = 20;
const LAST_FEW = 5;
/** Sessions of daily bars that are played by default. */
const LAST_DAILY = 20;
const MOST_RUNS = 6;

/**
 * What can be played of a folder, the proposal first: the newest sessions with minute bars, runs of them
 * before that, then sessions of daily bars.
 */
export function sessionChoices(parts: readonly FoundPart[], calendar: Calendar): SessionChoice[] {
  const choices = [...minuteChoices(parts, calendar), ...dailyChoices(parts, calendar)];
  const seen = new Set<string>();
  return choices.filter(({ value }) => !seen.has(value) && seen.add(value));
}

function minuteChoices(parts: readonly FoundPart[], calendar: Calendar): SessionChoice[] {
  const dates = [...new Set(parts.flatMap(({ minutes }) => minutes.map(({ date }) => date)))].sort();
  const runs = runsOf(dates, calendar).reverse();
  return runs
    .slice(0, MOST_RUNS)
    .flatMap((run) =>
      run.length <= LONG_RUN
        ? [choice(run, 'minute bars', true)]
        : [
            choice(run.slice(-LAST_FEW), 'minute bars', true),
            choice(run.slice(-LONG_RUN), 'minute bars', true),
            choice(run, 'minute bars', true),
          ],
    );
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

function dailyChoices(parts: readonly FoundPart[], calendar: Calendar): SessionChoice[] {
  const first = earliest(parts);
  const last = latest(parts);
  if (first === null || last === null) return [];
  const sessions = calendar.sessionsBetween(first, last).map(({ date }) => date);
  if (sessions.length === 0) return [];
  return [choice(sessions.slice(-LAST_DAILY), 'daily bars', false), choice(sessions, 'daily bars', false)];
}

function choice(dates: readonly SessionDate[], bars: string, hasMinutes: boolean): SessionChoice {
  const [from] = dates;
  const to = dates.at(-1);
  if (from === undefined || to === undefined) throw new RangeError('A choice needs a session');
  const count = dates.length;
  const period = count === 1 ? `${from}` : `${from} to ${to}`;
  const label = `${period}: ${count.toLocaleString('en-US')} ${count === 1 ? 'session' : 'sessions'} of ${bars}`;
  return { value: `${from}..${to}`, from, to, count, label, hasMinutes };
}

/** First day of daily bars of any part. */
export function earliest(parts: readonly FoundPart[]): SessionDate | null {
  return parts.flatMap(({ dailyFrom }) => dailyFrom ?? []).sort()[0] ?? null;
}

/** Last day of daily bars of any part. */
export function latest(parts: readonly FoundPart[]): SessionDate | null {
  return (
    parts
      .flatMap(({ dailyTo }) => dailyTo ?? [])
      .sort()
      .at(-1) ?? null
  );
}
