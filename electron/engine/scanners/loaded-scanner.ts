import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import type { SymbolId } from '../../../shared/domain/symbol.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Scanner } from './contract.ts';
import { ScanCosts } from './scan-costs.ts';

/** Errors in a row after which a scanner is disabled, visibly. */
export const STRIKES = 3;

const NOTHING_DUE: readonly number[] = [];

/** What a scanner did over the whole run. */
export interface ScannerProgress {
  runs: number;
  hits: number;
  firsts: number;
  errors: number;
  skipped: number;
  lastSkip: string | null;
  unknown: number | null;
  lastRun: EpochMs | null;
  lastError: string | null;
}

/** A scanner of the config, with what it did so far. It is the same one when it is saved anew, under another name too. */
export class LoadedScanner {
  /** Undefined where the config has switched it off. */
  scanner: Scanner | undefined;
  /** True while it scans. */
  enabled = false;
  version = 1;
  savedAt: EpochMs | null = null;
  errorsInARow = 0;
  /** Session times at which it is still due today, ascending. */
  due: number[] = [];
  doneToday = 0;
  dueToday = 0;
  /** Symbols that hit on this session date. */
  readonly hitToday = new Set<SymbolId>();
  /** When a symbol alerted last, of this session date. */
  readonly alerted = new Map<SymbolId, EpochMs>();
  /** How many scans in a row have found a symbol, up to the newest. */
  streaks: ReadonlyMap<SymbolId, number> = new Map();
  readonly costs = new ScanCosts();
  /** A scan that was given up and has not come back. */
  isBusy = false;
  readonly progress: ScannerProgress = {
    ...{ runs: 0, hits: 0, firsts: 0, errors: 0, skipped: 0 },
    ...{ lastSkip: null, unknown: null, lastRun: null, lastError: null },
  };

  constructor(
    public config: ScannerConfig,
    scanner: Scanner | undefined,
  ) {
    this.replace(config, scanner);
  }

  get name(): string {
    return this.config.name;
  }

  /** Puts other code in its place: no strike and no streak of the one before counts. */
  replace(config: ScannerConfig, scanner: Scanner | undefined): void {
    this.config = config;
    this.scanner = scanner;
    this.enabled = scanner !== undefined;
    this.errorsInARow = 0;
    this.streaks = new Map();
    this.isBusy = false;
    this.progress.lastError = null;
  }

  beginSession(due: number[]): void {
    this.hitToday.clear();
    this.alerted.clear();
    this.streaks = new Map();
    this.doneToday = 0;
    this.dueToday = due.length;
    this.due = due;
  }

  /** From here on it is due at these times too, of those that are still to come. */
  reschedule(due: readonly number[], now: EpochMs): void {
    this.due = due.filter((instant) => instant > now);
    this.dueToday = this.doneToday + this.due.length;
  }

  /** Takes off, and answers, the times that are due at an instant or before; nearly always none or one. */
  takeDue(instant: number): readonly number[] {
    let count = 0;
    while ((this.due[count] ?? Number.POSITIVE_INFINITY) <= instant) count += 1;
    if (count === 0) return NOTHING_DUE;
    this.doneToday += count;
    return this.due.splice(0, count);
  }

  noteError(message: string): void {
    this.progress.errors += 1;
    this.progress.lastError = message;
  }
}
