import { readdirSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { epochMs, MILLISECONDS_PER_DAY, sessionDate } from '../../../shared/domain/time.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import { exchangeCalendar } from './exchanges.ts';
import { NEW_YORK_SCHEDULE } from './new-york-schedule.ts';

const calendar = exchangeCalendar('NYSE');
const FIRST = sessionDate('1998-01-01');
const LAST = sessionDate('2028-12-31');

/** Early closes that no rule of the exchange foretells. */
const SINGLE_EARLY_CLOSES = ['1999-12-31', '2003-12-26'];
/** Early closes that LEAN's database leaves out, and why they stand: see the schedule. */
const NOT_IN_LEAN = ['1998-11-27', '1998-12-24', '1999-12-31'];

function dates(from: string, to: string): string[] {
  return calendar.sessionsBetween(sessionDate(from), sessionDate(to)).map((session) => session.date);
}

function closedWeekdays(from = FIRST, to = LAST): string[] {
  const closed: string[] = [];
  for (let day = Date.parse(from); day <= Date.parse(to); day += MILLISECONDS_PER_DAY) {
    const weekday = new Date(day).getUTCDay();
    const date = iso(day);
    if (weekday !== 0 && weekday !== 6 && calendar.session(sessionDate(date)) === undefined)
      closed.push(date);
  }
  return closed;
}

function earlyCloses(): string[] {
  return calendar
    .sessionsBetween(FIRST, LAST)
    .filter((session) => session.halfDay)
    .map((session) => session.date);
}

function iso(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The nth weekday of a month; counted from the end where n is -1. */
function nth(year: number, month: number, weekday: number, n: number): number {
  const edge = n > 0 ? Date.UTC(year, month - 1, 1) : Date.UTC(year, month, 0);
  const step = n > 0 ? MILLISECONDS_PER_DAY : -MILLISECONDS_PER_DAY;
  let day = edge;
  while (new Date(day).getUTCDay() !== weekday) day += step;
  return day + (Math.abs(n) - 1) * 7 * step;
}

/** Easter Sunday by the anonymous Gregorian computus. */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1);
}

/** Saturday's holiday is kept on Friday, Sunday's on Monday. */
function observed(year: number, month: number, day: number): number {
  const instant = Date.UTC(year, month - 1, day);
  const weekday = new Date(instant).getUTCDay();
  if (weekday === 6) return instant - MILLISECONDS_PER_DAY;
  return weekday === 0 ? instant + MILLISECONDS_PER_DAY : instant;
}

function holidaysByRule(year: number): string[] {
  const newYear = new Date(Date.UTC(year, 0, 1)).getUTCDay() === 6 ? [] : [observed(year, 1, 1)];
  const juneteenth = year >= 2022 ? [observed(year, 6, 19)] : [];
  return [
    ...newYear,
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    easter(year) - 2 * MILLISECONDS_PER_DAY,
    nth(year, 5, 1, -1),
    ...juneteenth,
    observed(year, 7, 4),
    nth(year, 9, 1, 1),
    nth(year, 11, 4, 4),
    observed(year, 12, 25),
  ].map(iso);
}

function earlyClosesByRule(year: number): string[] {
  const days = [iso(nth(year, 11, 4, 4) + MILLISECONDS_PER_DAY)];
  const christmasEve = new Date(Date.UTC(year, 11, 24)).getUTCDay();
  if (christmasEve >= 1 && christmasEve <= 4) days.push(`${year}-12-24`);
  const julyThird = new Date(Date.UTC(year, 6, 3)).getUTCDay();
  // With the 4th on a Thursday it was the Friday after until 2012, and the Wednesday before since.
  if ([1, 2, 4].includes(julyThird) || (julyThird === 3 && year >= 2013)) days.push(`${year}-07-03`);
  if (julyThird === 3 && year < 2013) days.push(`${year}-07-05`);
  return days;
}

function years(): number[] {
  return Array.from({ length: 31 }, (_, i) => 1998 + i);
}

function leanDailyDates(symbol: string): string[] {
  return leanRows(`daily/${symbol}`).map((row) => isoOfCompact(row));
}

function leanRows(name: string): string[] {
  const files = unzipSync(readFileSync(testData(`lean/Data/equity/usa/${name}.zip`)));
  const [bytes] = Object.values(files);
  return new TextDecoder().decode(bytes).trim().split('\n');
}

function isoOfCompact(text: string): string {
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}

describe('the New York schedule', () => {
  it('closes on the holidays of the rule and on the stated single closures, 1998 to 2028', () => {
    const expected = [...years().flatMap(holidaysByRule), ...Object.keys(NEW_YORK_SCHEDULE.specialClosures)];
    expect(closedWeekdays()).toEqual(expected.sort());
  });

  it('closes early by the rule and on two single days, 1998 to 2028', () => {
    const expected = [...years().flatMap(earlyClosesByRule), ...SINGLE_EARLY_CLOSES];
    expect(earlyCloses()).toEqual(expected.sort());
  });

  it('has 252 sessions in 2013, 248 in 2001, 250 in 2012 and 252 in 2024', () => {
    const count = (year: number) => dates(`${year}-01-01`, `${year}-12-31`).length;
    expect([2013, 2001, 2012, 2024].map(count)).toEqual([252, 248, 250, 252]);
  });

  it.skipIf(!hasTestData)('agrees with the calendar file for 2005 to 2026 (needs the test data)', () => {
    const rows = readFileSync(testData('calendar/nyse_2005_2026_from_lean.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      // Three entries fall on weekends.
      .filter(([, weekday]) => weekday !== 'Sat' && weekday !== 'Sun');
    const of = (kind: string) => rows.filter((row) => row[2] === kind).map(([date = '']) => date);
    expect(closedWeekdays(sessionDate('2005-01-01'), sessionDate('2026-12-31'))).toEqual(of('holiday'));
    const early = earlyCloses().filter((date) => date >= '2005' && date < '2027');
    expect(early).toEqual(rows.filter((row) => row[2] !== 'holiday').map(([date]) => date));
  });

  it.skipIf(!hasTestData)(
    'agrees with the market-hours database for 1998 to 2028 (needs the test data)',
    () => {
      const database = JSON.parse(
        readFileSync(testData('lean/Data/market-hours/market-hours-database.json'), 'utf8'),
      );
      const entry = database.entries['Equity-usa-[*]'];
      const weekdays = (list: string[]) =>
        list
          .map((text) => iso(Date.parse(`${text} UTC`)))
          .filter((date) => ![0, 6].includes(new Date(date).getUTCDay()))
          .sort();
      expect(closedWeekdays()).toEqual(weekdays(entry.holidays));
      const early = weekdays(Object.keys(entry.earlyCloses));
      expect(earlyCloses()).toEqual([...early, ...NOT_IN_LEAN].sort());
    },
  );

  it.skipIf(!hasTestData)(
    'has the days of the daily SPY bars from 1998 to 2021 (needs the test data)',
    () => {
      const found = leanDailyDates('spy');
      expect(found).toHaveLength(5_849);
      expect(dates('1998-01-01', '2021-03-31')).toEqual(found);
    },
  );

  it.skipIf(!hasTestData)('has the 1,259 days of the daily folder (needs the test data)', () => {
    const folder = testData('daily-sp500-2013-2018/individual_stocks_5yr');
    const found = new Set<string>();
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.csv'))) {
      for (const match of readFileSync(`${folder}/${name}`, 'utf8').matchAll(/^\d{4}-\d{2}-\d{2}/gm))
        found.add(match[0]);
    }
    expect(found.size).toBe(1_259);
    expect(dates('2013-02-08', '2018-02-07')).toEqual([...found].sort());
  });

  it.skipIf(!hasTestData)(
    'closes early where the hour bars of 1998 to 2004 end (needs the test data)',
    () => {
      // Three of the four: a symbol may print late reports in the hour after the close.
      const votes = new Map<string, number>();
      for (const symbol of ['spy', 'ibm', 'bac', 'aig']) {
        const lastHour = new Map<string, string>();
        for (const row of leanRows(`hour/${symbol}`)) {
          if (row < '2005') lastHour.set(isoOfCompact(row), row.slice(9, 11));
        }
        for (const [date, hour] of lastHour) if (hour < '15') votes.set(date, (votes.get(date) ?? 0) + 1);
      }
      const ended = [...votes].filter(([, count]) => count >= 3).map(([date]) => date);
      expect(ended.sort()).toEqual(earlyCloses().filter((date) => date < '2005'));
    },
  );

  it.skipIf(!hasTestData)(
    'holds every minute bar of 2024 in a session, one of every day (needs the test data)',
    () => {
      const folder = testData('minute-2024-blaizard');
      const regular = new Set<string>();
      let outside = 0;
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/BKNG.*\.csv$/.test(name)) continue;
        for (const line of readFileSync(`${folder}/${name}`, 'utf8').trim().split('\n').slice(1)) {
          const instant = epochMs(Number(line.split(';')[1]));
          const phase = calendar.phaseAt(instant);
          if (phase === 'closed') outside += 1;
          if (phase === 'regular') regular.add(calendar.dateOf(instant));
        }
      }
      expect(outside).toBe(0);
      expect([...regular].sort()).toEqual(dates('2024-01-01', '2024-12-31'));
    },
  );
});
