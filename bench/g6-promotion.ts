import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeCalendar } from '../electron/engine/calendar/exchanges.ts';
import { indicatorConfig } from '../electron/engine/indicators/config.ts';
import { foldRecords } from '../electron/engine/session-data/bar-folder.ts';
import { PackShelf } from '../electron/loaders/cache/pack-shelf.ts';
import { BAR_STRIDE } from '../shared/domain/bar.ts';
import { type Interval, intervalIndex } from '../shared/domain/interval.ts';
import { symbolId } from '../shared/domain/symbol.ts';
import { fetchColumns, fillBars, openDuckDb } from './duckdb-peer.ts';
import { REQUESTS } from './g2-set.ts';
import { agree, type Contender, type GoalResult, interleave } from './harness.ts';
import { type MarketSession, screenedMarket } from './market-session.ts';
import { minuteHistory, readLeanZips, scratchFolder, writeLeanZips } from './minute-history.ts';

const ROUNDS = 9;
const INTERVALS: readonly Interval[] = ['1m', '5m', '15m'];
const SYMBOL = symbolId('AAPL');
const KEY = 'g6';
const AT_MOST_READ = 10;
const AT_MOST_DUCKDB = 1.3;
const AT_LEAST_ZIPS = 10;

/**
 * G6: a promotion from the column cache to ready: 30 days of minutes are read, 5m and 15m are derived, and 20
 * indicators on each are brought up to date. The peers only load the minutes.
 */
export async function benchPromotion(): Promise<GoalResult> {
  const folder = scratchFolder();
  try {
    const records = minuteHistory();
    await new PackShelf(folder.path).add(KEY, [
      { symbol: SYMBOL, records, basis: { kind: 'raw' }, rejected: [] },
    ]);
    const pack = join(folder.path, readdirSync(folder.path)[0] ?? '');
    const parquet = join(folder.path, 'minutes.parquet');
    const duckdb = await openDuckDb();
    await fillBars(duckdb, 'bars', records, BAR_STRIDE, records.length);
    await duckdb.run(`COPY (SELECT * EXCLUDE (id) FROM bars) TO '${parquet}' (FORMAT parquet)`);
    const zips = writeLeanZips(folder.path, records);
    const promotion = promoting(folder.path);
    const question = `SELECT * FROM '${parquet}'`;
    const times = await interleave(
      [
        promotion,
        { name: 'read', round: () => clocked(() => readFileSync(pack)) },
        { name: 'DuckDB', round: () => clocked(async () => (await duckdb.run(question)).fetchAllChunks()) },
        { name: 'zips', round: () => clocked(() => readLeanZips(zips)) },
      ],
      ROUNDS,
    );
    const columns = await fetchColumns(duckdb, question);
    const equal =
      sameRecords(records, readLeanZips(zips)) &&
      columns.every((column, field) =>
        column.every((value, bar) => value === records[bar * BAR_STRIDE + field]),
      ) &&
      agree(promotion.values(), barByBar(records));
    duckdb.closeSync();
    return resultOf(times, equal);
  } finally {
    folder.remove();
  }
}

function resultOf(times: Readonly<Record<string, number>>, equal: boolean): GoalResult {
  const { tapedeck = Number.NaN, read = Number.NaN, DuckDB = Number.NaN, zips = Number.NaN } = times;
  const ratio = {
    'page-cache read': tapedeck / read,
    'DuckDB from Parquet': tapedeck / DuckDB,
    'LEAN zips, fflate': zips / tapedeck,
  };
  const figures = Object.entries(times).map(([name, time]) => `${name} ${(time / 1e6).toFixed(2)} ms`);
  return {
    id: 'G6',
    title: 'promotion to ready: 11,700 minutes, 5m and 15m derived, 20 indicators on each',
    ratio,
    limit: {
      'at_most:page-cache read': AT_MOST_READ,
      'at_most:DuckDB from Parquet': AT_MOST_DUCKDB,
      'at_least:LEAN zips, fflate': AT_LEAST_ZIPS,
    },
    pass:
      equal &&
      tapedeck / read <= AT_MOST_READ &&
      tapedeck / DuckDB <= AT_MOST_DUCKDB &&
      zips / tapedeck >= AT_LEAST_ZIPS,
    equal,
    detail: figures.join(', '),
  };
}

async function clocked(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start);
}

/** Each round promotes another symbol of one market. */
function promoting(folder: string): Contender & { values(): number[] } {
  // Two more for the rounds that warm up.
  const market = screenedMarket(ROUNDS + 2, 1, []);
  let symbol = -1;
  return {
    name: 'tapedeck',
    round: () => {
      symbol += 1;
      hold(market, symbol);
      return clocked(() => {
        const [entry] = new PackShelf(folder).read(KEY, [SYMBOL]);
        if (entry === undefined) throw new Error('the column cache has no bars');
        load(market, symbol, entry.records);
      });
    },
    values: () => valuesOf(market, symbol),
  };
}

function hold(market: MarketSession, symbol: number): void {
  const name = market.symbols[symbol] ?? '';
  for (const interval of INTERVALS) {
    market.data.addHistoricalBars(name, interval, 30);
    for (const { name: indicator, ...request } of REQUESTS) {
      market.data.addIndicator(name, indicator, { ...request, interval });
    }
  }
}

function load(market: MarketSession, symbol: number, minutes: Float64Array): void {
  const calendar = exchangeCalendar('NYSE');
  market.bars.mergeHistory(symbol, '1m', minutes);
  for (const interval of INTERVALS.slice(1)) {
    market.bars.mergeHistory(symbol, interval, foldRecords(minutes, intervalIndex(interval), calendar));
  }
}

/** The same bars, one after the other as a stream brings them. */
function barByBar(minutes: Float64Array): number[] {
  const market = screenedMarket(1, 1, []);
  hold(market, 0);
  const calendar = exchangeCalendar('NYSE');
  for (const interval of INTERVALS) {
    const index = intervalIndex(interval);
    const records = interval === '1m' ? minutes : foldRecords(minutes, index, calendar);
    for (let at = 0; at < records.length; at += BAR_STRIDE) market.indicators.update(0, index, records, at);
  }
  return valuesOf(market, 0);
}

function valuesOf(market: MarketSession, symbol: number): number[] {
  const name = market.symbols[symbol] ?? '';
  return INTERVALS.flatMap((interval) =>
    REQUESTS.map(({ name: indicator, ...request }) => {
      const key = indicatorConfig({ name: indicator, ...request, interval }).key;
      const reading = market.data.getIndicator(name, key);
      if (reading?.valid !== true) throw new Error(`${key} is not ready`);
      return reading.currentValue ?? Number.NaN;
    }),
  );
}

function sameRecords(ours: Float64Array, theirs: Float64Array): boolean {
  return ours.length === theirs.length && ours.every((value, at) => value === theirs[at]);
}
