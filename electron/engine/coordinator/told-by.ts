import type { DataSource } from '../../loaders/contract.ts';
import type { RunRecorder } from './run-recorder.ts';

/** What a source tells; nothing where it fails, which is said. */
export async function toldBy<T>(
  { name }: DataSource,
  what: string,
  told: Promise<readonly T[]>,
  recorder: RunRecorder,
): Promise<readonly T[]> {
  try {
    return await told;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    recorder.event('source_failed', { source: name, what, cause });
    return [];
  }
}
