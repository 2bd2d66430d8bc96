import { cpSync, rmSync } from 'node:fs';

/**
 * Copies a folder that is being written in: what a kill at this moment would leave. A file that is renamed meanwhile
 * was listed and is gone: then the folder is copied once more.
 */
export function copyAsItStands(folder: string, image: string): void {
  for (;;) {
    try {
      cpSync(folder, image, { recursive: true });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      rmSync(image, { recursive: true, force: true });
    }
  }
}
