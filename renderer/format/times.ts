import { MISSING } from './numbers.ts';

const EXCHANGE_ZONE = 'America/New_York';

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: EXCHANGE_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const date = new Intl.DateTimeFormat('en-CA', { timeZone: EXCHANGE_ZONE });
const longDate = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** Exchange wall time `HH:mm:ss` of an instant; `—` where unknown. */
export function formatWallTime(instant: number): string {
  return Number.isFinite(instant) ? wall.format(instant) : MISSING;
}

/** `09:35:00` on the session's own date, `10-07 09:35:00` on another. */
export function formatTimeOn(instant: number, sessionDate: string): string {
  const day = date.format(instant);
  return day === sessionDate ? wall.format(instant) : `${day.slice(5)} ${wall.format(instant)}`;
}

/** `Wed 9 Oct 2013` of `2013-10-09`. */
export function formatSessionDate(sessionDate: string): string {
  return longDate.format(new Date(`${sessionDate}T00:00:00Z`)).replace(',', '');
}

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
] as const;

/** `3 s`, `4 min`, `2 h`, `3 d`; `—` where unknown. */
export function formatAge(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return MISSING;
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  for (const [length, unit] of UNITS) {
    if (seconds >= length) return `${Math.floor(seconds / length)} ${unit}`;
  }
  return `${seconds} s`;
}

const SPOKEN = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** An age as one says it: `40 seconds`, `1 minute`, `3 days`; `an unknown time` where unknown. */
export function spokenAge(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return 'an unknown time';
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const [length, unit] = SPOKEN.find(([each]) => seconds >= each) ?? [1, 'second'];
  const count = Math.floor(seconds / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
