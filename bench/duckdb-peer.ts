import { type DuckDBConnection, DuckDBDoubleVector, DuckDBInstance } from '@duckdb/node-api';

/** DuckDB as it comes, as many threads as it likes. */
export async function openDuckDb(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(':memory:')).connect();
}

/** Fills a table of doubles (id, start, open, high, low, close, volume) from records, `rows` of them for each id. */
export async function fillBars(
  connection: DuckDBConnection,
  table: string,
  records: Float64Array,
  stride: number,
  rowsPerId: number,
): Promise<void> {
  const columns = ['id', 'start', 'open', 'high', 'low', 'close', 'volume'].map((name) => `${name} DOUBLE`);
  await connection.run(`CREATE TABLE ${table} (${columns.join(', ')})`);
  const appender = await connection.createAppender(table);
  for (let row = 0; row * stride < records.length; row += 1) {
    appender.appendDouble(Math.floor(row / rowsPerId));
    for (let field = 0; field < stride; field += 1) appender.appendDouble(records[row * stride + field] ?? 0);
    appender.endRow();
  }
  appender.closeSync();
}

/** Every column of an answer as doubles: what a program does with it first. */
export async function fetchColumns(connection: DuckDBConnection, sql: string): Promise<Float64Array[]> {
  const result = await connection.run(sql);
  const chunks = await result.fetchAllChunks();
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const columns = Array.from({ length: result.columnCount }, () => new Float64Array(rows));
  let first = 0;
  for (const chunk of chunks) {
    const { rowCount } = chunk;
    for (const [index, column] of columns.entries()) {
      const vector = chunk.getColumnVector(index);
      if (!(vector instanceof DuckDBDoubleVector)) throw new TypeError('a column is no DOUBLE');
      for (let row = 0; row < rowCount; row += 1) column[first + row] = vector.getItem(row) ?? Number.NaN;
    }
    first += rowCount;
  }
  return columns;
}
