import { dateOfDayNumber, weekdayOf } from '../../engine/calendar/civil-date.ts';
import type { Calendar } from '../../engine/calendar/contract.ts';
import { DATE_STYLES, type DateStyle, StampReader } from '../text/stamps.ts';
import type { ColumnMap } from './columns.ts';
import { type Detected, percent } from './findings.ts';
import { type Moments, readMoments } from './moments.ts';
import { readStamp, spread } from './stamp-columns.ts';
import { placeOf, type SampleTable } from './table.ts';

const LABELS: Readonly<Record<DateStyle, string>> = {
  ymd: 'Year, month, day',
  mdy: 'Month, day, year',
  dmy: 'Day, month, year',
  compact_ymd: 'yyyymmdd',
  compact_mdy: 'mmddyyyy',
  compact_dmy: 'ddmmyyyy',
  named_dmy: 'Day, name of the month, year',
  named_mdy: 'Name of the month, day, year',
  named_ymd: 'Year, name of the month, day',
  epoch_s: 'Seconds since 1970',
  epoch_ms: 'Milliseconds since 1970',
  epoch_us: 'Microseconds since 1970',
  epoch_ns: 'Nanoseconds since 1970',
  excel: 'Days of a spreadsheet, since 1900',
  excel_1904: 'Days of a spreadsheet, since 1904',
};

/** Rows that no reading has to fit. */
const MISFITS = 0.03;
/** One reading is better than another by this share of the rows on sessions, or in order. */
const CLEARLY = 0.05;
const READABLE_FIRST_DAY = 3_650;
const READABLE_LAST_DAY = 27_400;

interface Candidate {
  readonly style: DateStyle;
  readonly moments: Moments;
  /** Share of the rows that it can read. */
  readonly readable: number;
  /** Share of the read days that the exchange was open on. */
  readonly onSessions: number;
  /** Share of the steps from row to row that go one way, by less than a week. */
  readonly ordered: number;
}

/**
 * How the dates are to be read. Readings that some row refutes are out; of the rest one is taken only where the
 * exchange's calendar or the order of the rows speak for it clearly.
 */
export function detectDateStyle(table: SampleTable, columns: ColumnMap, calendar: Calendar): Detected {
  const all = DATE_STYLES.flatMap((style) => candidate(style, table, columns, calendar) ?? []).filter(
    ({ readable, moments }) => readable > 0.5 && isPlausible(moments),
  );
  const best = Math.max(0, ...all.map(({ readable }) => readable));
  const fitting = all.filter(({ readable }) => readable >= best - MISFITS);
  const [only] = fitting;
  if (only === undefined) {
    return {
      value: null,
      confidence: 'ambiguous',
      why: 'The dates are of no form that is read.',
      options: options(DATE_STYLES),
    };
  }
  if (fitting.length === 1) return single(only, all, table, columns);
  return among(fitting, table, columns);
}

function candidate(
  style: DateStyle,
  table: SampleTable,
  columns: ColumnMap,
  calendar: Calendar,
): Candidate | undefined {
  // Most are out at the first look.
  const reader = new StampReader(style);
  const cells = spread(table, columns.stamp);
  if (cells.filter((cell) => readStamp(reader, cell)).length <= 0.4 * cells.length) return undefined;
  const moments = readMoments(table, columns, style);
  const readable = table.rows.length === 0 ? 0 : moments.good / table.rows.length;
  if (readable <= 0.5) return { style, moments, readable, onSessions: 0, ordered: 0 };
  return {
    style,
    moments,
    readable,
    onSessions: sessionShare(moments, calendar),
    ordered: orderShare(moments, table),
  };
}

/** Seconds read as milliseconds are days of 1970. */
function isPlausible({ days }: Moments): boolean {
  let inside = 0;
  let count = 0;
  for (const day of days) {
    if (Number.isNaN(day)) continue;
    count += 1;
    if (day >= READABLE_FIRST_DAY && day <= READABLE_LAST_DAY) inside += 1;
  }
  return inside >= 0.9 * count;
}

function single(
  only: Candidate,
  all: readonly Candidate[],
  table: SampleTable,
  columns: ColumnMap,
): Detected {
  const value = only.style;
  const shown = table.rows[0]?.cells[columns.stamp] ?? '';
  const others = all.filter((other) => other !== only);
  const refuted = refutation(
    others.map(({ style }) => style),
    only.style,
    table,
    columns,
  );
  const why =
    refuted === undefined ? `"${shown}" admits only this reading.` : `${refuted} admits only this reading.`;
  const isMixed = others.some(({ readable }) => readable > 0.5) && only.readable < 0.97;
  if (isMixed) {
    const share = percent(1 - only.readable);
    return {
      value,
      confidence: 'ambiguous',
      why: `${refuted ?? shown} speaks for it, but ${share} of the rows cannot be read so: the file may mix two forms.`,
      options: options(all.map(({ style }) => style)),
    };
  }
  return {
    value,
    confidence: 'certain',
    why,
    options: options([value, ...others.map(({ style }) => style)]),
  };
}

/** The first row that the style reads and the others do not, as evidence. */
function refutation(
  others: readonly DateStyle[],
  style: DateStyle,
  table: SampleTable,
  { stamp }: ColumnMap,
): string | undefined {
  if (others.length === 0) return undefined;
  const reader = new StampReader(style);
  const readers = others.map((other) => new StampReader(other));
  const row = table.rows.find(({ cells }) => {
    const cell = cells[stamp] ?? '';
    return readStamp(reader, cell) && readers.every((other) => !readStamp(other, cell));
  });
  return row === undefined ? undefined : `"${row.cells[stamp]}" (${placeOf(row)})`;
}

function among(fitting: readonly Candidate[], table: SampleTable, columns: ColumnMap): Detected {
  const ranked = fitting.toSorted((a, b) => b.onSessions + b.ordered - (a.onSessions + a.ordered));
  const [first, second] = ranked;
  const offered = options(ranked.map(({ style }) => style));
  if (first === undefined || second === undefined) throw new RangeError('Two readings are compared here');
  const shown = `"${table.rows[0]?.cells[columns.stamp] ?? ''}"`;
  const bySessions = ranked.every(
    (other) => other === first || first.onSessions - other.onSessions > CLEARLY,
  );
  const byOrder = ranked.every((other) => other === first || first.ordered - other.ordered > CLEARLY);
  const sure =
    table.rows.length >= 5 && (bySessions || byOrder) && first.onSessions >= second.onSessions - MISFITS;
  if (sure) {
    const evidence = bySessions
      ? `${percent(first.onSessions)} of the days are sessions of the exchange read so, and ${percent(second.onSessions)} read as ${LABELS[second.style].toLowerCase()}`
      : `the rows follow each other day by day read so, and jump about read as ${LABELS[second.style].toLowerCase()}`;
    return {
      value: first.style,
      confidence: 'likely',
      why: `${shown} can be read in two ways: ${evidence}.`,
      options: offered,
    };
  }
  return {
    value: first.style,
    confidence: 'ambiguous',
    why: `${shown} and all other rows looked at can be read as ${ranked.map(({ style }) => LABELS[style].toLowerCase()).join(' or as ')}.`,
    options: offered,
  };
}

function options(styles: readonly DateStyle[]): Detected['options'] {
  return styles.map((value) => ({ value, label: LABELS[value] }));
}

/** Of the days read, how many the exchange was open on. Weekends where its calendar does not reach. */
function sessionShare({ days }: Moments, calendar: Calendar): number {
  const distinct = new Set(days);
  distinct.delete(Number.NaN);
  let open = 0;
  for (const day of distinct) if (isOpen(day, calendar)) open += 1;
  return distinct.size === 0 ? 0 : open / distinct.size;
}

export function isOpen(day: number, calendar: Calendar): boolean {
  const date = dateOfDayNumber(day);
  if (date < calendar.firstDate || date > calendar.lastDate) return weekdayOf(day) > 0 && weekdayOf(day) < 6;
  return calendar.session(date) !== undefined;
}

/** Within a block, rows go on to the next day or stay on one; another reading jumps by weeks. */
function orderShare({ locals }: Moments, table: SampleTable): number {
  let near = 0;
  let steps = 0;
  const week = 7.5 * 86_400_000;
  for (let row = 1; row < locals.length; row += 1) {
    const before = table.rows[row - 1];
    const now = table.rows[row];
    const step = (locals[row] ?? Number.NaN) - (locals[row - 1] ?? Number.NaN);
    if (before?.file !== now?.file || before?.block !== now?.block || !(Math.abs(step) > 0)) continue;
    steps += 1;
    if (Math.abs(step) <= week) near += 1;
  }
  return steps === 0 ? 0 : near / steps;
}
