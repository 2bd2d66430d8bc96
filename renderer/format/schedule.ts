import type { ScannerConfig, ScheduleEntry } from '../../shared/domain/session-config.ts';

type Timing = Pick<ScannerConfig, 'schedule' | 'pre_session'>;
type ScheduleWindow = Extract<ScheduleEntry, { interval: string }>;
export type DayOfWeek = 'mon' | 'tue' | 'wed' | 'thu' | 'fri';

/** A schedule as the builder's form shows it: at most one window, and the close. */
export interface SimpleSchedule {
  readonly every: ScheduleWindow['interval'] | null;
  /** At the end of each bar from the open to the close; else from `from` to `to`. */
  readonly allSession: boolean;
  readonly from: string;
  readonly to: string;
  readonly atClose: boolean;
  readonly preSession: boolean;
  /** Every session where empty. */
  readonly days: readonly DayOfWeek[];
}

export const DAYS: readonly { readonly id: DayOfWeek; readonly label: string }[] = [
  { id: 'mon', label: 'Mon' },
  { id: 'tue', label: 'Tue' },
  { id: 'wed', label: 'Wed' },
  { id: 'thu', label: 'Thu' },
  { id: 'fri', label: 'Fri' },
];

const EVERY: Readonly<Record<string, string>> = {
  '1s': 'every second',
  '1m': 'every min',
  '5m': 'every 5 min',
  '15m': 'every 15 min',
  '30m': 'every 30 min',
  '1h': 'every hour',
};

/** Where a window begins and ends unless the user says otherwise. */
export const USUAL_HOURS = { from: 'open+5m', to: 'close-5m' } as const;

/** `every 5 min, 09:40 to close−5m, before the open`. */
export function scheduleWords({ schedule, pre_session }: Timing): string {
  const parts = [...schedule.map(entryWords), ...(pre_session ? ['before the open'] : [])];
  return parts.length === 0 ? 'never' : parts.join(', ');
}

function entryWords(entry: ScheduleEntry): string {
  const days = entry.days === undefined ? '' : ` on ${entry.days.map(dayLabel).join(', ')}`;
  if ('at' in entry) return `at ${timeWords(entry.at)}${days}`;
  if ('every' in entry) return `${EVERY[entry.every] ?? entry.every}${days}`;
  return `${EVERY[entry.interval] ?? entry.interval}, ${timeWords(entry.start)} to ${timeWords(entry.end)}${days}`;
}

function timeWords(time: string): string {
  return time.replace('-', '−').replace(/^(open|close)$/, 'the $1');
}

function dayLabel(day: string): string {
  return DAYS.find(({ id }) => id === day)?.label ?? day;
}

/** The schedule in the form's terms; undefined where it says more than the form can show. */
export function simpleSchedule({ schedule, pre_session }: Timing): SimpleSchedule | undefined {
  const windows = schedule.filter((each) => 'interval' in each);
  const bars = schedule.filter((each) => 'every' in each);
  const moments = schedule.filter((each) => 'at' in each);
  const days = new Set(schedule.map((each) => (each.days ?? []).join()));
  const atClose = moments.some(({ at }) => at === 'close');
  if (windows.length + bars.length > 1 || moments.length > (atClose ? 1 : 0) || days.size > 1)
    return undefined;
  const window = windows[0];
  if (window !== undefined && !isPlain(window)) return undefined;
  return {
    every: window?.interval ?? bars[0]?.every ?? null,
    allSession: window === undefined,
    from: window?.start ?? USUAL_HOURS.from,
    to: window?.end ?? USUAL_HOURS.to,
    atClose,
    preSession: pre_session,
    days: schedule[0]?.days ?? [],
  };
}

/** A window that says nothing but its times, its interval and its days. */
function isPlain(window: ScheduleWindow): boolean {
  return Object.keys(window).every((key) => ['start', 'end', 'interval', 'days'].includes(key));
}

/** The form's schedule as it stands in the config. */
export function timingOf({ every, allSession, from, to, atClose, preSession, days }: SimpleSchedule): Timing {
  const on = days.length === 0 || days.length === DAYS.length ? {} : { days: [...days] };
  return {
    schedule: [
      ...(every === null
        ? []
        : [allSession ? { every, ...on } : { start: from, end: to, interval: every, ...on }]),
      ...(atClose ? [{ at: 'close', ...on }] : []),
    ],
    pre_session: preSession,
  };
}

/** Why a time cannot stand in a schedule; undefined where it can. */
export function timeProblem(time: string): string | undefined {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(time) || /^(open|close)([+-][1-9]\d{0,2}m)?$/.test(time))
    return undefined;
  return 'HH:MM, open+5m or close-5m';
}
