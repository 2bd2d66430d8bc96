import { describe, expect, it } from 'vitest';
import {
  MILLISECONDS_PER_DAY,
  MILLISECONDS_PER_HOUR,
  MILLISECONDS_PER_MINUTE,
} from '../../../shared/domain/time.ts';
import { NEW_YORK_ZONE, type ZoneChange, type ZoneRules } from './zone-rules.ts';
import { ZoneTable } from './zone-table.ts';

/** The platform's own time zone data, as an independent oracle. */
function platformOffset(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
  };
}

function expectEveryHour(rules: ZoneRules, firstYear: number, lastYear: number): void {
  const table = new ZoneTable(rules);
  const oracle = platformOffset(rules.zone);
  const end = Date.UTC(lastYear + 1, 0, 1);
  for (let instant = Date.UTC(firstYear, 0, 1); instant < end; instant += MILLISECONDS_PER_HOUR) {
    if (table.offsetAt(instant) !== oracle(instant)) {
      expect(`${new Date(instant).toISOString()} ${table.offsetAt(instant)}`).toBe(String(oracle(instant)));
    }
  }
}

/** Instants at which the platform's offset changes, to the millisecond. */
function platformTransitions(zone: string, firstYear: number, lastYear: number): number[] {
  const oracle = platformOffset(zone);
  const found: number[] = [];
  const end = Date.UTC(lastYear + 1, 0, 1);
  for (let day = Date.UTC(firstYear, 0, 2); day < end; day += MILLISECONDS_PER_DAY) {
    let low = day - MILLISECONDS_PER_DAY;
    let high = day;
    if (oracle(low) === oracle(high)) continue;
    while (high - low > 1_000) {
      const middle = low + Math.floor((high - low) / 2_000) * 1_000;
      if (oracle(middle) === oracle(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

function yearly(change: Omit<ZoneChange, 'fromYear' | 'toYear' | 'weekday'>): ZoneChange {
  return { fromYear: 2008, toYear: 2028, weekday: 0, ...change };
}

const LONDON: ZoneRules = {
  zone: 'Europe/London',
  firstYear: 2008,
  lastYear: 2028,
  initialOffsetMinutes: 0,
  changes: [
    yearly({ month: 3, occurrence: 'last', minutes: 60, clock: 'utc', offsetMinutes: 60 }),
    yearly({ month: 10, occurrence: 'last', minutes: 60, clock: 'utc', offsetMinutes: 0 }),
  ],
};

const SYDNEY: ZoneRules = {
  zone: 'Australia/Sydney',
  firstYear: 2009,
  lastYear: 2028,
  initialOffsetMinutes: 660,
  changes: [
    yearly({ month: 4, occurrence: 1, minutes: 180, clock: 'wall', offsetMinutes: 600 }),
    yearly({ month: 10, occurrence: 1, minutes: 120, clock: 'wall', offsetMinutes: 660 }),
  ],
};

const TOKYO: ZoneRules = {
  zone: 'Asia/Tokyo',
  firstYear: 1998,
  lastYear: 2028,
  initialOffsetMinutes: 540,
  changes: [],
};

describe('the zone table of New York', () => {
  it.each([1998, 2006, 2007, 2013, 2024])('has the platform offset in every hour of %i', (year) => {
    expectEveryHour(NEW_YORK_ZONE, year, year);
  });

  it('changes at every transition of 1998 to 2028 to the millisecond', () => {
    const table = new ZoneTable(NEW_YORK_ZONE);
    const transitions = platformTransitions(NEW_YORK_ZONE.zone, 1998, 2028);
    expect(transitions).toHaveLength(62);
    for (const instant of transitions) {
      const change = table.offsetAt(instant) - table.offsetAt(instant - 1);
      expect(Math.abs(change)).toBe(MILLISECONDS_PER_HOUR);
    }
  });

  it('has no transition of its own: every noon of its years agrees with the platform', () => {
    const table = new ZoneTable(NEW_YORK_ZONE);
    const oracle = platformOffset(NEW_YORK_ZONE.zone);
    const end = Date.UTC(NEW_YORK_ZONE.lastYear, 11, 31);
    const start = Date.UTC(NEW_YORK_ZONE.firstYear, 0, 2, 12);
    const wrong: string[] = [];
    for (let noon = start; noon < end; noon += MILLISECONDS_PER_DAY) {
      if (table.offsetAt(noon) !== oracle(noon)) wrong.push(new Date(noon).toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it('moves a skipped time forward and takes the first of a repeated one', () => {
    const table = new ZoneTable(NEW_YORK_ZONE);
    expect(table.instantOfLocal(Date.UTC(2024, 2, 10, 2, 30))).toBe(Date.UTC(2024, 2, 10, 7, 30));
    expect(table.instantOfLocal(Date.UTC(2024, 2, 10, 3, 30))).toBe(Date.UTC(2024, 2, 10, 7, 30));
    expect(table.instantOfLocal(Date.UTC(2024, 10, 3, 1, 30))).toBe(Date.UTC(2024, 10, 3, 5, 30));
    expect(table.instantOfLocal(Date.UTC(2024, 10, 3, 2, 0))).toBe(Date.UTC(2024, 10, 3, 7, 0));
  });

  it('refuses instants outside its years', () => {
    const table = new ZoneTable(NEW_YORK_ZONE);
    table.offsetAt(Date.UTC(2024, 0, 1));
    for (const instant of [Date.UTC(1986, 11, 31), Date.UTC(2100, 0, 2), Number.NaN]) {
      expect(() => table.offsetAt(instant)).toThrow(RangeError);
    }
  });
});

describe('zones of other exchanges, given as data', () => {
  it.each([LONDON, SYDNEY, TOKYO])('agree with the platform in every hour: $zone', (rules) => {
    expectEveryHour(rules, 2012, 2012);
    expectEveryHour(rules, 2025, 2025);
  });

  it.each([LONDON, SYDNEY, TOKYO])(
    'turn every local quarter of an hour into an instant that shows it: $zone',
    (rules) => {
      const table = new ZoneTable(rules);
      let skipped = 0;
      const end = Date.UTC(2025, 11, 31);
      for (let local = Date.UTC(2025, 0, 1); local < end; local += 15 * MILLISECONDS_PER_MINUTE) {
        const instant = table.instantOfLocal(local);
        if (instant + table.offsetAt(instant) !== local) skipped += 1;
      }
      expect(skipped).toBe(rules.changes.length === 0 ? 0 : 4);
    },
  );
});
