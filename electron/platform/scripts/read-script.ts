import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { ScriptSource } from '../../engine/scripts/contract.ts';
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
    // A mark at its beginning is part of its bytes: a copy of the text has the same hash.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return success({ file, sha256: sha256Of(bytes), text, bytes: bytes.length });
  } catch (error) {
    const cause = error instanceof TypeError ? 'it is not text in UTF-8' : String(error);
    return failure('script_unreadable', `The script ${file} cannot be read: ${cause}.`);
  }
}

/** How the copy of a script is called that is kept with a session. */
export function keptScriptName(sha256: string): string {
  return `${sha256}.js`;
}

/** A copy that a session keeps, where it is still what its name says. */
export async function readKeptScript(
  folder: string,
  file: string,
  sha256: string,
): Promise<Result<ScriptSource>> {
  const script = await readScriptAt(join(folder, keptScriptName(sha256)), file);
  if (!script.ok) return script;
  if (script.value.sha256 === sha256) return success({ file, text: script.value.text });
  return failure('script_changed', `The copy of ${file} that the session keeps was changed.`);
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
