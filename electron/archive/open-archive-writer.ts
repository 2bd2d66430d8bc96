import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BAR_START, BAR_STRIDE } from '../../shared/domain/bar.ts';
import { InvalidArgumentError } from '../../shared/domain/errors.ts';
import { type Interval, intervalIndex } from '../../shared/domain/interval.ts';
import { nameSchema } from '../../shared/domain/session-config/values.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { toIsoTime } from '../../shared/domain/time.ts';
import { Database, type RecordAppender } from '../duckdb/database.ts';
import type { Calendar } from '../engine/calendar/contract.ts';
import { exchangeCalendar } from '../engine/calendar/exchanges.ts';
import { writeDurably } from '../engine/durable/write-durably.ts';
import { barFault } from '../loaders/files/bar-fault.ts';
import { MANIFEST, placeVersion, unfinishedPlace, versionsOf } from './catalogue.ts';
import type { ArchiveWriter, DatasetManifest, NewDataset } from './contract.ts';
import { formatManifest } from './manifest.ts';
import { stagingTable } from './sort-staged.ts';
import { writeVersion } from './write-version.ts';

/** What an import may take of the memory; the rest lies on disk. */
const MEMORY_MEGABYTES = 48;
/** Of a staged row: symbol's number, order of arrival, then the record. */
const STAGED_COLUMNS = 2 + BAR_STRIDE;

/**
 * Begins a new version of a dataset in the archive under `root`. Throws InvalidArgumentError for a name that cannot
 * be a dataset's, or an unknown exchange.
 */
export async function openArchiveWriter(root: string, dataset: NewDataset): Promise<ArchiveWriter> {
  if (!nameSchema.safeParse(dataset.name).success) {
    throw new InvalidArgumentError('name', dataset.name, '1-64 letters, digits, spaces, "_", "." or "-"');
  }
  const calendar = exchangeCalendar(dataset.exchange);
  const place = unfinishedPlace(root, 'incoming');
  await mkdir(place, { recursive: true });
  try {
    const file = join(place, 'staging.duckdb');
    const database = await Database.open({ folders: [place], file, memoryMegabytes: MEMORY_MEGABYTES });
    return new DatasetWriter(root, dataset, calendar, place, database);
  } catch (error) {
    await rm(place, { recursive: true, force: true });
    throw error;
  }
}

class DatasetWriter implements ArchiveWriter {
  readonly #root: string;
  readonly #dataset: NewDataset;
  readonly #calendar: Calendar;
  readonly #place: string;
  readonly #database: Database;
  readonly #symbols = new Map<SymbolId, number>();
  readonly #staged = new Map<Interval, RecordAppender>();
  #rows = 0;
  #over = false;

  constructor(root: string, dataset: NewDataset, calendar: Calendar, place: string, database: Database) {
    this.#root = root;
    this.#dataset = dataset;
    this.#calendar = calendar;
    this.#place = place;
    this.#database = database;
  }

  async append(symbol: SymbolId, interval: Interval, records: Float64Array): Promise<void> {
    this.#mustBeOpen();
    if (records.length % BAR_STRIDE !== 0)
      throw new RangeError(`${records.length} doubles are no whole bars`);
    const index = intervalIndex(interval);
    for (let at = 0; at < records.length; at += BAR_STRIDE) this.#check(symbol, index, records, at);
    const appender = await this.#appenderOf(interval);
    const number = this.#numberOf(symbol);
    for (let at = 0; at < records.length; at += BAR_STRIDE) {
      appender.add(number, this.#rows, records, at);
      this.#rows += 1;
    }
  }

  async commit(): Promise<DatasetManifest> {
    this.#mustBeOpen();
    this.#over = true;
    try {
      if (this.#rows === 0)
        throw new Error(`The dataset ${this.#dataset.name} is not saved: it has no bars.`);
      for (const appender of this.#staged.values()) appender.close();
      return await this.#write();
    } finally {
      await this.#clear();
    }
  }

  async abort(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    await this.#clear();
  }

  async #write(): Promise<DatasetManifest> {
    const { name } = this.#dataset;
    const whole = join(this.#place, 'version');
    const written = await writeVersion(whole, {
      database: this.#database,
      symbols: [...this.#symbols.keys()],
      intervals: [...this.#staged.keys()],
      calendar: this.#calendar,
    });
    const version = ((await versionsOf(this.#root, name)).at(-1) ?? 0) + 1;
    const manifest = { ...this.#dataset, version, ...written };
    const saved = await writeDurably(join(whole, MANIFEST), formatManifest(manifest));
    if (!saved.ok) throw new Error(saved.error.message);
    await placeVersion(this.#root, name, version, whole);
    return manifest;
  }

  async #clear(): Promise<void> {
    this.#database.close();
    await rm(this.#place, { recursive: true, force: true });
  }

  #check(symbol: SymbolId, interval: number, records: Float64Array, at: number): void {
    const [start = Number.NaN, open = 0, high = 0, low = 0, close = 0, volume = 0] = records.subarray(
      at,
      at + BAR_STRIDE,
    );
    const fault =
      this.#calendar.spanStart(interval, start) === start
        ? barFault(open, high, low, close, volume)
        : `no bar of ${this.#dataset.exchange} begins then`;
    if (fault === undefined) return;
    const when = Number.isSafeInteger(start) ? toIsoTime(start) : String(records[at + BAR_START]);
    throw new RangeError(`Bar of ${symbol} at ${when}: ${fault}`);
  }

  async #appenderOf(interval: Interval): Promise<RecordAppender> {
    const known = this.#staged.get(interval);
    if (known !== undefined) return known;
    await this.#database.run(stagingTable(interval));
    const appender = await this.#database.appender(`staged_${interval}`, STAGED_COLUMNS);
    this.#staged.set(interval, appender);
    return appender;
  }

  #numberOf(symbol: SymbolId): number {
    const known = this.#symbols.get(symbol);
    if (known !== undefined) return known;
    this.#symbols.set(symbol, this.#symbols.size);
    return this.#symbols.size - 1;
  }

  #mustBeOpen(): void {
    if (this.#over) throw new Error('The import is over: it was committed or aborted');
  }
}
