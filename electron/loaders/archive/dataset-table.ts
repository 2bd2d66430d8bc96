import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PriceBasis } from '../../../shared/domain/bar.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { type DatasetVersion, listDatasets, newestVersion } from '../../archive/catalogue.ts';
import type { DatasetFile } from '../../archive/contract.ts';
import { seriesFile } from '../../archive/manifest.ts';
import { digestOf } from '../../archive/write-version.ts';
import { Database, quoted } from '../../duckdb/database.ts';
import type { BarTable, TableSeries } from '../files/tables/bar-table.ts';
import { messageOf, SourceError } from '../source-error.ts';

/** What reading may take of the memory. */
const MEMORY_MEGABYTES = 192;

interface DatasetOptions {
  readonly path: string;
  readonly dataset: string;
}

/** Opens the newest version of a dataset. Rejects with SourceError where there is none, or not all of it is there. */
export async function openDatasetTable(options: DatasetOptions): Promise<BarTable> {
  const version = await versionOf(options);
  const files = new Map(version.manifest.files.map((file) => [file.path, file]));
  for (const file of files.values()) await checkSize(options.dataset, version.folder, file);
  return new DatasetTable(options.dataset, version, files);
}

/** The rows of a dataset's Parquet files. DuckDB is loaded at the first question; a file is checked before its first answer. */
class DatasetTable implements BarTable {
  readonly series: readonly TableSeries[];
  readonly basis: PriceBasis;
  readonly #dataset: string;
  readonly #folder: string;
  readonly #files: ReadonlyMap<string, DatasetFile>;
  readonly #names: readonly string[];
  readonly #checked = new Map<string, Promise<void>>();
  #database: Promise<Database> | undefined;

  constructor(
    dataset: string,
    { folder, manifest }: DatasetVersion,
    files: ReadonlyMap<string, DatasetFile>,
  ) {
    this.series = manifest.series;
    this.basis = manifest.basis;
    this.#dataset = dataset;
    this.#folder = folder;
    this.#files = files;
    this.#names = [...files.keys()];
  }

  async rows(
    interval: Interval,
    symbols: readonly SymbolId[],
    from: EpochMs,
    before: EpochMs,
  ): Promise<Float64Array> {
    const paths = [...new Set(symbols.map((symbol) => seriesFile(symbol, interval)))];
    for (const path of paths) await this.#check(path);
    this.#database ??= Database.open({ folders: [this.#folder], memoryMegabytes: MEMORY_MEGABYTES });
    const database = await this.#database;
    const list = paths.map((path) => quoted(join(this.#folder, path))).join(', ');
    const numbers = paths.map((path) => this.#names.indexOf(path)).join(', ');
    const wanted = symbols.map((symbol, ordinal) => `(${quoted(symbol)}, ${ordinal}::DOUBLE)`).join(', ');
    return database.doubles(
      `SELECT ordinal, start::DOUBLE, open, high, low, close, volume,
              [${numbers}][file_index::BIGINT + 1]::DOUBLE, (file_row_number + 1)::DOUBLE
       FROM read_parquet([${list}]) JOIN (VALUES ${wanted}) wanted (symbol, ordinal) USING (symbol)
       WHERE start >= ${from} AND start < ${before} AND symbol IN (${symbols.map(quoted).join(', ')})
       ORDER BY ordinal, start, file_row_number`,
    );
  }

  fileName(number: number): string {
    return this.#names[number] ?? '';
  }

  close(): void {
    void this.#database?.then((database) => database.close());
    this.#database = undefined;
  }

  /** Bytes that rot on a disk must not become prices. */
  #check(path: string): Promise<void> {
    const known = this.#checked.get(path);
    if (known !== undefined) return known;
    const file = this.#files.get(path);
    if (file === undefined) throw new RangeError(`The dataset ${this.#dataset} has no file ${path}`);
    const checking = checkDigest(this.#dataset, this.#folder, file);
    this.#checked.set(path, checking);
    return checking;
  }
}

async function versionOf({ path, dataset }: DatasetOptions): Promise<DatasetVersion> {
  const version = await newestVersion(path, dataset).catch((error: unknown) => {
    throw damaged(dataset, `its manifest cannot be read: ${messageOf(error)}`);
  });
  if (version !== undefined) return version;
  const known = (await listDatasets(path)).map(({ name }) => name);
  const instead = known.length === 0 ? 'it is empty' : `it has ${known.join(', ')}`;
  throw new SourceError(
    'folder_missing',
    `The archive has no dataset ${dataset}: ${instead}. Import the data under that name.`,
  );
}

async function checkSize(dataset: string, folder: string, { path, bytes }: DatasetFile): Promise<void> {
  const size = await stat(join(folder, path)).then(
    (stats) => stats.size,
    () => undefined,
  );
  if (size === undefined) throw damaged(dataset, `${path} is missing`);
  if (size !== bytes) throw damaged(dataset, `${path} has ${size} bytes, not ${bytes}`);
}

async function checkDigest(dataset: string, folder: string, { path, sha256 }: DatasetFile): Promise<void> {
  const digest = await digestOf(join(folder, path));
  if (digest.sha256 !== sha256)
    throw damaged(dataset, `the bytes of ${path} are not those that were written`);
}

function damaged(dataset: string, what: string): SourceError {
  return new SourceError(
    'file_unreadable',
    `The dataset ${dataset} is damaged: ${what}. Import the data again.`,
  );
}
