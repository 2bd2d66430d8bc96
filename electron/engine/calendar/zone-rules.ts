/** One yearly change of a zone's offset, as law states it. */
export interface ZoneChange {
  /** First and last year in which the rule holds. */
  readonly fromYear: number;
  readonly toYear: number;
  /** 1..12. */
  readonly month: number;
  /** 0 for Sunday to 6 for Saturday. */
  readonly weekday: number;
  /** Which such weekday of the month: 1 for the first. */
  readonly occurrence: 1 | 2 | 3 | 4 | 'last';
  /** Minutes after midnight at which the change happens, on the clock named beside. */
  readonly minutes: number;
  /** `wall`: the clock that hung on the wall just before the change. */
  readonly clock: 'wall' | 'utc';
  /** Offset from UTC after the change; negative west of Greenwich. */
  readonly offsetMinutes: number;
}

/** An IANA zone as data, for the years that are stated. */
export interface ZoneRules {
  readonly zone: string;
  readonly firstYear: number;
  readonly lastYear: number;
  /** Offset when the first year begins. */
  readonly initialOffsetMinutes: number;
  /** Empty where the zone has no summer time. */
  readonly changes: readonly ZoneChange[];
}

const STANDARD = -5 * 60;
const DAYLIGHT = -4 * 60;
const TWO_O_CLOCK = 2 * 60;
const SUNDAY = 0;

/**
 * New York. Source: Uniform Time Act as amended in 1986 (first Sunday of April to last
 * Sunday of October, from 1987) and by the Energy Policy Act of 2005, section 110 (second
 * Sunday of March to first Sunday of November, from 2007). Years past the end of the
 * holiday data follow the law of 2007, so that clocks stay right where the calendar ends.
 */
export const NEW_YORK_ZONE: ZoneRules = {
  zone: 'America/New_York',
  firstYear: 1987,
  lastYear: 2099,
  initialOffsetMinutes: STANDARD,
  changes: [
    change(1987, 2006, 4, 1, DAYLIGHT),
    change(1987, 2006, 10, 'last', STANDARD),
    change(2007, 2099, 3, 2, DAYLIGHT),
    change(2007, 2099, 11, 1, STANDARD),
  ],
};

function change(
  fromYear: number,
  toYear: number,
  month: number,
  occurrence: ZoneChange['occurrence'],
  offsetMinutes: number,
): ZoneChange {
  return {
    fromYear,
    toYear,
    month,
    weekday: SUNDAY,
    occurrence,
    minutes: TWO_O_CLOCK,
    clock: 'wall',
    offsetMinutes,
  };
}
