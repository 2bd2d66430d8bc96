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

function printed(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
