import type { DuckDBAppender, DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';

type Module = typeof import('@duckdb/node-api');

/** The machine's other cores are the engine's and the window's. */
const THREADS = 1;

export interface DatabaseOptions {
  /** The only folders that it may read or write. */
  readonly folders: readonly string[];
  /** Its own file; in memory where absent. */
  readonly file?: string;
  readonly memoryMegabytes: number;
}

/** A value of a statement's `?`. */
type Parameter = string | number | bigint;

let module: Promise<Module> | undefined;

/**
 * DuckDB, walled in: it sees the given folders and nothing else, loads no extension and reaches no network. The
 * library (60 MB) is loaded when the first one is opened, never at the start of a thread.
 */
export class Database {
  readonly #api: Module;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(api: Module, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#api = api;
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open({ folders, file, memoryMegabytes }: DatabaseOptions): Promise<Database> {
    module ??= import('@duckdb/node-api');
    const api = await module;
    const instance = await api.DuckDBInstance.create(file ?? ':memory:', {
      threads: String(THREADS),
      memory_limit: `${memoryMegabytes}MB`,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    await connection.run(`SET allowed_directories = [${folders.map(quoted).join(', ')}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    return new Database(api, instance, connection);
  }

  async run(sql: string, parameters: readonly Parameter[] = []): Promise<void> {
    await this.#connection.run(sql, [...parameters]);
  }

  /**
   * The whole answer as records of as many doubles as it has columns; NULL is NaN. Every column must be a DOUBLE:
   * it is taken as a column, no value is ever an object.
   */
  async doubles(sql: string, parameters: readonly Parameter[] = []): Promise<Float64Array> {
    const result = await this.#connection.run(sql, [...parameters]);
    const chunks = await result.fetchAllChunks();
    const stride = result.columnCount;
    const records = new Float64Array(chunks.reduce((rows, chunk) => rows + chunk.rowCount, 0) * stride);
    let first = 0;
    for (const chunk of chunks) {
      // Asked of the library once: each look at it is a call into native code.
      const { rowCount } = chunk;
      for (let column = 0; column < stride; column += 1) {
        const vector = chunk.getColumnVector(column);
        if (!(vector instanceof this.#api.DuckDBDoubleVector)) {
          throw new TypeError(`Column ${result.columnName(column)} is no DOUBLE`);
        }
        for (let row = 0, at = first + column; row < rowCount; row += 1, at += stride) {
          records[at] = vector.getItem(row) ?? Number.NaN;
        }
      }
      first += rowCount * stride;
    }
    return records;
  }

  /** A small answer as texts, row by row; NULL is empty. */
  async texts(sql: string, parameters: readonly Parameter[] = []): Promise<string[][]> {
    const result = await this.#connection.run(sql, [...parameters]);
    const rows = await result.getRows();
    return rows.map((row) => row.map((value) => (value === null ? '' : String(value))));
  }

  /** Takes rows of doubles for a table whose columns are all DOUBLE. */
  async appender(table: string, columns: number): Promise<RecordAppender> {
    return new RecordAppender(this.#api, await this.#connection.createAppender(table), columns);
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** Rows that go over in one piece: DuckDB's own vector size. */
const CHUNK_ROWS = 2_048;

/** Appends records of doubles to a table, column by column. */
export class RecordAppender {
  readonly #api: Module;
  readonly #appender: DuckDBAppender;
  readonly #columns: number;
  readonly #pending: Float64Array;
  /** One for all: its memory is the library's, which the garbage collection does not see growing. */
  readonly #chunk: DuckDBDataChunk;
  #rows = 0;

  constructor(api: Module, appender: DuckDBAppender, columns: number) {
    this.#api = api;
    this.#appender = appender;
    this.#columns = columns;
    this.#pending = new Float64Array(CHUNK_ROWS * columns);
    this.#chunk = api.DuckDBDataChunk.create(Array.from({ length: columns }, () => api.DOUBLE));
  }

  /** One row: what stands before the record, and the record of doubles at `from`. */
  add(first: number, second: number, records: Float64Array, from: number): void {
    const at = this.#rows * this.#columns;
    this.#pending[at] = first;
    this.#pending[at + 1] = second;
    for (let field = 2; field < this.#columns; field += 1) {
      this.#pending[at + field] = records[from + field - 2] ?? Number.NaN;
    }
    this.#rows += 1;
    if (this.#rows === CHUNK_ROWS) this.#send();
  }

  close(): void {
    if (this.#rows > 0) this.#send();
    this.#appender.flushSync();
    this.#appender.closeSync();
  }

  #send(): void {
    const chunk = this.#chunk;
    chunk.reset();
    chunk.rowCount = this.#rows;
    for (let column = 0; column < this.#columns; column += 1) {
      const vector = chunk.getColumnVector(column);
      if (!(vector instanceof this.#api.DuckDBDoubleVector)) throw new TypeError('A column is no DOUBLE');
      for (let row = 0; row < this.#rows; row += 1) {
        vector.setItem(row, this.#pending[row * this.#columns + column] ?? Number.NaN);
      }
      vector.flush();
    }
    this.#appender.appendDataChunk(chunk);
    this.#rows = 0;
  }
}

/** A text as SQL spells it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A column's name as SQL spells it. */
export function named(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}
