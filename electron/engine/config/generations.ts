import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Result, success } from '../../../shared/domain/result.ts';
import { bytesOf, type FileSystem, namesIn } from '../durable/file-system.ts';
import { sweepTemporaryFiles, writeDurably, writeFailure } from '../durable/write-durably.ts';

const FOLDER = 'generations';
const KEPT = 5;
const NAME = /^session_config-(\d{8})-([0-9a-f]{64})\.json$/;

/** One kept version of the config file; its name carries its number and its sha256. */
interface Generation {
  readonly number: number;
  readonly path: string;
  readonly checksum: string;
}

/** The kept versions of a session folder's config, newest first. */
export async function listGenerations(sessionFolder: string, files: FileSystem): Promise<Generation[]> {
  const folder = join(sessionFolder, FOLDER);
  const names = await namesIn(folder, files);
  return names
    .flatMap((name) => {
      const match = NAME.exec(name);
      const checksum = match?.[2];
      return checksum === undefined
        ? []
        : [{ number: Number(match?.[1]), path: join(folder, name), checksum }];
    })
    .sort((a, b) => b.number - a.number);
}

/** The text of a kept version; undefined where its bytes are not those that were written. */
export async function readGeneration(generation: Generation, files: FileSystem): Promise<string | undefined> {
  const bytes = await bytesOf(generation.path, files);
  if (bytes === undefined || sha256(bytes) !== generation.checksum) return undefined;
  return new TextDecoder().decode(bytes);
}

/** True where these are the bytes of a kept version. */
export async function isGeneration(
  sessionFolder: string,
  bytes: Uint8Array,
  files: FileSystem,
): Promise<boolean> {
  const checksum = sha256(bytes);
  return (await listGenerations(sessionFolder, files)).some((generation) => generation.checksum === checksum);
}

/** Keeps a version and drops those beyond the newest five. */
export async function keepGeneration(
  sessionFolder: string,
  number: number,
  text: string,
  files: FileSystem,
): Promise<Result<void>> {
  const folder = join(sessionFolder, FOLDER);
  const name = `session_config-${String(number).padStart(8, '0')}-${sha256(text)}.json`;
  try {
    await files.mkdir(folder, { recursive: true });
    const written = await writeDurably(join(folder, name), text, files);
    if (!written.ok) return written;
    await dropSurplus(sessionFolder, files);
    return success(undefined);
  } catch (error) {
    return { ok: false, error: writeFailure(join(folder, name), error) };
  }
}

async function dropSurplus(sessionFolder: string, files: FileSystem): Promise<void> {
  try {
    const surplus = (await listGenerations(sessionFolder, files)).slice(KEPT);
    for (const generation of surplus) await files.unlink(generation.path);
  } catch {
    // A version too many does no harm; the next save tries again.
  }
}

/** Removes what a killed process left half written. */
export async function sweepGenerations(sessionFolder: string, files: FileSystem): Promise<void> {
  const folder = join(sessionFolder, FOLDER);
  await files.mkdir(folder, { recursive: true });
  await sweepTemporaryFiles(folder, files);
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
