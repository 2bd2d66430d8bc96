/** An expected failure that crosses a process edge or an API as a value. */
export interface Failure {
  /** Stable, lower-case with underscores: `symbol_locked`. */
  readonly code: string;
  /** One sentence for the user: names the thing, the value and what to do. */
  readonly message: string;
  readonly details?: unknown;
}

export type Result<T, E = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function success<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function failure(
  code: string,
  message: string,
  details?: unknown,
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: details === undefined ? { code, message } : { code, message, details } };
}
