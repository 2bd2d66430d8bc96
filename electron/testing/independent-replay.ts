import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { testData } from './test-data.ts';

/*
 * A second, naive reading of the test data and of the gap scanner's rule, which
 * shares no code with the loaders and the engine: what they say is held against it.
 */

export interface DailyRow {
  readonly date: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export type DailyHistory = ReadonlyMap<string, readonly DailyRow[]>;

const DAILY_FOLDER = 'daily-sp500-2013-2018/individual_stocks_5yr';

/** Every sound row of the daily folder, by symbol. */
export function readDailyFolder(): DailyHistory {
  const folder = testData(DAILY_FOLDER);
  const history = new Map<string, DailyRow[]>();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('_data.csv')) continue;
    const rows = readFileSync(join(folder, file), 'utf8').trim().split('\n').slice(1).flatMap(parseRow);
    history.set(file.slice(0, -'_data.csv'.length), rows);
  }
  return history;
}

function parseRow(line: string): DailyRow[] {
  const [date = '', ...fields] = line.split(',');
  const texts = fields.slice(0, 5);
  if (texts.some((text) => text === '')) return [];
  const [open = 0, high = 0, low = 0, close = 0, volume = 0] = texts.map(Number);
  const sound = low <= open && low <= close && high >= open && high >= close;
  return sound ? [{ date, open, high, low, close, volume }] : [];
}

export interface Minute {
  /** Start, UTC milliseconds. */
  readonly start: number;
  readonly close: number;
}

/** Regular minutes of a symbol on a day in October 2013 or June 2014 (New York is 4 hours behind UTC), raw prices. */
export function readSummerMinutes(symbol: string, date: string): Minute[] {
  const day = date.replaceAll('-', '');
  const path = `lean/Data/equity/usa/minute/${symbol.toLowerCase()}/${day}_trade.zip`;
  const [entry = new Uint8Array()] = Object.values(unzipSync(readFileSync(testData(path))));
  const midnight = Date.parse(`${date}T04:00:00Z`);
  return new TextDecoder()
    .decode(entry)
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
    .map(([time = 0, , , , close = 0]) => ({ start: midnight + time, close: close / 10_000 }))
    .filter(({ start }) => start >= midnight + 9.5 * 3_600_000 && start < midnight + 16 * 3_600_000);
}

/** Mean of the last 20 closes of rows with date < `before` (or <= where `inclusive`); undefined with fewer. */
export function averageOf20(
  rows: readonly DailyRow[],
  before: string,
  inclusive = false,
): number | undefined {
  const past = rows.filter(({ date }) => date < before || (inclusive && date === before)).slice(-20);
  return past.length < 20 ? undefined : past.reduce((sum, { close }) => sum + close, 0) / 20;
}

export interface ExpectedHit {
  readonly symbol: string;
  readonly price: number;
  readonly sma: number;
}

/** True where the price is 2% above (or below) the average, as the shipped scanner's rule has it. */
export function isTwoPercent(direction: 'above' | 'below', price: number, sma: number): boolean {
  return direction === 'above' ? price >= sma * 1.02 : price <= sma * 0.98;
}

/** Hits before the open of `date`: the last close of the session before against the average up to it. */
export function expectedBeforeOpen(
  history: DailyHistory,
  previousDate: string,
  date: string,
  direction: 'above' | 'below',
): ExpectedHit[] {
  return expected(history, direction, (rows) => ({
    price: rows.find((row) => row.date === previousDate)?.close,
    sma: averageOf20(rows, date),
  }));
}

/** Hits after the close of `date`: that day's close against the average that includes it. */
export function expectedAfterClose(
  history: DailyHistory,
  date: string,
  direction: 'above' | 'below',
): ExpectedHit[] {
  return expected(history, direction, (rows) => ({
    price: rows.find((row) => row.date === date)?.close,
    sma: averageOf20(rows, date, true),
  }));
}

function expected(
  history: DailyHistory,
  direction: 'above' | 'below',
  look: (rows: readonly DailyRow[]) => { price: number | undefined; sma: number | undefined },
): ExpectedHit[] {
  const hits: ExpectedHit[] = [];
  for (const [symbol, rows] of history) {
    const { price, sma } = look(rows);
    if (price !== undefined && sma !== undefined && isTwoPercent(direction, price, sma))
      hits.push({ symbol, price, sma });
  }
  return hits.sort((left, right) => (left.symbol < right.symbol ? -1 : 1));
}
