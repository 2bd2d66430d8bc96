import type { SessionDate } from '../../../shared/domain/time.ts';
import type { ZoneRules } from './zone-rules.ts';

/** Hours of one trading day as wall times of the exchange, `HH:mm`. */
export interface TradingHours {
  readonly preOpen: string;
  readonly open: string;
  readonly close: string;
  readonly postClose: string;
}

/** Everything that is known of an exchange's trading days, as data. Saturdays and Sundays are closed. */
export interface ExchangeSchedule {
  readonly zone: ZoneRules;
  /** First and last day of which the data speaks, both inclusive. */
  readonly firstDate: SessionDate;
  readonly lastDate: SessionDate;
  readonly hours: TradingHours;
  /** Hours of an early close. */
  readonly earlyHours: TradingHours;
  /** Year to its closed weekdays by the holiday rule, `MM-DD` separated by blanks. */
  readonly holidays: Readonly<Record<number, string>>;
  /** Date to the reason of a closure outside the rule. */
  readonly specialClosures: Readonly<Record<string, string>>;
  /** Year to its early closes, written like the holidays. */
  readonly earlyCloses: Readonly<Record<number, string>>;
}
