import type { SessionDate } from '../../../shared/domain/time.ts';
import type { Calendar } from './contract.ts';

/** What to tell the user where a date lies outside the calendar's data; undefined inside. */
export function coverageWarning(
  calendar: Pick<Calendar, 'firstDate' | 'lastDate'>,
  date: SessionDate,
): string | undefined {
  if (date > calendar.lastDate) {
    return `The exchange calendar ends on ${calendar.lastDate}; sessions, holidays and early closes on ${date} are not known. No bars are expected then. A newer version of the program may know them.`;
  }
  if (date < calendar.firstDate) {
    return `The exchange calendar begins on ${calendar.firstDate}; sessions, holidays and early closes on ${date} are not known. No bars are expected then.`;
  }
  return undefined;
}
