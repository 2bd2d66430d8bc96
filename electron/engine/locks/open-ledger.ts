import type { LockRecord } from '../../../shared/domain/lock.ts';
import { type Result, success } from '../../../shared/domain/result.ts';
import type { SessionClock } from '../clock.ts';
import { AppendOnlyFile, type OpenedAppendOnlyFile } from '../durable/append-only-file.ts';
import { type FileSystem, systemFiles } from '../durable/file-system.ts';
import { quarantineCopy } from '../durable/quarantine.ts';
import { writeDurably } from '../durable/write-durably.ts';
import { Ledger } from './ledger.ts';
import { type ChainHead, chainLine, EMPTY_CHAIN } from './ledger-chain.ts';
import { lockData } from './lock-entry.ts';
import { type RestoredLocks, replayLedger } from './replay-ledger.ts';

export interface OpenedLedger {
  readonly ledger: Ledger;
  /** The locks that stand, for the lock book. */
  readonly restored: RestoredLocks;
  /** What was wrong with the file and what became of it, in words for the user. */
  readonly repairs: readonly string[];
  /** Waits for the disk, then closes the file. */
  close(): Promise<void>;
}

/**
 * Opens a ledger file, or makes it. A torn last line is cut off. Where the chain is
 * broken, a new chain begins with the locks that stood. Either way the original
 * bytes are kept in `quarantine/`.
 */
export async function openLedger(
  path: string,
  clock: SessionClock,
  files: FileSystem = systemFiles,
): Promise<Result<OpenedLedger>> {
  const opened = await AppendOnlyFile.open(path, files);
  if (!opened.ok) return opened;
  const repairs = tornLine(opened.value);
  const replayed = replayLedger(opened.value.text);
  const { brokenLine, head } = replayed;
  if (brokenLine === undefined)
    return success(openedLedger(opened.value.file, clock, head, replayed, repairs));
  await opened.value.file.close();
  const renewed = await beginAnew(path, opened.value.bytes, replayed.locks, clock, files);
  if (!renewed.ok) return renewed;
  const { file, head: newHead, kept } = renewed.value;
  const repair = `Line ${brokenLine} of the ledger is not what was written. The original is kept as ${kept}.`;
  return success(openedLedger(file, clock, newHead, replayed, [...repairs, repair]));
}

function tornLine({ quarantined }: OpenedAppendOnlyFile): string[] {
  if (quarantined === undefined) return [];
  return [`The last line of the ledger was cut short by a crash. The original is kept as ${quarantined}.`];
}

async function beginAnew(
  path: string,
  original: Uint8Array,
  locks: readonly LockRecord[],
  clock: SessionClock,
  files: FileSystem,
): Promise<Result<{ readonly file: AppendOnlyFile; readonly head: ChainHead; readonly kept: string }>> {
  const kept = await quarantineCopy(path, original, files);
  if (!kept.ok) return kept;
  let head = EMPTY_CHAIN;
  let lines = '';
  for (const lock of locks) {
    const link = chainLine(head, clock.now(), 'lock', lockData(lock));
    head = link.head;
    lines += `${link.line}\n`;
  }
  const written = await writeDurably(path, lines, files);
  if (!written.ok) return written;
  const opened = await AppendOnlyFile.open(path, files);
  return opened.ok ? success({ file: opened.value.file, head, kept: kept.value }) : opened;
}

function openedLedger(
  file: AppendOnlyFile,
  clock: SessionClock,
  head: ChainHead,
  restored: RestoredLocks,
  repairs: readonly string[],
): OpenedLedger {
  const ledger = new Ledger(clock, (lines) => file.append(lines), head);
  return {
    ledger,
    restored,
    repairs,
    close: async () => {
      await ledger.flush();
      await file.close();
    },
  };
}
