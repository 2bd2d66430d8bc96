import type { Interval } from './interval.ts';
import type { SessionDate } from './time.ts';

/** A row that could not be read. */
export interface RejectedSample {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** One data source that was found in a folder. */
export interface FolderPart {
  /** How the source is named in the session config. */
  readonly name: string;
  readonly kind: 'daily_csv' | 'lean' | 'parquet';
  /** Relative to the folder that was chosen; `.` for itself. */
  readonly path: string;
  readonly files: number;
  readonly symbols: number;
  readonly intervals: readonly Interval[];
  readonly from: SessionDate | null;
  readonly to: SessionDate | null;
  /** IANA name of the zone that its times are in. */
  readonly zone: string;
  /** `raw`, or `adjusted as of 2018-03-27`; null where it has to be asked. */
  readonly basis: string | null;
  readonly rejectedRows: number;
  readonly rejected: readonly RejectedSample[];
}

/** Something that the files do not say, and that is never guessed. */
export interface FolderQuestion {
  readonly id: string;
  readonly text: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Preselected; null where the user has to choose. */
  readonly proposed: string | null;
}

/** What a folder holds, found without changing it; nothing is loaded yet. */
export interface FolderReport {
  readonly id: string;
  /** Its last part only: the window is never told where things are. */
  readonly folderName: string;
  readonly parts: readonly FolderPart[];
  readonly questions: readonly FolderQuestion[];
  /** What was not understood, with what to do. */
  readonly problems: readonly string[];
  /** Sessions that can be played: newest and oldest. */
  readonly from: SessionDate | null;
  readonly to: SessionDate | null;
}
