export type SourceErrorCode =
  | 'folder_missing'
  | 'folder_unexpected'
  | 'file_unreadable'
  | 'worker_gone'
  | 'rate_limited'
  | 'timed_out'
  | 'unavailable'
  | 'failed';

/** Failures that may be over the next time. */
const TRANSIENT: readonly SourceErrorCode[] = ['rate_limited', 'timed_out', 'unavailable'];

/** A source that cannot answer at all. The message names the thing and what is expected of it. */
export class SourceError extends Error {
  constructor(
    readonly code: SourceErrorCode,
    message: string,
    /** Milliseconds that the origin wants to be left alone; undefined where it does not say. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'SourceError';
  }
}

/** True for a failure that may be over the next time: a vendor that is asked too often, or does not answer. */
export function isTransient(error: unknown): error is SourceError {
  return error instanceof SourceError && TRANSIENT.includes(error.code);
}

/** The words of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
