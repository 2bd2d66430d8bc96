export type SourceErrorCode =
  | 'folder_missing'
  | 'folder_unexpected'
  | 'file_unreadable'
  | 'worker_gone'
  | 'failed';

/** A source that cannot answer at all. The message names the thing and what is expected of it. */
export class SourceError extends Error {
  constructor(
    readonly code: SourceErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'SourceError';
  }
}

/** The words of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
