import type { RejectedSample } from '../../../shared/domain/folder-report.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { SessionDate } from '../../../shared/domain/time.ts';

/** The sessions of which a part has minute bars. */
export interface MinuteSession {
  readonly date: SessionDate;
  /** How many symbols have them. */
  readonly symbols: number;
  /** The first few of them, in alphabetical order. */
  readonly some: readonly SymbolId[];
}

/** One data source of a folder, as it was read. Plain values: it comes from a worker thread. */
export interface FoundPart {
  /** How the source will be named in the config. */
  readonly name: string;
  readonly kind: 'daily_csv' | 'lean' | 'parquet';
  /** Relative to the chosen folder, with forward slashes; `.` for itself. */
  readonly path: string;
  readonly files: number;
  /** Alphabetical. */
  readonly symbols: readonly SymbolId[];
  readonly intervals: readonly Interval[];
  readonly dailyFrom: SessionDate | null;
  readonly dailyTo: SessionDate | null;
  /** Ascending by date. */
  readonly minutes: readonly MinuteSession[];
  /** Rows that were read and are good. */
  readonly goodRows: number;
  readonly rejectedRows: number;
  /** The first of them. */
  readonly rejected: readonly RejectedSample[];
  /** Files that were looked into, where not all were. */
  readonly checkedFiles: number;
}

/** What a folder holds. */
export interface FoundFolder {
  readonly parts: readonly FoundPart[];
  /** What was not understood, with what to do, in words for the user. */
  readonly problems: readonly string[];
}

/** Files read so far, and of how many where that is known. */
export interface ReadingProgress {
  readonly files: number;
  readonly of: number | null;
}

/** Rejected rows that are named one by one; all are counted. */
export const NAMED_REJECTS = 100;
/** Symbols that a minute session names. */
export const NAMED_SYMBOLS = 10;
