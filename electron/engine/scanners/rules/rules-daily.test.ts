import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DailyHistory, readDailyFolder } from '../../../testing/independent-replay.ts';
import { type PlayedRun, playConfig } from '../../../testing/play-config.ts';
import { openTaLib } from '../../../testing/ta-lib.ts';
import { hasTestData, testData } from '../../../testing/test-data.ts';
import { formatConfigProblems } from '../../config/problem.ts';
import { readSessionConfig } from '../../config/read-session-config.ts';

/*
 * Rules over real daily bars, scanned at every close, against SQL over the same files and TA-Lib. From the first date
 * of the data on, so that averages without end begin with the same bar everywhere: all five years of the symbols up
 * to B. RULES_SYMBOLS='[A-Z]' plays all 505 of them, in less than a minute of a quiet machine.
 */
const FIRST = '2013-02-08';
const LAST = '2018-02-07';
const MINUTES = 30;
/** First letters of the symbols, as a pattern of file names and of a regular expression. */
const SYMBOLS = process.env.RULES_SYMBOLS ?? '[AB]';

const RULES = {
  gap: {
    when: 'overnight_gap > 3 % and volume > 2 * volume_sma(20)[1]',
    figures: { first: 'overnight_gap', second: 'volume / volume_sma(20)[1]' },
  },
  oversold: {
    when: 'crosses_above(rsi(14), 30)',
    figures: { first: 'rsi(14)', second: 'rsi(14)[1]' },
  },
  overbought: {
    when: 'crosses_below(rsi(14), 70)',
    figures: { first: 'rsi(14)', second: 'rsi(14)[1]' },
  },
  high: {
    when: 'close > highest(close, 50)[1]',
    figures: { first: 'close', second: 'highest(close, 50)[1]' },
  },
  rank: {
    when: 'rank(close / close[1]) <= 10',
    figures: { first: 'close / close[1]', second: 'rank(close / close[1])' },
  },
} as const;
type RuleName = keyof typeof RULES;

const HISTORY: DailyHistory = hasTestData
  ? new Map([...readDailyFolder()].filter(([symbol]) => new RegExp(`^${SYMBOLS}`).test(symbol)))
  : new Map();

/** What a rule says of a symbol on a date: the two figures. */
interface Expected {
  readonly date: string;
  readonly symbol: string;
  readonly first: number;
  readonly second: number;
}

function played(): Promise<PlayedRun> {
  const config = JSON.parse(readFileSync('assets/examples/daily-2013-2018.json', 'utf8'));
  config.replay = { ...config.replay, start_date: FIRST, end_date: LAST };
  config.session_data_config.universe = { symbols: [...HISTORY.keys()] };
  config.session_data_config.promotion = { auto: false };
  config.session_data_config.scanners = Object.entries(RULES).map(([name, rule]) => ({
    ...{ name, kind: 'rule', enabled: true, schedule: [{ at: 'close' }] },
    config: { ...rule, interval: '1d' },
  }));
  const read = readSessionConfig(JSON.stringify(config), 'rules.json');
  if (!read.ok) throw new Error(formatConfigProblems(read.error));
  return playConfig(read.value, { dataFolder: testData('.') });
}

const FILES = `daily-sp500-2013-2018/individual_stocks_5yr/${SYMBOLS}*_data.csv`;

/** Sound rows, and for every symbol and session the newest row up to it: what is closed by then is known. */
const TABLES = `
  CREATE TABLE rows AS
    SELECT Name AS symbol, date, open, high, low, close, volume
    FROM read_csv('${testData(FILES)}', header = true, auto_detect = false, delim = ',', quote = '"', columns = {
      'date': 'DATE', 'open': 'DOUBLE', 'high': 'DOUBLE', 'low': 'DOUBLE', 'close': 'DOUBLE', 'volume': 'DOUBLE',
      'Name': 'VARCHAR'})
    WHERE open IS NOT NULL AND high IS NOT NULL AND low IS NOT NULL AND close IS NOT NULL
      AND low <= least(open, close) AND greatest(open, close) <= high AND date <= DATE '${LAST}';
  CREATE TABLE facts AS
    SELECT *, 100 * (open / lag(close) OVER own - 1) AS gap,
      CASE WHEN count(*) OVER twenty = 20 THEN volume / avg(volume) OVER twenty END AS relative,
      CASE WHEN count(*) OVER fifty = 50 THEN max(close) OVER fifty END AS high50,
      close / lag(close) OVER own AS change
    FROM rows
    WINDOW own AS (PARTITION BY symbol ORDER BY date),
      twenty AS (PARTITION BY symbol ORDER BY date ROWS BETWEEN 20 PRECEDING AND 1 PRECEDING),
      fifty AS (PARTITION BY symbol ORDER BY date ROWS BETWEEN 50 PRECEDING AND 1 PRECEDING);
  CREATE TABLE days AS SELECT DISTINCT date FROM rows;
  CREATE TABLE known AS
    SELECT days.date AS day, facts.* FROM days CROSS JOIN (SELECT DISTINCT symbol FROM rows) AS symbols
    ASOF JOIN facts ON facts.symbol = symbols.symbol AND facts.date <= days.date;`;

const QUERIES: Partial<Readonly<Record<RuleName, string>>> = {
  gap: 'SELECT day, symbol, gap, relative FROM known WHERE day = date AND gap > 3 AND relative > 2',
  high: 'SELECT day, symbol, close, high50 FROM known WHERE close > high50',
  rank: `SELECT day, symbol, change, place FROM (
      SELECT *, rank() OVER (PARTITION BY day ORDER BY change DESC) AS place FROM known WHERE change IS NOT NULL
    ) WHERE place <= 10`,
};

async function bySql(): Promise<Map<string, readonly Expected[]>> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(TABLES);
  const answers = new Map<string, readonly Expected[]>();
  for (const [name, query] of Object.entries(QUERIES)) {
    const rows = await (await connection.run(query)).getRows();
    answers.set(
      name,
      rows.map(([date, symbol, first, second]) => ({
        date: String(date),
        symbol: String(symbol),
        first: Number(first),
        second: Number(second),
      })),
    );
  }
  connection.closeSync();
  instance.closeSync();
  return answers;
}

/** Crosses of RSI(14) by TA-Lib, on the day and, where the symbol has no bar then, on the days after it. */
async function byTaLib(crosses: (now: number, before: number) => boolean): Promise<Expected[]> {
  const library = await openTaLib();
  const days = [...new Set([...HISTORY.values()].flatMap((rows) => rows.map(({ date }) => date)))]
    .filter((date) => date <= LAST)
    .sort();
  return [...HISTORY].flatMap(([symbol, all]) => {
    const rows = all.filter(({ date }) => date <= LAST);
    if (rows.length < 16) return [];
    const [values = []] = library.call('RSI', [rows.map(({ close }) => close)], [14], 1);
    let place = -1;
    return days.flatMap((date): Expected[] => {
      while ((rows[place + 1]?.date ?? '9') <= date) place += 1;
      const [first = Number.NaN, second = Number.NaN] = [values[place], values[place - 1]];
      return crosses(first, second) ? [{ date, symbol, first, second }] : [];
    });
  });
}

describe.skipIf(!hasTestData)('rules over real daily bars (need the test data)', () => {
  let run: PlayedRun;
  let sql: Map<string, readonly Expected[]>;

  beforeAll(async () => {
    run = await played();
    sql = await bySql();
  }, MINUTES * 60_000);

  function compare(name: RuleName, expected: readonly Expected[]): void {
    const order = ({ date, symbol }: Expected): string => `${date} ${symbol}`;
    const found = run.hits
      .filter(({ scanner }) => scanner === name)
      .map(({ time, symbol, metadata }): Expected => {
        const figures: Readonly<Record<string, number>> = { ...metadata };
        const { first = Number.NaN, second = Number.NaN } = figures;
        return { date: time.slice(0, 10), symbol, first, second };
      });
    expect(found.length).toBeGreaterThan(20);
    expect(found.map(order).sort()).toEqual(expected.map(order).sort());
    const byOrder = new Map(expected.map((each) => [order(each), each]));
    for (const hit of found) {
      const same = byOrder.get(order(hit));
      expect(Math.abs(hit.first / (same?.first ?? Number.NaN) - 1)).toBeLessThan(1e-9);
      expect(Math.abs(hit.second / (same?.second ?? Number.NaN) - 1)).toBeLessThan(1e-9);
    }
  }

  it.each(['gap', 'high', 'rank'] as const)(
    '%s: the same symbols and figures on every date as in SQL',
    (name) => {
      compare(name, sql.get(name) ?? []);
    },
  );

  it('oversold: RSI crosses 30 on the dates on which TA-Lib has it', async () => {
    compare('oversold', await byTaLib((now, before) => now > 30 && before <= 30));
  }, 300_000);

  it('overbought: RSI crosses 70 on the dates on which TA-Lib has it', async () => {
    compare('overbought', await byTaLib((now, before) => now < 70 && before >= 70));
  }, 300_000);
});
