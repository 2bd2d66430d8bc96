/**
 * A programmer's or a caller's bad argument. It names the argument, the value
 * that was given and what is allowed; nothing has been changed when it is thrown.
 */
export class InvalidArgumentError extends Error {
  readonly code = 'invalid_argument';

  constructor(
    readonly argument: string,
    readonly value: unknown,
    readonly allowed: string,
  ) {
    super(`${argument} is ${printed(value)}; allowed: ${allowed}`);
    this.name = 'InvalidArgumentError';
  }
}

/** A key that nobody reads, in something that a user writes by hand. */
export class UnknownKeyError extends InvalidArgumentError {
  /** @param argument what has the key: `config` */
  constructor(
    argument: string,
    readonly key: string,
    readonly known: readonly string[],
  ) {
    super(`${argument}.${key}`, key, known.join(', '));
    this.name = 'UnknownKeyError';
    this.message = `${argument}.${key} is not a known key; allowed: ${this.allowed}`;
  }
}

function printed(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
