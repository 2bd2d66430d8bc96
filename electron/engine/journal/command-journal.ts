import type { Result } from '../../../shared/domain/result.ts';
import type { SessionClock } from '../clock.ts';
import { AppendOnlyFile } from '../durable/append-only-file.ts';
import { type FileSystem, systemFiles } from '../durable/file-system.ts';
import { type NotSaved, WriteBehind } from '../durable/write-behind.ts';
import { type JournalEntry, journalLine, readJournal } from './journal-line.ts';

export interface OpenedJournal {
  readonly journal: CommandJournal;
  /** What was done before, oldest first. */
  readonly entries: readonly JournalEntry[];
  /** What was wrong with the file and what became of it, in words for the user. */
  readonly repairs: readonly string[];
}

/** The append-only record of what the user did, with the place of the run at which it was done. */
export class CommandJournal {
  readonly #file: AppendOnlyFile;
  readonly #writer: WriteBehind<string>;

  private constructor(file: AppendOnlyFile, clock: SessionClock) {
    this.#file = file;
    this.#writer = new WriteBehind({ write: (lines) => file.append(`${lines.join('\n')}\n`), clock });
  }

  /** Opens the file, or makes it. A torn last line is cut off and kept aside; other broken lines are passed over. */
  static async open(
    path: string,
    clock: SessionClock,
    files: FileSystem = systemFiles,
  ): Promise<Result<OpenedJournal>> {
    const opened = await AppendOnlyFile.open(path, files);
    if (!opened.ok) return opened;
    const { file, quarantined, text } = opened.value;
    const { entries, brokenLines } = readJournal(text);
    const repairs = brokenLines.map(
      (line) => `Line ${line} of the journal is not what was written: what it said is not done again.`,
    );
    if (quarantined !== undefined)
      repairs.push(
        `The journal's last line was cut short by a crash. The original is kept as ${quarantined}.`,
      );
    return { ok: true, value: { journal: new CommandJournal(file, clock), entries, repairs } };
  }

  /** The disk refused entries that are held in memory; undefined while all is well. */
  get notSaved(): NotSaved | undefined {
    return this.#writer.notSaved;
  }

  /** Takes an entry; it is written behind. */
  record(entry: JournalEntry): void {
    this.#writer.push(journalLine(entry));
  }

  /** Answers when everything taken is on the disk, or could not be put there. */
  flush(): Promise<Result<void>> {
    return this.#writer.flush();
  }

  /** Waits for the disk, then closes the file. */
  async close(): Promise<void> {
    await this.#writer.flush();
    await this.#file.close();
  }
}
