import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { SCRIPT_LIMITS } from '../../engine/scripts/limits.ts';
import { SCRIPT_FILE } from '../../engine/scripts/script-config.ts';

/** A script as it lies on the disk at this moment. */
export interface ScriptOnDisk {
  readonly file: string;
  /** Of its exact bytes. */
  readonly sha256: string;
  readonly text: string;
  readonly bytes: number;
}

/** Reads a script of a folder; a refusal is in words for the user. Links are not followed. */
export async function readScript(folder: string, file: string): Promise<Result<ScriptOnDisk>> {
  if (!SCRIPT_FILE.test(file)) {
    return failure(
      'script_name',
      `"${file}" is no name of a script: small letters, digits, - and _, then .js.`,
    );
  }
  return readScriptAt(join(folder, file), file);
}

/** As readScript, of a file wherever the user keeps it. */
export async function readScriptAt(path: string, file: string): Promise<Result<ScriptOnDisk>> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) {
    return failure(
      'script_missing',
      `The script ${file} is not there: import it, or put it into the folder of scripts.`,
    );
  }
  if (!found.isFile()) return failure('script_no_file', `${file} is no plain file.`);
  if (found.size > SCRIPT_LIMITS.sourceBytes) return tooLarge(file, found.size);
  try {
    const bytes = await readFile(path);
    if (bytes.length > SCRIPT_LIMITS.sourceBytes) return tooLarge(file, bytes.length);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return success({ file, sha256: sha256Of(bytes), text, bytes: bytes.length });
  } catch (error) {
    const cause = error instanceof TypeError ? 'it is not text in UTF-8' : String(error);
    return failure('script_unreadable', `The script ${file} cannot be read: ${cause}.`);
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function tooLarge(file: string, bytes: number) {
  return failure(
    'script_too_large',
    `The script ${file} has ${bytes} bytes; allowed: ${SCRIPT_LIMITS.sourceBytes}.`,
  );
}
