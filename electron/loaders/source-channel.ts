import { messageOf, SourceError } from './source-error.ts';
import type { SourceOutcome, SourcePort, SourceQuestion, SourceReply } from './source-protocol.ts';

/** A question before it has its id. */
type Unnumbered<Question> = Question extends { readonly id: number } ? Omit<Question, 'id'> : never;
type NewQuestion = Unnumbered<Exclude<SourceQuestion, { kind: 'cancel' }>>;

interface Pending {
  readonly resolve: (outcome: SourceOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

/** The caller's end of the line: pairs replies with questions, and knows when nobody is there any more. */
export class SourceChannel {
  readonly #port: SourcePort<SourceReply>;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #gone: SourceError | undefined;

  constructor(port: SourcePort<SourceReply>) {
    this.#port = port;
    port.on('message', (reply) => this.#settle(reply));
    port.on('messageerror', (detail) => this.#fail(`sent what cannot be read: ${messageOf(detail)}`));
    port.on('error', (detail) => this.#fail(`failed: ${messageOf(detail)}`));
    port.on('exit', (code) => this.#fail(`ended with exit code ${messageOf(code)}`));
    port.on('close', () => this.#fail('closed its port'));
  }

  /**
   * Rejects with SourceError (its code as the source gave it, `worker_gone` where
   * the worker has ended), or with the signal's reason as soon as the caller gives up.
   */
  ask(question: NewQuestion, signal?: AbortSignal): Promise<SourceOutcome> {
    if (this.#gone !== undefined) return Promise.reject(this.#gone);
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#pending.delete(id);
        this.#port.postMessage({ kind: 'cancel', id });
        reject(signal?.reason);
      };
      const settled = (): void => signal?.removeEventListener('abort', giveUp);
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#pending.set(id, {
        resolve: (outcome) => {
          settled();
          resolve(outcome);
        },
        reject: (reason) => {
          settled();
          reject(reason);
        },
      });
      this.#port.postMessage({ ...question, id });
    });
  }

  #settle(reply: SourceReply): void {
    const pending = this.#pending.get(reply.id);
    // None: its caller gave up before the reply came.
    if (pending === undefined) return;
    this.#pending.delete(reply.id);
    if (reply.ok) pending.resolve(reply.outcome);
    else pending.reject(new SourceError(reply.error.code, reply.error.message));
  }

  #fail(what: string): void {
    this.#gone ??= new SourceError('worker_gone', `The data worker ${what}`);
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(this.#gone);
  }
}
