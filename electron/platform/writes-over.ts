import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { RECORD_FILES } from './run-files.ts';

/** The config as it stands at the end of a run, beside its records. */
export const EXPORTED_CONFIG = 'session_config.json';

/** True where a run with its records in `folder` would replace the file at `path`, links followed. */
export function writesOver(path: string, folder: string): boolean {
  const names = [EXPORTED_CONFIG, ...RECORD_FILES.map((name) => `${name}.jsonl`)];
  return names.some((name) => realPath(join(folder, name)) === realPath(path));
}

/** The absolute path without links, as far as there is something at it. */
function realPath(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    const parent = dirname(absolute);
    return parent === absolute ? absolute : join(realPath(parent), basename(absolute));
  }
}
