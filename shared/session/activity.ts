import type { ScannerConfig } from '../domain/session-config.ts';
import type { SymbolId } from '../domain/symbol.ts';
import type { EpochMs } from '../domain/time.ts';

/** One line of the session's log. */
export interface LogEntry {
  readonly number: number;
  readonly time: EpochMs;
  /** Exchange wall time, `HH:mm:ss`. */
  readonly wallTime: string;
  readonly level: 'info' | 'warning' | 'error';
  /** Which part of the session speaks: `scanner`, `loads`, `locks`, `orders`, `feed`, `session`. */
  readonly source: string;
  readonly symbol: SymbolId | null;
  readonly message: string;
}

/** A scanner as its panel shows it. Counts are of the whole run, where they do not say today. */
export interface ScannerRecord {
  readonly name: string;
  readonly kind: string;
  /** Failed: it has stopped by itself, after errors. */
  readonly state: 'active' | 'disabled' | 'failed';
  /** `09:00 pre-session; every 5 min 09:35-15:55`. */
  readonly schedule: string;
  /** The config's entry as it stands. */
  readonly config: ScannerConfig;
  /** 1 as the session began, one more with each time that it was saved. */
  readonly version: number;
  /** Session time at which it was saved last; null where it stands as the session began. */
  readonly savedAt: EpochMs | null;
  readonly hitsToday: number;
  readonly hits: number;
  readonly firsts: number;
  readonly runs: number;
  /** Scans of today that were due, and all of today. */
  readonly doneToday: number;
  readonly dueToday: number;
  readonly errors: number;
  /** Scans that were due and did not happen, or were stopped, and why the last one was. */
  readonly skipped: number;
  readonly lastSkip: string | null;
  /** Symbols that the last scan could not judge; null before the first. */
  readonly unknown: number | null;
  /** Milliseconds that a scan takes: half of the newest ones were faster, 95 of 100; null before the first. */
  readonly costP50Ms: number | null;
  readonly costP95Ms: number | null;
  readonly lastRun: EpochMs | null;
  readonly nextRun: EpochMs | null;
  readonly lastError: string | null;
}

/** Something about the data that a trader should know. */
export interface QualityRecord {
  readonly severity: 'warning' | 'error';
  readonly kind: 'rejected' | 'quarantined' | 'revised' | 'missing' | 'feed';
  readonly symbol: SymbolId | null;
  readonly count: number;
  readonly first: EpochMs | null;
  readonly last: EpochMs | null;
  /** File and line, range of sessions, reason. */
  readonly evidence: string;
  readonly action: string;
}
