import type { PriceBasis } from '../../shared/domain/bar.ts';
import type { Interval } from '../../shared/domain/interval.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import type { SessionDate } from '../../shared/domain/time.ts';

/**
 * The bar archive: imported history as datasets of Parquet files, each version whole and never changed once it is
 * there. Whoever imports writes through ArchiveWriter (open-archive-writer.ts); sessions read through the data
 * source of kind `archive`.
 */

/** What an importer says of the dataset before its first bar. */
export interface NewDataset {
  /** A name of people's (`nameSchema`): it names the folder, and configs refer to it. */
  readonly name: string;
  /** Where the bars come from, in words for the user: `2024-minutes (4 CSV files)`. Never a path of this machine. */
  readonly origin: string;
  /** How all its prices are expressed. */
  readonly basis: PriceBasis;
  /** Name of the exchange whose sessions the bars belong to. */
  readonly exchange: string;
}

/** Bars of one symbol and interval in a dataset. */
export interface DatasetSeries {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  readonly bars: number;
  /** Sessions of its first and its last bar. */
  readonly first: SessionDate;
  readonly last: SessionDate;
}

/** One file of a dataset, relative to the folder of its version, with forward slashes. */
export interface DatasetFile {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** What a dataset holds, as its `manifest.json` says. */
export interface DatasetManifest extends NewDataset {
  /** Counts up from 1 with each import under the name. */
  readonly version: number;
  /** Ascending by symbol, then from the finest interval. */
  readonly series: readonly DatasetSeries[];
  readonly files: readonly DatasetFile[];
  /** Rows that equalled a kept bar in everything. */
  readonly duplicates: number;
  /** Rows of a bar's start with other figures: the bar that came last stands. */
  readonly conflicts: number;
}

/**
 * Writes one version of a dataset. Nothing of it is seen by anybody before `commit` has answered; a process that is
 * killed on the way leaves a folder that the next start sweeps. After commit or abort no call is allowed.
 */
export interface ArchiveWriter {
  /**
   * Takes n records of BAR_STRIDE doubles (start in UTC epoch ms, open, high, low, close, volume), in any order, as
   * often and for as many symbols in turn as the importer likes. The memory stays the caller's. Wait for the answer
   * before the next call: it is what bounds the memory. Throws RangeError where a figure is no sound bar: faults are
   * the importer's to refuse, with their line.
   *
   * A bar's start is that of its interval's span in the calendar; `1d` starts at the session's open.
   */
  append(symbol: SymbolId, interval: Interval, records: Float64Array): Promise<void>;
  /**
   * Sorts, removes what came twice, writes the files and makes the version visible. Rejects with a message for the
   * user where the disk refuses or nothing was appended; nothing is left behind then.
   */
  commit(): Promise<DatasetManifest>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}
