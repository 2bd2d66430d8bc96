import type { LockRecord } from '../../../shared/domain/lock.ts';
import { type Result, success } from '../../../shared/domain/result.ts';
import type { SessionClock } from '../clock.ts';
import { AppendOnlyFile, type OpenedAppendOnlyFile } from '../durable/append-only-file.ts';
import { type FileSystem, systemFiles } from '../durable/file-system.ts';
import { quarantineCopy } from '../durable/quarantine.ts';
import { writeDurably } from '../durable/write-durably.ts';
import { type AppendLines, Ledger } from './ledger.ts';
import type { LedgerEntry } from './ledger-chain.ts';
import { type ReplayedLedger, replayLedger } from './replay-ledger.ts';

/** What a session that was played again says to the ledger that it had. */
export interface LedgerComparison {
  /** False where an entry of the old ledger was not found again, or was not what had been written. */
  readonly agrees: boolean;
  /** Where the old ledger is kept; undefined where it goes on. */
  readonly keptAs: string | undefined;
}

export interface ResumedLedgerOptions {
  readonly path: string;
  readonly clock: SessionClock;
  /** Awaited before entries go to the disk: what caused them must be there no later than they. */
  readonly before: () => Promise<Result<void>>;
  readonly files?: FileSystem;
}

/**
 * The ledger of a session that is played again from its beginning. Until the session stands where it
 * stood, its file is not touched: what is recorded again is held against it. Then it goes on where it
 * ended, or gives way to a new one where the two do not agree.
 */
export class ResumedLedger {
  readonly ledger: Ledger;
  /** What the file says; empty where it is new. */
  readonly old: ReplayedLedger;
  /** What was wrong with the file and what became of it, in words for the user. */
  readonly repairs: readonly string[];
  readonly #options: ResumedLedgerOptions;
  readonly #files: FileSystem;
  readonly #oldBytes: Uint8Array;
  readonly #oldText: string;
  #file: AppendOnlyFile;
  /** What was recorded again; undefined once it goes to the file. */
  #again: string | undefined = '';

  private constructor(
    options: ResumedLedgerOptions,
    { file, text, bytes }: OpenedAppendOnlyFile,
    repairs: string[],
  ) {
    this.#options = options;
    this.#files = options.files ?? systemFiles;
    this.#file = file;
    this.#oldText = text;
    this.#oldBytes = bytes;
    this.repairs = repairs;
    this.old = replayLedger(text);
    this.ledger = new Ledger(options.clock, this.#append);
  }

  /** Opens the file, or makes it. A torn last line is cut off; the original is kept in `quarantine/`. */
  static async open(options: ResumedLedgerOptions): Promise<Result<ResumedLedger>> {
    const opened = await AppendOnlyFile.open(options.path, options.files);
    if (!opened.ok) return opened;
    const { quarantined } = opened.value;
    const torn =
      quarantined === undefined
        ? []
        : [`The last line of the ledger was cut short by a crash. The original is kept as ${quarantined}.`];
    return success(new ResumedLedger(options, opened.value, torn));
  }

  /** The newest entry of the file; undefined where it has none. */
  get newestOld(): LedgerEntry | undefined {
    return this.old.entries.at(-1);
  }

  /** True where as many entries were recorded again as the file has. */
  get isAsLong(): boolean {
    return this.ledger.head.seq >= this.old.entries.length;
  }

  /** Locks that the file says stand, and that are not among these. */
  lostLocks(standing: readonly LockRecord[]): readonly LockRecord[] {
    const isSame = (left: LockRecord, right: LockRecord): boolean =>
      left.symbol === right.symbol &&
      left.holder.kind === right.holder.kind &&
      left.holder.id === right.holder.id;
    return this.old.locks.filter((lock) => !standing.some((each) => isSame(each, lock)));
  }

  /** The session begins, with nothing to be held against the file: entries go to the disk at once. */
  begin(): void {
    this.#again = undefined;
  }

  /** True where every entry of the file was recorded again, byte for byte. */
  async agrees(): Promise<boolean> {
    await this.ledger.flush();
    return this.old.brokenLine === undefined && (this.#again ?? '').startsWith(this.#oldText);
  }

  /** The session stands where it stood: entries go to the disk from here on. Fails where the disk refuses. */
  async goOn(): Promise<Result<LedgerComparison>> {
    const agrees = await this.agrees();
    const again = this.#again ?? '';
    const outcome = agrees
      ? await this.#extend(again.slice(this.#oldText.length))
      : await this.#replace(again);
    if (outcome.ok) this.#again = undefined;
    return outcome;
  }

  /** Waits for the disk, then closes the file. */
  async close(): Promise<void> {
    await this.ledger.flush();
    await this.#file.close();
  }

  readonly #append: AppendLines = async (lines) => {
    if (this.#again !== undefined) {
      this.#again += lines;
      return success(undefined);
    }
    const ready = await this.#options.before();
    return ready.ok ? this.#file.append(lines) : ready;
  };

  async #extend(lines: string): Promise<Result<LedgerComparison>> {
    const added = lines === '' ? success(undefined) : await this.#file.append(lines);
    return added.ok ? success({ agrees: true, keptAs: undefined }) : added;
  }

  /** At any moment of this the old ledger stands at its place, or the new one: whole. */
  async #replace(lines: string): Promise<Result<LedgerComparison>> {
    const { path } = this.#options;
    const kept = await quarantineCopy(path, this.#oldBytes, this.#files);
    if (!kept.ok) return kept;
    await this.#file.close();
    const written = await writeDurably(path, lines, this.#files);
    if (!written.ok) return written;
    const opened = await AppendOnlyFile.open(path, this.#files);
    if (!opened.ok) return opened;
    this.#file = opened.value.file;
    return success({ agrees: false, keptAs: kept.value });
  }
}
