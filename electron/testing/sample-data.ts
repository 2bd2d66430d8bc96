import { zipSync } from 'fflate';
import { BAR_STRIDE } from '../../shared/domain/bar.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { type SessionDate, sessionDate } from '../../shared/domain/time.ts';
import type { Calendar, TradingSession } from '../engine/calendar/contract.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import type { DataSource } from '../loaders/contract.ts';
import { createSimulatedSource } from '../loaders/simulated/simulated-source.ts';

/** Sessions of daily bars, and of minute bars at their end. */
const DAILY_SESSIONS = 120;
const MINUTE_SESSIONS = 2;
/** Of so many listed ones: the fewer there are, the more often each has a split. */
const LISTED = 500;
const SYMBOLS = 60;
const LAST_DATE = sessionDate('2025-06-27');
const SEED = 42;
/** LEAN's files hold US dollars x 10,000. */
const PRICE_SCALE = 10_000;
/** Archives have to be the same whenever they are made. */
const ARCHIVED = new Date(2025, 0, 1);

/** The sample folder that comes with the program: its files by their path with forward slashes. */
export async function sampleData(): Promise<ReadonlyMap<string, Uint8Array>> {
  const calendar = exchangeCalendar('NYSE');
  const source = createSimulatedSource(
    { kind: 'simulated', name: 'sample', seed: SEED, symbols: LISTED },
    calendar,
  );
  const sessions = [...calendar.sessionsBefore(LAST_DATE, DAILY_SESSIONS - 1), ...lastSession(calendar)];
  const symbols = (await source.describe()).instruments.slice(0, SYMBOLS).map(({ symbol }) => symbol);
  const files = new Map<string, Uint8Array>([['README.md', utf8(README)]]);
  for (const symbol of symbols) {
    files.set(`daily/${symbol}_data.csv`, utf8(await dailyCsv(source, symbol, sessions)));
  }
  for (const symbol of symbols) {
    const ticker = symbol.toLowerCase();
    const below = (path: string) => `lean/equity/usa/${path}`;
    files.set(below(`map_files/${ticker}.csv`), utf8(mapFile(ticker, sessions)));
    files.set(below(`factor_files/${ticker}.csv`), utf8(await factorFile(source, symbol, sessions)));
    for (const session of sessions.slice(-MINUTE_SESSIONS)) {
      const day = compact(session.date);
      files.set(
        below(`minute/${ticker}/${day}_trade.zip`),
        archive(`${day}_${ticker}_minute_trade.csv`, await minuteRows(source, symbol, session, calendar)),
      );
    }
  }
  return files;
}

const README = `# Sample data

Every price and volume in this folder is SIMULATED: it was made by Tapedeck's simulated exchange
(seed ${SEED}), with tickers of the S&P 500 for names. Nothing of it ever happened.

- \`daily/\`: daily bars of ${SYMBOLS} symbols, ${DAILY_SESSIONS} sessions to ${LAST_DATE}, one \`SYMBOL_data.csv\` each,
  split-adjusted as of ${LAST_DATE}.
- \`lean/\`: their minute bars on the last ${MINUTE_SESSIONS} sessions, in the layout of a LEAN data folder (raw prices in US
  dollars x 10,000, times in milliseconds since midnight in New York).
`;

async function dailyCsv(
  source: DataSource,
  symbol: SymbolId,
  sessions: readonly TradingSession[],
): Promise<string> {
  const records = await barsOf(source, symbol, '1d', sessions);
  const rows = sessions.map(({ date }, index) => {
    const [open, high, low, close, volume] = fieldsAt(records, index);
    return `${date},${[open, high, low, close].map((price) => (price ?? Number.NaN).toFixed(2)).join()},${volume},${symbol}`;
  });
  return ['date,open,high,low,close,volume,Name', ...rows, ''].join('\n');
}

async function minuteRows(
  source: DataSource,
  symbol: SymbolId,
  session: TradingSession,
  calendar: Calendar,
): Promise<string> {
  const records = await barsOf(source, symbol, '1m', [session]);
  const midnight = calendar.instantOf(session.date, '00:00');
  const rows = Array.from({ length: records.length / BAR_STRIDE }, (_, index) => {
    const [open, high, low, close, volume] = fieldsAt(records, index);
    const prices = [open, high, low, close].map((price) => Math.round((price ?? Number.NaN) * PRICE_SCALE));
    return [(records[index * BAR_STRIDE] ?? Number.NaN) - midnight, ...prices, volume].join();
  });
  return `${rows.join('\n')}\n`;
}

async function barsOf(
  source: DataSource,
  symbol: SymbolId,
  interval: '1m' | '1d',
  sessions: readonly TradingSession[],
): Promise<Float64Array> {
  const [first] = sessions;
  const last = sessions.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('A sample needs a session');
  const request = {
    symbol,
    interval,
    from: first.preOpen,
    to: last.postClose,
    hours: 'all',
    asOf: last.date,
  } as const;
  const [answer] = await source.readBars([request]);
  return answer?.records ?? new Float64Array();
}

function mapFile(ticker: string, sessions: readonly TradingSession[]): string {
  return `${compact(sessions[0]?.date ?? LAST_DATE)},${ticker},N\n20501231,${ticker},N\n`;
}

/** Rows of the last day of each share count: what a price up to that day is multiplied by. */
async function factorFile(
  source: DataSource,
  symbol: SymbolId,
  sessions: readonly TradingSession[],
): Promise<string> {
  const requests = sessions.map(({ date }) => ({ symbol, date, asOf: LAST_DATE }));
  const factors = await source.splitFactors(requests);
  const rows = sessions.flatMap(({ date }, index) => {
    const factor = factors[index] ?? 1;
    const isLastOfItsKind = index < sessions.length - 1 && factors[index + 1] !== factor;
    return index === 0 || isLastOfItsKind ? [`${compact(date)},1,${factor},1`] : [];
  });
  return [...rows, '20501231,1,1,0', ''].join('\n');
}

function fieldsAt(records: Float64Array, index: number): number[] {
  return [...records.subarray(index * BAR_STRIDE + 1, (index + 1) * BAR_STRIDE)];
}

function lastSession(calendar: Calendar): TradingSession[] {
  const session = calendar.session(LAST_DATE);
  return session === undefined ? [] : [session];
}

function compact(date: SessionDate): string {
  return date.replaceAll('-', '');
}

function archive(name: string, text: string): Uint8Array {
  return zipSync({ [name]: utf8(text) }, { level: 9, mtime: ARCHIVED });
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
