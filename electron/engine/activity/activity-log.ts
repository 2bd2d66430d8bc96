import type { EpochMs } from '../../../shared/domain/time.ts';
import type { LogEntry } from '../../../shared/session/activity.ts';

/** Entries that are kept; older ones are in the run's record files. */
export const LOG_KEPT = 2_000;
/** Entries that one reading gives. */
const LOG_READ = 1_000;

/** What an entry says; its number and its wall time are given by the log. */
export type LogLine = Omit<LogEntry, 'number' | 'wallTime' | 'time'>;

/** The newest entries of a session's log, numbered from 1. */
export class ActivityLog {
  readonly #entries: LogEntry[] = [];
  #lastNumber = 0;

  constructor(private readonly wallTime: (time: EpochMs) => string) {}

  add(time: EpochMs, line: LogLine): void {
    this.#lastNumber += 1;
    this.#entries.push({ number: this.#lastNumber, time, wallTime: this.wallTime(time), ...line });
    // In large bites: taking one off the front moves all the others.
    if (this.#entries.length >= 2 * LOG_KEPT) this.#entries.splice(0, this.#entries.length - LOG_KEPT);
  }

  /** Entries with a number above `after`, oldest first; the newest 1,000 of the kept ones. */
  after(after: number): readonly LogEntry[] {
    const kept = Math.min(LOG_KEPT, this.#entries.length);
    const wanted = Math.max(0, Math.min(kept, LOG_READ, this.#lastNumber - after));
    return wanted === 0 ? [] : this.#entries.slice(-wanted);
  }
}
