import { InvalidArgumentError } from '../../../shared/domain/errors.ts';
import type { Calendar } from './contract.ts';
import { ExchangeCalendar } from './exchange-calendar.ts';
import type { ExchangeSchedule } from './exchange-schedule.ts';
import { NEW_YORK_SCHEDULE } from './new-york-schedule.ts';

/** Adding an exchange is its schedule and a line here. */
const SCHEDULES: ReadonlyMap<string, ExchangeSchedule> = new Map([
  ['NYSE', NEW_YORK_SCHEDULE],
  ['NASDAQ', NEW_YORK_SCHEDULE],
]);

const built = new Map<ExchangeSchedule, Calendar>();

/**
 * The calendar of an exchange: `NYSE` or `NASDAQ`. Its sessions are computed at the first
 * call and shared by all later ones. Throws InvalidArgumentError for an unknown exchange.
 */
export function exchangeCalendar(exchange: string): Calendar {
  const schedule = SCHEDULES.get(exchange);
  if (schedule === undefined) {
    throw new InvalidArgumentError('exchange', exchange, [...SCHEDULES.keys()].join(', '));
  }
  const calendar = built.get(schedule) ?? new ExchangeCalendar(schedule);
  built.set(schedule, calendar);
  return calendar;
}
