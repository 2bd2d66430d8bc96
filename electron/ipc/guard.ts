import { serialize } from 'node:v8';
import { z } from 'zod';
import { type Failure, failure, type Result } from '../../shared/domain/result.ts';
import type { RequestName } from '../../shared/ipc/channels.ts';
import { REQUESTS, type RequestArguments, type RequestValue } from '../../shared/ipc/contract.ts';
import { RateLimit } from './rate-limit.ts';

/** Largest argument of a request, as serialized. */
export const ARGUMENT_BYTES = 256 * 1024;
/**
 * Sustained requests a second, and the burst above it, of one channel. All the charts that the engine holds bars
 * for may ask with every frame.
 */
export const REQUESTS_PER_SECOND = 200;
export const REQUEST_BURST = 400;

/** The frame that called, as far as the guard needs to know it. */
export interface CallerFrame {
  /** Serialized origin: `app://tapedeck`. */
  readonly origin: string;
  /** Null for a main frame. */
  readonly parent: unknown;
}

export type Reply<Value> = Result<Value> | Promise<Result<Value>>;

export type RequestHandler<Name extends RequestName> = (
  args: RequestArguments<Name>,
) => Reply<RequestValue<Name>>;

/** One handler for every request of the contract. */
export type RequestHandlers = { readonly [Name in RequestName]: RequestHandler<Name> };

export type GuardedHandler = (frame: CallerFrame | null, args: unknown) => Promise<Result<unknown>>;

export interface GuardOptions {
  /** The only origin that may call. */
  readonly origin: string;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Told of every refusal and fault; the caller learns only the code. */
  readonly onRefusal: (name: RequestName, refused: Failure) => void;
}

/**
 * Puts the checks of the wire around a handler: sender, rate, size, arguments,
 * deadline, result. The answer is always a Result; nothing is thrown across.
 */
export function guarded<Name extends RequestName>(
  name: Name,
  handler: RequestHandler<Name>,
  options: GuardOptions,
): GuardedHandler {
  const rate = new RateLimit(REQUESTS_PER_SECOND, REQUEST_BURST, options.now);
  return async (frame, raw) => {
    const refusal = refuseCaller(frame, options.origin) ?? refuseRate(rate) ?? refuseSize(raw);
    const answer = refusal ?? (await answered(name, handler, raw));
    if (!answer.ok && REFUSAL_CODES.has(answer.error.code)) options.onRefusal(name, answer.error);
    return answer;
  };
}

const REFUSAL_CODES = new Set([
  'sender_refused',
  'rate_exceeded',
  'too_large',
  'invalid_arguments',
  'deadline_exceeded',
  'handler_failed',
  'invalid_result',
]);

type Refusal = Extract<Result<never>, { ok: false }>;

function refuseCaller(frame: CallerFrame | null, origin: string): Refusal | undefined {
  if (frame !== null && frame.parent === null && frame.origin === origin) return undefined;
  return failure('sender_refused', 'Only the main frame of the workstation itself may call.');
}

function refuseRate(rate: RateLimit): Refusal | undefined {
  if (rate.take()) return undefined;
  return failure('rate_exceeded', `More than ${REQUESTS_PER_SECOND} requests a second.`);
}

function refuseSize(raw: unknown): Refusal | undefined {
  if (raw === undefined) return undefined;
  const size = serialize(raw).byteLength;
  if (size <= ARGUMENT_BYTES) return undefined;
  return failure('too_large', `The arguments are ${size} bytes; allowed: ${ARGUMENT_BYTES}.`);
}

async function answered<Name extends RequestName>(
  name: Name,
  handler: RequestHandler<Name>,
  raw: unknown,
): Promise<Result<unknown>> {
  const entry = REQUESTS[name];
  const parsed = entry.args.safeParse(raw);
  if (!parsed.success) return failure('invalid_arguments', z.prettifyError(parsed.error));
  try {
    // The entry's own schema has just checked it; the generic name hides that from the compiler.
    const reply = handler(parsed.data as RequestArguments<Name>);
    return checked(name, await withDeadline(reply, entry.deadlineMs));
  } catch (thrown) {
    return failure('handler_failed', thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function checked(name: RequestName, reply: Result<unknown>): Result<unknown> {
  if (!reply.ok) return reply;
  const value = REQUESTS[name].value.safeParse(reply.value);
  return value.success ? reply : failure('invalid_result', z.prettifyError(value.error));
}

function withDeadline(reply: Reply<unknown>, deadlineMs: number): Promise<Result<unknown>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => resolve(failure('deadline_exceeded', `No answer within ${deadlineMs / 1000} s.`)),
      deadlineMs,
    );
    Promise.resolve(reply)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
