import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The sample folder that comes with the program; undefined where it was left out.
 *
 * @param appPath the program's own folder or archive
 */
export function sampleFolder(appPath: string): string | undefined {
  // It lies beside the archive, not in it: a user may look into it, and a worker thread lists it.
  const path = join(appPath.replace(/app\.asar$/, 'app.asar.unpacked'), 'assets', 'sample-data');
  return existsSync(path) ? path : undefined;
}
