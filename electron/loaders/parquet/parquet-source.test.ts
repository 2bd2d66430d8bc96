import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs, sessionDate } from '../../../shared/domain/time.ts';
import { exchangeCalendar } from '../../engine/calendar/exchanges.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { hasTestData, testData } from '../../testing/test-data.ts';
import type { BarRequest, DataSource, ParquetStatement } from '../contract.ts';
import { createSource } from '../registry.ts';
import { startsOf } from '../testing/bar-records.ts';
import { madeBars, starts } from '../testing/made-bars.ts';
import { testDataSource } from '../testing/source-contract.ts';
import { createParquetSource } from './parquet-source.ts';

const calendar = exchangeCalendar('NYSE');
const asOf = sessionDate('2024-06-03');
const AAPL = symbolId('AAPL');
const DAYS = starts(calendar, '1d', '2024-02-01', '2024-06-03');
/** From before summer time to after it. */
const MINUTES = starts(calendar, '1m', '2024-03-06', '2024-03-14');
const MINUTE = 60_000;

const instance = await DuckDBInstance.create(':memory:');
const duckdb = await instance.connect();
afterAll(() => duckdb.closeSync());

interface Rows {
  readonly records: Float64Array;
  /** SQL of the columns, of `ms` (epoch milliseconds, DOUBLE), `o`, `h`, `l`, `c`, `v`. */
  readonly columns: string;
}

const PRICES = 'o AS open, h AS high, l AS low, c AS close, v AS volume';

/** Writes one Parquet file with another program's own writer. */
async function write(file: string, { records, columns }: Rows): Promise<void> {
  mkdirSync(join(file, '..'), { recursive: true });
  await duckdb.run(
    'CREATE OR REPLACE TABLE bars (ms DOUBLE, o DOUBLE, h DOUBLE, l DOUBLE, c DOUBLE, v DOUBLE)',
  );
  const appender = await duckdb.createAppender('bars');
  for (const [at, value] of records.entries()) {
    appender.appendDouble(value);
    if (at % BAR_STRIDE === BAR_STRIDE - 1) appender.endRow();
  }
  appender.closeSync();
  await duckdb.run(`COPY (SELECT ${columns} FROM bars) TO '${file}' (FORMAT parquet)`);
}

function sourceOf(path: string, stated: ParquetStatement = {}): DataSource {
  const basis = { kind: 'split_adjusted', asOf } as const;
  return createParquetSource({ kind: 'parquet', name: 'bars', path, basis, stated }, calendar);
}

async function everything(source: DataSource, interval: Interval, symbol = 'AAPL'): Promise<Float64Array> {
  const [answer] = await source.readBars([
    {
      symbol: symbolId(symbol),
      interval,
      from: epochMs(0),
      to: epochMs(Date.parse('2030-01-01')),
      hours: 'all',
      asOf,
    },
  ]);
  return answer?.records ?? new Float64Array();
}

const EPOCH = (unit: number): string => `(ms * ${unit})::BIGINT`;
const UTC_WALL = 'make_timestamp((ms * 1000)::BIGINT)';
const NEW_YORK = `(${UTC_WALL} AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York')`;

describe('minutes of a Parquet folder', () => {
  const bars = madeBars(MINUTES, 3);

  it.each([
    ['nanoseconds since 1970, as Databento has them', `${EPOCH(1e6)} AS ts_event`],
    ['microseconds', `${EPOCH(1e3)} AS timestamp`],
    ['milliseconds', `${EPOCH(1)} AS t`],
    ['seconds', '(ms / 1000)::BIGINT AS time'],
    ['instants with their zone', `(${UTC_WALL} AT TIME ZONE 'UTC') AS "Datetime"`],
    ['the wall time of New York', `${NEW_YORK} AS datetime`],
    ['wall time in UTC', `${UTC_WALL} AS "bar_time"`],
    ['texts with an offset', `strftime(${UTC_WALL}, '%Y-%m-%dT%H:%M:%SZ') AS date`],
    ['texts of the wall time', `strftime(${NEW_YORK}, '%Y-%m-%d %H:%M:%S') AS date`],
    ['the ends of bars', `${EPOCH(1)} + ${MINUTE} AS time`],
    ['the ends of bars in wall time', `(${NEW_YORK} + INTERVAL 1 MINUTE) AS time`],
  ])('are read from %s', async (_what, time) => {
    const folder = temporaryFolder();
    await write(join(folder, 'AAPL.parquet'), { records: bars, columns: `${time}, ${PRICES}` });

    expect(await everything(sourceOf(folder), '1m')).toEqual(bars);
  });

  it.each([
    ['a column of tickers', 'all.parquet', "'aapl' AS ticker,"],
    ['the name of a partition', 'symbol=AAPL/part-0.parquet', ''],
    ['the name of a file', 'AAPL_1min.parquet', ''],
  ])('are told apart by %s', async (_what, file, column) => {
    const folder = temporaryFolder();
    await write(join(folder, file), { records: bars, columns: `${column} ${EPOCH(1)} AS time, ${PRICES}` });

    expect(await everything(sourceOf(folder), '1m')).toEqual(bars);
  });

  it('are put together from files of days in a folder for each ticker', async () => {
    const folder = temporaryFolder();
    const half = 700 * BAR_STRIDE;
    const columns = `${EPOCH(1)} AS time, ${PRICES}`;
    await write(join(folder, 'AAPL/2.parquet'), { records: bars.slice(half), columns });
    await write(join(folder, 'AAPL/1.parquet'), { records: bars.slice(0, half), columns });
    await write(join(folder, 'BRK-B/1.parquet'), { records: madeBars(MINUTES, 9), columns });

    const source = sourceOf(folder);
    expect(await everything(source, '1m')).toEqual(bars);
    expect(await everything(source, '1m', 'BRK.B')).toEqual(madeBars(MINUTES, 9));
    expect(await source.historySpans([{ symbol: AAPL, interval: '1m', asOf }])).toEqual([
      { first: '2024-03-06', last: '2024-03-14' },
    ]);
  });

  it('are asked about where they could mean two things, and read once that is stated', async () => {
    const folder = temporaryFolder();
    // Noon to three: in trading hours by both zones, and at neither edge of the day.
    const noon = MINUTES.filter((start) => new Date(start).getUTCHours() % 20 >= 17);
    const part = madeBars(noon, 1);
    await write(join(folder, 'AAPL.parquet'), { records: part, columns: `${UTC_WALL} AS time, ${PRICES}` });

    await expect(sourceOf(folder, { zone: 'UTC' }).describe()).rejects.toThrow(
      'Parquet files: a time may be that of its bar’s start or of its end; state stamps as one of bar_start, bar_end.',
    );
    expect(await everything(sourceOf(folder, { zone: 'UTC', stamps: 'bar_start' }), '1m')).toEqual(part);
    expect(startsOf(await everything(sourceOf(folder, { zone: 'UTC', stamps: 'bar_end' }), '1m'))).toEqual(
      noon.map((start) => start - MINUTE),
    );
  });

  it.each([
    [
      'two columns could be the time',
      `${EPOCH(1)} AS time, ${EPOCH(1)} AS date, ${PRICES}`,
      'may be "time" or "date"',
    ],
    [
      'one lacks',
      `${EPOCH(1)} AS time, o AS open, h AS high, l AS low, c AS close`,
      "no column is the bars' volume",
    ],
    ['times are none', `true AS time, ${PRICES}`, 'the column time holds BOOLEAN, no times'],
    ['numbers are no times', `5 AS time, ${PRICES}`, 'holds numbers such as 5'],
  ])('are refused with the columns named where %s', async (_what, columns, message) => {
    const folder = temporaryFolder();
    await write(join(folder, 'AAPL.parquet'), { records: bars, columns });

    await expect(sourceOf(folder).describe()).rejects.toThrow(message);
  });

  it('come from the columns that are stated', async () => {
    const folder = temporaryFolder();
    const columns = `${EPOCH(1)} AS time, ${EPOCH(1)} AS date, o AS open, h AS high, l AS low, c AS close, 1.5 AS close_adj, v AS shares`;
    await write(join(folder, 'AAPL.parquet'), { records: bars, columns });

    const stated = { columns: { time: 'date', volume: 'shares' } };
    expect(await everything(sourceOf(folder, stated), '1m')).toEqual(bars);
    await expect(sourceOf(folder, { columns: { time: 'when' } }).describe()).rejects.toThrow(
      'there is no column "when"; state it as columns.time',
    );
  });
});

describe('days of a Parquet folder', () => {
  const bars = madeBars(DAYS, 2);
  const day = `${NEW_YORK}::DATE`;

  it.each([
    ['dates', `${day} AS date`],
    ['midnights', `${day}::TIMESTAMP AS date`],
    ['midnights of New York, as instants', `(${day}::TIMESTAMP AT TIME ZONE 'America/New_York') AS date`],
    ['compact dates', `strftime(${day}, '%Y%m%d')::INTEGER AS date`],
    ['texts', `strftime(${day}, '%Y-%m-%d') AS date`],
    ['closes', `${EPOCH(1)} + 23400000 AS time`],
  ])('are read from %s', async (_what, time) => {
    const folder = temporaryFolder();
    await write(join(folder, 'AAPL.parquet'), { records: bars, columns: `${time}, ${PRICES}` });

    expect(await everything(sourceOf(folder), '1d')).toEqual(bars);
  });

  it('that are none are refused, with file, row and reason', async () => {
    const folder = temporaryFolder();
    const bad = madeBars([...DAYS, epochMs(Date.parse('2024-05-27T13:30:00Z'))], 2);
    bad[1 * BAR_STRIDE + 2] = 1;
    bad[2 * BAR_STRIDE + 4] = Number.NaN;
    await write(join(folder, 'AAPL.parquet'), {
      records: bad,
      columns: `${day} AS date, o AS open, h AS high, l AS low, nullif(c, 'nan'::DOUBLE) AS close, v AS volume`,
    });

    const source = sourceOf(folder);
    expect(await everything(source, '1d')).toHaveLength((DAYS.length - 2) * BAR_STRIDE);
    const refused = await source.takeRejectedRows();
    expect(refused.map(({ file, line, reason }) => [file, line, reason])).toEqual([
      ['AAPL.parquet', 2, expect.stringMatching(/^OHLC order: high 1 is below/)],
      ['AAPL.parquet', 3, 'close not a finite number'],
      ['AAPL.parquet', DAYS.length + 1, 'its time cannot be read, or the exchange has no session then'],
    ]);
  });
});

describe('a folder for Parquet', () => {
  it('that is none is refused with what is expected', async () => {
    const folder = temporaryFolder();
    await expect(sourceOf(folder).describe()).rejects.toThrow('holds no Parquet files');
    await expect(sourceOf(join(folder, 'none')).describe()).rejects.toThrow('does not exist');
    writeFileSync(join(folder, 'AAPL.parquet'), 'no Parquet at all');
    await expect(sourceOf(folder).describe()).rejects.toThrow('cannot be read');
  });

  it('is not left by a link', async () => {
    const [folder, outside] = [temporaryFolder(), temporaryFolder()];
    const columns = `${EPOCH(1)} AS time, ${PRICES}`;
    await write(join(outside, 'AAPL.parquet'), { records: madeBars(MINUTES, 1), columns });
    symlinkSync(join(outside, 'AAPL.parquet'), join(folder, 'AAPL.parquet'));

    await expect(sourceOf(folder).describe()).rejects.toThrow('AAPL.parquet leads outside the data folder');
  });
});

const folders = { minutes: temporaryFolder(), days: temporaryFolder() };

beforeAll(async () => {
  for (const [seed, symbol] of ['AAPL', 'BRK.B'].entries()) {
    const file = join(folders.minutes, `symbol=${symbol}`, 'bars.parquet');
    await write(file, { records: madeBars(MINUTES, seed), columns: `${NEW_YORK} AS time, ${PRICES}` });
    await write(join(folders.days, `${symbol}.parquet`), {
      records: Float64Array.from([...madeBars(DAYS, seed), DAYS[20] ?? 0, 1, 1, 1, 1, 1]),
      columns: `${NEW_YORK}::DATE AS date, ${PRICES}`,
    });
  }
});

for (const interval of ['1d', '1m'] as const) {
  const request: BarRequest = {
    symbol: AAPL,
    interval,
    from: epochMs(Date.parse('2024-03-06T21:00:00Z')),
    to: epochMs(Date.parse('2024-03-13T20:00:00Z')),
    hours: 'regular',
    asOf,
  };
  testDataSource(
    `a folder of Parquet files, ${interval}`,
    () => sourceOf(interval === '1d' ? folders.days : folders.minutes),
    () => ({
      calendar,
      request,
      minimumBars: interval === '1d' ? 5 : 5 * 390,
      otherSymbol: symbolId('BRK.B'),
      unknownSymbol: symbolId('ZZZZ'),
      unknownInterval: '1h',
      rejectsRows: interval === '1d',
    }),
  );
}

describe.skipIf(!hasTestData)('real days, turned into Parquet by another program', () => {
  it('are the bars of the CSV files, with the same rows refused', async () => {
    const SYMBOLS = ['AAPL', 'DHR', 'BRK.B', 'ES', 'KHC'];
    const path = testData('daily-sp500-2013-2018/individual_stocks_5yr');
    const folder = temporaryFolder();
    await duckdb.run(
      `COPY (SELECT * FROM read_csv([${SYMBOLS.map((symbol) => `'${path}/${symbol}_data.csv'`)}], nullstr = ''))
       TO '${join(folder, 'all.parquet')}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
    );
    const parquet = sourceOf(folder, { columns: { symbol: 'Name' } });
    const csv = createSource(
      { kind: 'daily_csv', name: 'csv', path, adjustedAsOf: sessionDate('2018-02-07') },
      calendar,
    );
    for (const symbol of SYMBOLS) {
      expect(await everything(parquet, '1d', symbol)).toEqual(await everything(csv, '1d', symbol));
    }
    expect((await parquet.takeRejectedRows()).map(({ reason }) => reason.slice(0, 4)).sort()).toEqual(
      // Where a text is empty the CSV loader says so; a column has a NULL there.
      (await csv.takeRejectedRows())
        .map(({ reason }) => (reason.startsWith('empty') ? 'open' : 'OHLC'))
        .sort(),
    );
  });
});
