import { TickMarkType, type Time } from 'lightweight-charts';

/*
 * A chart's time is exchange wall time written as if it were UTC, in seconds: every format reads it
 * as UTC, and no zone is applied twice.
 */
const UTC = { timeZone: 'UTC' } as const;
const year = new Intl.DateTimeFormat('en-GB', { ...UTC, year: 'numeric' });
const month = new Intl.DateTimeFormat('en-GB', { ...UTC, month: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { ...UTC, day: 'numeric', month: 'short' });
const weekday = new Intl.DateTimeFormat('en-GB', {
  ...UTC,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const time = new Intl.DateTimeFormat('en-GB', { ...UTC, hour: '2-digit', minute: '2-digit' });
const isoDay = new Intl.DateTimeFormat('en-CA', UTC);

const MARKS: Record<TickMarkType, Intl.DateTimeFormat> = {
  [TickMarkType.Year]: year,
  [TickMarkType.Month]: month,
  [TickMarkType.DayOfMonth]: day,
  [TickMarkType.Time]: time,
  [TickMarkType.TimeWithSeconds]: time,
};

/** `2013`, `Oct`, `9 Oct` or `14:00`, as the library asks for it. */
export function axisMark(at: Time, kind: TickMarkType): string {
  return MARKS[kind].format(milliseconds(at));
}

/** What the crosshair says: `Wed 9 Oct  13:39` within the day, `Wed 9 Oct 2013` of days. */
export function crosshairTime(at: Time, isIntraday: boolean): string {
  return wallText(milliseconds(at), isIntraday);
}

/** As on the crosshair, of wall seconds. */
export function barTime(wallSeconds: number, isIntraday: boolean): string {
  return wallText(wallSeconds * 1_000, isIntraday);
}

/** `2013-10-09` of wall seconds. */
export function wallDate(wallSeconds: number): string {
  return isoDay.format(wallSeconds * 1_000);
}

function wallText(at: number, isIntraday: boolean): string {
  const text = weekday.format(at).replace(',', '');
  return isIntraday ? `${text}  ${time.format(at)}` : `${text} ${year.format(at)}`;
}

/** The charts are given seconds and nothing else; a day of the calendar would be a mistake of ours. */
function milliseconds(at: Time): number {
  return typeof at === 'number' ? at * 1_000 : Number.NaN;
}
