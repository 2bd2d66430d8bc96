import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackShelf } from '../electron/loaders/cache/pack-shelf.ts';
import { BAR_STRIDE } from '../shared/domain/bar.ts';
import { type SymbolId, symbolId } from '../shared/domain/symbol.ts';
import { fetchColumns, fillBars, openDuckDb } from './duckdb-peer.ts';
import { agree, type Contender, type GoalResult, interleave } from './harness.ts';
import { dailyHistory, type MarketSession, screenedMarket } from './market-session.ts';
import { scratchFolder } from './minute-history.ts';

const SYMBOLS = 10_000;
const DAYS = 40;
/** As a session does: so many symbols are read and joined in before others have their turn. */
const BATCH = 64;
const ROUNDS = 7;
const KEY = 'g8';
const AT_MOST_READ = 1.5;
const AT_LEAST_DUCKDB = 3;
const SMA = [{ name: 'sma', period: 20 }];

/** G8: the warm-up of a universe from the column cache: 40 daily bars of 10,000 symbols, SMA20 of each. */
export async function benchUniverse(): Promise<GoalResult> {
  const folder = scratchFolder();
  try {
    const symbols = Array.from({ length: SYMBOLS }, (_unused, index) => symbolId(`S${index}`)).sort();
    const history = dailyHistory(SYMBOLS, DAYS);
    const entries = symbols.map((symbol, index) => ({
      symbol,
      records: history.subarray(index * DAYS * BAR_STRIDE, (index + 1) * DAYS * BAR_STRIDE),
      basis: { kind: 'raw' } as const,
      rejected: [],
    }));
    await new PackShelf(folder.path).add(KEY, entries);
    const pack = join(folder.path, readdirSync(folder.path)[0] ?? '');
    const duckdb = await openDuckDb();
    await fillBars(duckdb, 'bars', history, BAR_STRIDE, DAYS);
    const warmUp = warmingUp(folder.path, symbols);
    const times = await interleave(
      [
        warmUp,
        { name: 'read', round: () => clocked(() => readFileSync(pack)) },
        { name: 'DuckDB', round: () => clocked(() => fetchColumns(duckdb, 'SELECT * FROM bars')) },
      ],
      ROUNDS,
    );
    const [averages = new Float64Array()] = await fetchColumns(
      duckdb,
      `SELECT avg(close) FROM (SELECT id, close, row_number() OVER (PARTITION BY id ORDER BY start DESC) AS back FROM bars)
       WHERE back <= 20 GROUP BY id ORDER BY id`,
    );
    const equal = agree(warmUp.values(), [...averages]);
    duckdb.closeSync();
    return resultOf(times, equal);
  } finally {
    folder.remove();
  }
}

function resultOf(times: Readonly<Record<string, number>>, equal: boolean): GoalResult {
  const { tapedeck = Number.NaN, read = Number.NaN, DuckDB = Number.NaN } = times;
  const figures = Object.entries(times).map(([name, time]) => `${name} ${(time / 1e6).toFixed(1)} ms`);
  return {
    id: 'G8',
    title: 'universe warm-up: 40 daily bars and SMA20 of 10,000 symbols',
    ratio: { 'read of the file': tapedeck / read, 'DuckDB table columns': DuckDB / tapedeck },
    limit: { 'at_most:read of the file': AT_MOST_READ, 'at_least:DuckDB table columns': AT_LEAST_DUCKDB },
    pass: equal && tapedeck / read <= AT_MOST_READ && DuckDB / tapedeck >= AT_LEAST_DUCKDB,
    equal,
    detail: figures.join(', '),
  };
}

async function clocked(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start);
}

/** Each round fills a market that asked for the indicator and holds no bar yet. */
function warmingUp(folder: string, symbols: readonly SymbolId[]): Contender & { values(): number[] } {
  let market: MarketSession | undefined;
  return {
    name: 'tapedeck',
    round: () => {
      const fresh = screenedMarket(SYMBOLS, 0, SMA);
      market = fresh;
      return clocked(() => {
        const shelf = new PackShelf(folder);
        for (let first = 0; first < symbols.length; first += BATCH) {
          const entries = shelf.read(KEY, symbols.slice(first, first + BATCH));
          for (let index = 0; index < entries.length; index += 1) {
            const records = entries[index]?.records;
            if (records !== undefined) fresh.bars.mergeHistory(first + index, '1d', records);
          }
        }
        shelf.close();
      });
    },
    values: () => [...(market?.indicators.column('sma_20_1d') ?? [])].slice(0, SYMBOLS),
  };
}
