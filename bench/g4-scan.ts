import { DuckDBInstance } from '@duckdb/node-api';
import { BenchedRule } from './benched-rule.ts';
import { type Contender, type GoalResult, interleave, timed } from './harness.ts';
import { type Demand, type MarketSession, screenedMarket } from './market-session.ts';

const SYMBOLS = 10_000;
const REPEATS = 50;

/** Five conditions over close, volume, SMA(20), RSI(14) and the average volume of 20 days, as a trader writes them. */
const RULE = `close >= sma(20) * 1.001
  and volume > 50_000
  and rsi(14) < 70
  and volume >= volume_sma(20) * 0.8
  and close > 5`;

const SQL = `SELECT id FROM market
  WHERE close >= sma * 1.001 AND volume > 50000 AND rsi < 70 AND volume >= average * 0.8 AND close > 5 ORDER BY id`;

const DEMANDS = [
  { name: 'value_ago', period: 0 },
  { name: 'value_ago', period: 0, input: 'volume' },
  { name: 'sma', period: 20 },
  { name: 'rsi', period: 14 },
  { name: 'volume_sma', period: 20 },
] as const satisfies readonly Demand[];

/** The session's own columns, as a scanner reads them. */
function marketColumns(market: MarketSession): Float64Array[] {
  const indicator = (key: string): Float64Array => market.indicators.column(key) ?? new Float64Array(SYMBOLS);
  return [
    indicator('value_ago_0_1d'),
    indicator('value_ago_0_1d_volume'),
    indicator('sma_20_1d'),
    indicator('rsi_14_1d'),
    indicator('volume_sma_20_1d'),
  ].map((values) => values.subarray(0, SYMBOLS));
}

/** The product: the rule's text, compiled to one loop. */
class CompiledSide implements Contender {
  readonly name = 'tapedeck';
  readonly #rule: BenchedRule;
  found: number[] = [];

  constructor(market: MarketSession) {
    this.#rule = new BenchedRule(RULE, '1d', {
      count: SYMBOLS,
      latest: (interval) => market.bars.latest(interval),
      indicator: (key, output) => market.indicators.column(key, output),
    });
  }

  round(): number {
    let rows: Int32Array = new Int32Array(0);
    const time = timed(REPEATS, () => {
      for (let repeat = 0; repeat < REPEATS; repeat += 1) rows = this.#rule.find().rows;
    });
    this.found = [...rows];
    return time;
  }
}

/** The limit: the columns that are read, copied once. */
class CopySide implements Contender {
  readonly name = 'memcpy';
  readonly #copies: Float64Array[];

  constructor(private readonly columns: readonly Float64Array[]) {
    this.#copies = columns.map((values) => new Float64Array(values.length));
  }

  round(): number {
    return timed(REPEATS, () => {
      for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        for (const [position, values] of this.columns.entries()) this.#copies[position]?.set(values);
      }
    });
  }
}

/** The same conditions through the per-symbol calls of SessionData. */
class KeyedSide implements Contender {
  readonly name = 'keyed API';
  found: number[] = [];

  constructor(private readonly market: MarketSession) {}

  #read(symbol: string, key: string): number {
    return this.market.data.getIndicator(symbol, key)?.currentValue ?? Number.NaN;
  }

  #matches(symbol: string): boolean {
    const bar = this.market.data.getLatestBar(symbol, '1d');
    if (bar === undefined) return false;
    return (
      bar.close >= this.#read(symbol, 'sma_20_1d') * 1.001 &&
      bar.volume > 50_000 &&
      this.#read(symbol, 'rsi_14_1d') < 70 &&
      bar.volume >= this.#read(symbol, 'volume_sma_20_1d') * 0.8 &&
      bar.close > 5
    );
  }

  round(): number {
    return timed(1, () => {
      this.found = [];
      for (const [index, symbol] of this.market.symbols.entries())
        if (this.#matches(symbol)) this.found.push(index);
    });
  }
}

/** A prepared statement over a table in memory. */
async function duckSide(columns: readonly Float64Array[]) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(
    'CREATE TABLE market (id INTEGER, close DOUBLE, volume DOUBLE, sma DOUBLE, rsi DOUBLE, average DOUBLE)',
  );
  const appender = await connection.createAppender('market');
  for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
    appender.appendInteger(symbol);
    for (const values of columns) appender.appendDouble(values[symbol] ?? Number.NaN);
    appender.endRow();
  }
  appender.closeSync();
  const prepared = await connection.prepare(SQL);
  let found: number[] = [];
  return {
    contender: {
      name: 'DuckDB',
      async round(): Promise<number> {
        const started = process.hrtime.bigint();
        const result = await prepared.run();
        const [ids = []] = await result.getColumns();
        const time = Number(process.hrtime.bigint() - started);
        found = ids.map(Number);
        return time;
      },
    },
    found: () => found,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** G4: a scan of the whole market. */
export async function benchScan(): Promise<GoalResult> {
  const market = screenedMarket(SYMBOLS, 64, DEMANDS);
  const columns = marketColumns(market);
  const [ours, copy, keyed] = [new CompiledSide(market), new CopySide(columns), new KeyedSide(market)];
  const duck = await duckSide(columns);
  const measured = await interleave([ours, copy, keyed, duck.contender], 11);
  const time = (name: string): number => measured[name] ?? Number.NaN;
  const ratio = {
    memcpy: time('tapedeck') / time('memcpy'),
    DuckDB: time('DuckDB') / time('tapedeck'),
    'keyed API': time('keyed API') / time('tapedeck'),
  };
  const same = (found: readonly number[]): boolean => found.join() === ours.found.join();
  const equal = ours.found.length > 0 && same(keyed.found) && same(duck.found());
  duck.close();
  const micros = (name: string): string => `${(time(name) / 1_000).toFixed(1)} µs`;
  return {
    id: 'G4',
    title: `scan by a rule as text, 5 conditions over 5 columns, ${SYMBOLS.toLocaleString('en-US')} symbols`,
    ratio,
    limit: { 'at_most:memcpy': 3, 'at_least:DuckDB': 50, 'at_least:keyed API': 80 },
    pass: ratio.memcpy <= 3 && ratio.DuckDB >= 50 && ratio['keyed API'] >= 80,
    equal,
    detail: `${micros('tapedeck')} a scan, ${ours.found.length} matches; memcpy ${micros('memcpy')}; DuckDB ${micros('DuckDB')}; keyed API ${micros('keyed API')}`,
  };
}
