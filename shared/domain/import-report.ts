import type { Interval } from './interval.ts';
import type { SymbolId } from './symbol.ts';
import type { SessionDate } from './time.ts';

/**
 * How sure a detection is. `certain`: the files admit nothing else, or the user said so. `likely`: evidence speaks
 * for it, and it is shown to be looked at. `ambiguous`: the user is asked, nothing is decided.
 */
export const CONFIDENCES = ['certain', 'likely', 'ambiguous'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What a detection is about; the order in which they are made and shown. */
export const IMPORT_TOPICS = [
  'layout',
  'encoding',
  'delimiter',
  'header',
  'numbers',
  'column_stamp',
  'column_clock',
  'column_open',
  'column_high',
  'column_low',
  'column_close',
  'column_volume',
  'column_symbol',
  'date_style',
  'interval',
  'zone',
  'bar_edge',
  'symbol',
  'price_scale',
  'basis',
] as const;
export type ImportTopic = (typeof IMPORT_TOPICS)[number];

export interface ImportOption {
  readonly value: string;
  readonly label: string;
}

/** One thing that the files do not say outright: what was found, on what evidence, and what else it could be. */
export interface ImportFinding {
  /** Names it in answers: the topic, after the layout's number where there are several (`2:zone`). */
  readonly id: string;
  readonly topic: ImportTopic;
  /** What is gone by; where it is ambiguous only the preview does. Null where nothing fits. */
  readonly value: string | null;
  readonly confidence: Confidence;
  /** One sentence with the evidence. */
  readonly why: string;
  /** What can be answered, the value among it. */
  readonly options: readonly ImportOption[];
  /** A ticker may be typed in place of an option; the answer is `=` and the ticker. */
  readonly typed: boolean;
}

/** A row as it stands in a file, and the bar that it becomes. */
export interface ImportPreviewRow {
  readonly file: string;
  readonly line: number;
  /** Cut where it is long. */
  readonly text: string;
  readonly bar: ImportPreviewBar | null;
  /** Why it becomes none. */
  readonly fault: string | null;
}

export interface ImportPreviewBar {
  readonly symbol: SymbolId;
  /** In the exchange's zone. */
  readonly date: SessionDate;
  /** `09:30:00`, the bar's start in the exchange's zone; empty for a daily or weekly bar. */
  readonly time: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Files of one layout. */
export interface ImportLayout {
  /** 1-based. */
  readonly number: number;
  readonly files: number;
  /** The first of them, by their path below what was chosen. */
  readonly fileNames: readonly string[];
  readonly bytes: number;
  readonly findings: readonly ImportFinding[];
  readonly preview: readonly ImportPreviewRow[];
  /** Closes of the sample's rows, in the order of the file; for a small line. */
  readonly closes: readonly number[];
  /** Why none of it can be imported, or what to know before; in words for the user. */
  readonly problems: readonly string[];
  /** False where the files are left out, by the user or because nothing can be made of them. */
  readonly usable: boolean;
}

/** What was found in CSV files of unknown layout; nothing is imported yet. */
export interface ImportReport {
  readonly id: string;
  /** Name of the folder or file that was chosen: the window is never told where things are. */
  readonly title: string;
  readonly layouts: readonly ImportLayout[];
  /** What concerns all of it: the basis of the prices. */
  readonly general: readonly ImportFinding[];
  readonly problems: readonly string[];
  /** Proposed name of the dataset. */
  readonly name: string;
  /** Names that the archive has already: an import under one of them takes its place. */
  readonly taken: readonly string[];
}

/** By finding id. */
export type ImportAnswers = Readonly<Record<string, string>>;

/** How far an import is. */
export interface ImportProgress {
  readonly id: string;
  readonly phase: 'reading' | 'writing';
  readonly rows: number;
  readonly rejected: number;
  readonly bytes: number;
  readonly totalBytes: number;
  /** Null until it can be told. */
  readonly secondsLeft: number | null;
}

export interface ImportReject {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

/** Bars of one symbol and interval that were imported. */
export interface ImportSeries {
  readonly symbol: SymbolId;
  readonly interval: Interval;
  readonly bars: number;
  readonly first: SessionDate;
  readonly last: SessionDate;
  /** Sessions of the calendar between first and last without a bar. */
  readonly missingSessions: number;
  /** Of regular hours on the sessions that have any. */
  readonly missingBars: number;
}

/** What reading all rows came to. */
export interface ImportTally {
  readonly rows: number;
  readonly rejected: number;
  /** The most frequent reasons, without the row's own figures. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** The first of them. */
  readonly rejects: readonly ImportReject[];
}

/** How an import ended, or what it asks before it commits. */
export type ImportOutcome =
  | { readonly kind: 'many_rejects'; readonly tally: ImportTally }
  | {
      readonly kind: 'imported';
      readonly dataset: string;
      readonly tally: ImportTally;
      readonly bars: number;
      readonly duplicates: number;
      /** Rows of a bar's start with other figures; the first one stands. */
      readonly conflicts: number;
      readonly series: readonly ImportSeries[];
      /** Which sessions can be played, the proposal first. */
      readonly sessions: readonly ImportOption[];
    };

/** The findings that wait for the user; those of files that are left out do not. */
export function openFindings({
  layouts,
  general,
}: Pick<ImportReport, 'layouts' | 'general'>): ImportFinding[] {
  const asked = layouts.filter(({ usable }) => usable).flatMap(({ findings }) => findings);
  return [...asked, ...general].filter(
    ({ confidence, value }) => confidence === 'ambiguous' || value === null,
  );
}
