import { join } from 'node:path';
import { type Failure, type Result, success } from '../../shared/domain/result.ts';
import type { SessionConfig } from '../../shared/domain/session-config.ts';
import type { SymbolId } from '../../shared/domain/symbol.ts';
import { type EpochMs, epochMs } from '../../shared/domain/time.ts';
import { ManualClock } from '../engine/clock.ts';
import { ConfigStore } from '../engine/config/config-store.ts';
import { formatConfigProblems } from '../engine/config/problem.ts';
import type { EarlierRun, SessionStorage, StandingSession } from '../engine/coordinator/session-storage.ts';
import { CommandJournal } from '../engine/journal/command-journal.ts';
import type { JournalEntry } from '../engine/journal/journal-line.ts';
import { comparePositions, type RunPosition } from '../engine/journal/run-position.ts';
import type { Ledger } from '../engine/locks/ledger.ts';
import { ResumedLedger } from '../engine/locks/resumed-ledger.ts';
import type { ScriptService } from '../engine/scripts/contract.ts';
import type { KeptFile } from './kept-file.ts';
import { MarkWriter } from './mark-writer.ts';
import { positionFile, type SessionMark } from './position-file.ts';
import { retakeLostLocks } from './retake-lost-locks.ts';
import { SessionScripts } from './scripts/session-scripts.ts';

/** A session's folder as it was found. */
interface Found {
  readonly journal: CommandJournal;
  readonly entries: readonly JournalEntry[];
  readonly ledger: ResumedLedger;
  readonly store: ConfigStore;
  readonly positions: KeptFile<SessionMark>;
  readonly scripts: SessionScripts | undefined;
  readonly mark: SessionMark | null;
  /** What could not be used and where its bytes were kept, in words for the user. */
  readonly repairs: readonly string[];
}

/**
 * What a session leaves in its folder: the user's commands, the ledger, the config as it changes, and where
 * the run stands. All of it is there to let the session stand again where it stood.
 */
export class KeptSession implements SessionStorage {
  readonly earlier: EarlierRun | undefined;
  readonly mark: SessionMark | null;
  readonly repairs: readonly string[];
  /** What could not be brought back, in words for the user; known once it has begun. */
  differences: readonly string[] = [];
  readonly #found: Found;
  readonly #marks: MarkWriter;
  /** False until the session stands where it stood: what happens again before is there already. */
  #isKept: boolean;
  #config: SessionConfig | undefined;

  private constructor(
    readonly clock: ManualClock,
    found: Found,
  ) {
    this.#found = found;
    this.mark = found.mark;
    this.repairs = [...found.repairs, ...(found.scripts?.notices ?? [])];
    this.#marks = new MarkWriter(found.positions);
    this.earlier = earlierRun(found);
    this.#isKept = this.earlier === undefined;
    if (this.#isKept) found.ledger.begin();
  }

  /**
   * Opens what an existing folder holds. Rejects where the disk does not allow it, and where a script that it ran is lost.
   * @param scripts runs the user's scripts
   */
  static async open(folder: string, scripts?: ScriptService): Promise<KeptSession> {
    const clock = new ManualClock(epochMs(0));
    const journalFile = CommandJournal.open(join(folder, 'journal.jsonl'), clock);
    // Entries are written to the ledger only once the session plays: its journal is open by then.
    const flushed = async (): Promise<Result<void>> => {
      const opened = await journalFile;
      return opened.ok ? opened.value.journal.flush() : opened;
    };
    const positions = positionFile(folder);
    const [storeFile, opened, ledgerFile, { value: mark, notice }] = await Promise.all([
      ConfigStore.open(folder, clock),
      journalFile,
      ResumedLedger.open({ path: join(folder, 'ledger.jsonl'), clock, before: flushed }),
      positions.load(),
    ]);
    const store = required(storeFile);
    const { journal, entries, repairs } = required(opened);
    const ledger = required(ledgerFile);
    const refused = store.refused.map(
      ({ failure, keptAs }) => `${formatConfigProblems(failure)}\nIt is kept as ${keptAs}.`,
    );
    const isContinued = entries.length > 0 || ledger.newestOld !== undefined || mark !== null;
    const ended = async (error: unknown): Promise<never> => {
      await ledger.close();
      await journal.close();
      throw error;
    };
    return new KeptSession(clock, {
      journal,
      entries,
      ledger,
      store: store.store,
      positions,
      mark,
      scripts: scripts && (await SessionScripts.open(folder, scripts, isContinued).catch(ended)),
      repairs: [...refused, ...repairs, ...ledger.repairs, ...(notice === null ? [] : [notice])],
    });
  }

  get ledger(): Ledger {
    return this.#found.ledger.ledger;
  }

  /** The user's scripts, as this session ran them. */
  get scripts(): ScriptService | undefined {
    return this.#found.scripts;
  }

  note(entry: JournalEntry): void {
    this.#found.journal.record(entry);
  }

  async begin(
    standing: () => StandingSession,
    lock: (symbol: SymbolId, reason: string) => Result<boolean>,
  ): Promise<void> {
    const { journal, ledger, scripts, store } = this.#found;
    if (!this.#isKept) {
      const differences = (await ledger.agrees()) ? [] : retakeLostLocks(ledger, standing(), lock);
      required(await journal.flush());
      const { keptAs } = required(await ledger.goOn());
      this.differences =
        keptAs === undefined ? [] : [...differences, `The ledger as it was is kept as ${keptAs}.`];
      this.#isKept = true;
      if (this.#config !== undefined) store.save(this.#config);
      await scripts?.stands();
    }
    this.#marks.begin(standing);
  }

  save(config: SessionConfig): void {
    this.#config = config;
    if (this.#isKept) this.#found.store.save(config);
  }

  async whenSaved(): Promise<Result<void>> {
    if (!this.#isKept) return success(undefined);
    const noted = await this.#found.journal.flush();
    return noted.ok ? this.#found.store.flush() : noted;
  }

  notSaved(): string | undefined {
    const { journal, store } = this.#found;
    const problem = store.notSaved ?? this.ledger.notSaved ?? journal.notSaved;
    const cause = problem?.cause ?? this.#marks.notSaved;
    return cause === undefined ? undefined : `NOT SAVED: ${cause.message}`;
  }

  async close(): Promise<void> {
    const { journal, ledger, scripts, store } = this.#found;
    await this.#marks.end();
    await scripts?.close();
    await store.flush();
    await ledger.close();
    await journal.close();
  }
}

/** The newest that the journal, the ledger and the mark tell of the run; undefined where none tells anything. */
function earlierRun({ entries, ledger, mark }: Found): EarlierRun | undefined {
  const newest = ledger.newestOld;
  const last = entries.at(-1)?.at;
  if (last === undefined && newest === undefined && mark === null) return undefined;
  const isPast = (at: RunPosition, place: RunPosition | undefined): boolean =>
    place === undefined || comparePositions(at, place) >= 0;
  const hasEntries = (time: EpochMs): boolean =>
    newest === undefined || ledger.isAsLong || time > newest.time;
  return {
    entries,
    speed: mark?.speed,
    paused: mark?.paused ?? false,
    mark: mark?.position,
    isReached: (at) => isPast(at, last) && isPast(at, mark?.position) && hasEntries(at.time),
  };
}

function required<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
