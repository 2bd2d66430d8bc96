import { basename, dirname, join } from 'node:path';
import { setTimeout as pauseFor } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { type Failure, failure, type Result, success } from '../../../shared/domain/result.ts';
import { errorCode, type FileSystem, type OpenFile, systemFiles } from './file-system.ts';

const RENAME_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 10;
/** What antivirus programs and sync folders answer while they hold a file. */
const BLOCKED = ['EACCES', 'EPERM', 'EBUSY'];

const TEMPORARY_NAME = /^\..+\.\d+-\d+-\d+\.tmp$/;

let temporaryCount = 0;
/** Temporary files that are being written at present: nobody's remains. */
const beingWritten = new Set<string>();

/**
 * Replaces a file so that it is either the old one or the new one, whole, at any
 * moment and after any crash; success means that it is on the disk. On a failure
 * the old file stands and the temporary one is gone. Only when the very last step
 * fails (the folder's own sync) is the new file in place without that promise.
 *
 * @param pause waits between two attempts to rename, in ms
 */
export async function writeDurably(
  path: string,
  content: Uint8Array | string,
  files: FileSystem = systemFiles,
  pause: (milliseconds: number) => Promise<unknown> = pauseFor,
): Promise<Result<void>> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  let temporary: string | undefined;
  try {
    const opened = await openTemporary(path, files);
    temporary = opened.path;
    await fill(opened.file, bytes);
    await renamePatiently(temporary, path, files, pause);
    beingWritten.delete(temporary);
    temporary = undefined;
    await syncFolder(dirname(path), files);
    return success(undefined);
  } catch (error) {
    if (temporary !== undefined) await discard(temporary, files);
    return { ok: false, error: writeFailure(path, error) };
  }
}

/**
 * Removes what a killed process left half written, not what this one is writing; of one file alone where it is
 * named. Answers the names.
 */
export async function sweepTemporaryFiles(
  folder: string,
  files: FileSystem = systemFiles,
  fileName = '',
): Promise<string[]> {
  const names = (await files.readdir(folder)).filter(
    (name) =>
      TEMPORARY_NAME.test(name) &&
      (fileName === '' || name.startsWith(`.${fileName}.`)) &&
      !beingWritten.has(join(folder, name)),
  );
  for (const name of names) await files.unlink(join(folder, name));
  return names;
}

/** Writes every byte from `position` on; throws where the system takes none. */
export async function writeFully(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    if (bytesWritten <= 0) throw new Error(`only ${written} of ${bytes.length} bytes could be written`);
    written += bytesWritten;
  }
  const { size } = await file.stat();
  if (size !== position + bytes.length) {
    throw new Error(`the file has ${size} bytes, not ${position + bytes.length}`);
  }
}

/** Makes names in a folder (new, renamed) last. Windows cannot sync a folder and needs none. */
export async function syncFolder(folder: string, files: FileSystem): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await files.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What went wrong with a file on disk, in words for the user. */
export function writeFailure(path: string, error: unknown): Failure {
  const cause = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  const name = basename(path);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return failure('disk_full', `${name} is not saved: the disk is full. Free some space.`, { cause }).error;
  }
  if (BLOCKED.includes(code)) {
    return failure('file_blocked', `${name} is not saved: another program holds it or forbids it (${cause}).`)
      .error;
  }
  return failure('write_failed', `${name} is not saved: ${cause}`).error;
}

async function openTemporary(path: string, files: FileSystem): Promise<{ path: string; file: OpenFile }> {
  for (;;) {
    temporaryCount += 1;
    const name = `.${basename(path)}.${process.pid}-${threadId}-${temporaryCount}.tmp`;
    const temporary = join(dirname(path), name);
    beingWritten.add(temporary);
    try {
      return { path: temporary, file: await files.open(temporary, 'wx') };
    } catch (error) {
      beingWritten.delete(temporary);
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

async function fill(file: OpenFile, bytes: Uint8Array): Promise<void> {
  try {
    await writeFully(file, bytes, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function renamePatiently(
  from: string,
  to: string,
  files: FileSystem,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await files.rename(from, to);
    } catch (error) {
      if (attempt >= RENAME_ATTEMPTS || !BLOCKED.includes(errorCode(error))) throw error;
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), 500));
    }
  }
}

async function discard(path: string, files: FileSystem): Promise<void> {
  try {
    await files.unlink(path);
  } catch {
    // The sweep at the next start takes it.
  } finally {
    beingWritten.delete(path);
  }
}
