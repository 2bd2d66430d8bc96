import type { Result } from '../../../shared/domain/result.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { LogEntry, QualityRecord } from '../../../shared/session/activity.ts';
import type { Calendar } from '../calendar/contract.ts';
import type { SessionClock } from '../clock.ts';
import { ActivityLog } from './activity-log.ts';
import { type EventFields, textOf } from './event-fields.ts';
import { eventWords } from './event-words.ts';
import { QualityBook } from './quality-book.ts';

/** What a running session tells its user: a log in words, and what is wrong with its data. */
export class SessionActivity {
  readonly #clock: SessionClock;
  readonly #log: ActivityLog;
  readonly #quality = new QualityBook();
  /** Files and symbols of which bad data was told. */
  readonly #told = new Set<string>();
  #awaitsDisk = false;

  constructor(clock: SessionClock, calendar: Calendar) {
    this.#clock = clock;
    this.#log = new ActivityLog((time) => calendar.wallTime(time));
  }

  /** Takes an event as it goes into the event log. */
  take(time: EpochMs, kind: string, fields: EventFields): void {
    this.#quality.take(time, kind, fields);
    if (this.#isToldAlready(kind, fields)) return;
    const line = eventWords(kind, fields);
    if (line !== undefined) this.#log.add(time, line);
  }

  /** The config was handed to the disk: tells whether it got there, once for all that is on its way. */
  awaitDisk(saved: () => Promise<Result<void>>): void {
    if (this.#awaitsDisk) return;
    this.#awaitsDisk = true;
    void saved().then((reply) => {
      this.#awaitsDisk = false;
      const said = { source: 'storage', symbol: null };
      if (reply.ok)
        this.#log.add(this.#clock.now(), { ...said, level: 'info', message: 'Session config saved' });
      else
        this.#log.add(this.#clock.now(), {
          ...said,
          level: 'error',
          message: `NOT SAVED: ${reply.error.message}`,
        });
    });
  }

  /** Entries with a number above `after`, oldest first; the newest 1,000. */
  log(after: number): readonly LogEntry[] {
    return this.#log.after(after);
  }

  quality(): readonly QualityRecord[] {
    return this.#quality.records();
  }

  /** Bad data comes in masses: the first of each file and symbol is told, all of it is counted. */
  #isToldAlready(kind: string, fields: EventFields): boolean {
    if (kind !== 'rejected_row' && kind !== 'quarantined') return false;
    const place = `${kind} ${textOf(fields, kind === 'quarantined' ? 'symbol' : 'file')}`;
    if (this.#told.has(place)) return true;
    this.#told.add(place);
    return false;
  }
}
