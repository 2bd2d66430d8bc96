import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Writes a folder of daily bars as Parquet and a session config beside it that plays the last of them: two symbols
 * that rise by 4 % on the last day. Answers the config's path.
 */
export async function writeParquetSession(folder: string): Promise<string> {
  mkdirSync(join(folder, 'bars'), { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const days = `SELECT day::DATE AS date, row_number() OVER (ORDER BY day) AS n
    FROM range(DATE '2023-01-03', DATE '2023-05-27', INTERVAL 1 DAY) days (day)
    WHERE dayofweek(day) BETWEEN 1 AND 5
      AND day NOT IN (DATE '2023-01-16', DATE '2023-02-20', DATE '2023-04-07')`;
  await connection.run(
    `COPY (SELECT symbol, date, p AS open, p + 1 AS high, p - 1 AS low, p AS close, 1000000 + n AS volume
       FROM (SELECT symbol, date, n, 100 + n % 5 + CASE WHEN date = DATE '2023-05-26' THEN 5 ELSE 0 END AS p
             FROM (${days}), (VALUES ('AAPL'), ('BRK.B')) symbols (symbol))
     ) TO '${join(folder, 'bars', 'days.parquet')}' (FORMAT parquet)`,
  );
  connection.closeSync();
  const config = {
    session_name: 'Parquet',
    mode: 'replay',
    exchange: 'NYSE',
    replay: { start_date: '2023-05-26', end_date: '2023-05-26', speed: 'max' },
    data_sources: [{ name: 'bars', kind: 'parquet', path: 'bars', basis: 'raw' }],
    session_data_config: {
      symbols: ['AAPL'],
      streams: [],
      historical: { data: [{ trailing_days: 60, intervals: ['1d'] }] },
      indicators: [],
      universe: { source: 'bars' },
      scanners: [
        {
          name: 'above_2',
          kind: 'gap',
          enabled: true,
          pre_session: false,
          schedule: [{ at: 'close' }],
          config: { direction: 'above', percent: 2 },
        },
      ],
    },
  };
  const path = join(folder, 'session_config.json');
  writeFileSync(path, JSON.stringify(config));
  return path;
}
