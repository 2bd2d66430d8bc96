import { basename, dirname, join } from 'node:path';
import { type Result, success } from '../../../shared/domain/result.ts';
import { type FileSystem, namesIn } from './file-system.ts';
import { syncFolder, writeDurably, writeFailure } from './write-durably.ts';

const QUARANTINE = 'quarantine';

/** Moves a file that could not be used into `quarantine/` beside it, its bytes untouched. Answers its new path. */
export async function quarantineFile(path: string, files: FileSystem): Promise<Result<string>> {
  try {
    const target = await freePlace(path, files);
    await files.rename(path, target);
    await syncFolder(dirname(target), files);
    await syncFolder(dirname(path), files);
    return success(target);
  } catch (error) {
    return { ok: false, error: writeFailure(path, error) };
  }
}

/** Keeps a copy of a file's bytes in `quarantine/` beside it. Answers the copy's path. */
export async function quarantineCopy(
  path: string,
  bytes: Uint8Array,
  files: FileSystem,
): Promise<Result<string>> {
  try {
    const target = await freePlace(path, files);
    const written = await writeDurably(target, bytes, files);
    return written.ok ? success(target) : written;
  } catch (error) {
    return { ok: false, error: writeFailure(path, error) };
  }
}

async function freePlace(path: string, files: FileSystem): Promise<string> {
  const folder = join(dirname(path), QUARANTINE);
  await files.mkdir(folder, { recursive: true });
  const taken = new Set(await namesIn(folder, files));
  let number = 1;
  while (taken.has(`${number}-${basename(path)}`)) number += 1;
  return join(folder, `${number}-${basename(path)}`);
}
