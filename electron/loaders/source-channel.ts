import { setMaxListeners } from 'node:events';
import type { Timers } from './paced/timers.ts';
import { ReplyWatch } from './reply-watch.ts';
import { messageOf, SourceError } from './source-error.ts';
import type {
  OpenQuestion,
  RejectedOf,
  SourceOutcome,
  SourceQuestion,
  SourceReply,
  SourceWorker,
} from './source-protocol.ts';

/** A question before it has its id. */
type Unnumbered<Question> = Question extends { readonly id: number } ? Omit<Question, 'id'> : never;
type NewQuestion = Unnumbered<Extract<SourceQuestion, { kind: 'call' }>>;

/** What the far end of the line is. */
export interface ChannelParts {
  /** Starts a worker; called again where one has ended by itself. Each must be another one. */
  readonly start: () => SourceWorker;
  /** What every worker is told first. */
  readonly open: Omit<OpenQuestion, 'id' | 'kind'>;
  readonly timers: Timers;
  /** Told of the rows that a source refused, with the answer that they came with. */
  readonly onRejected: (rejected: RejectedOf) => void;
}

interface Pending {
  readonly id: number;
  readonly question: NewQuestion;
  /** Workers that have been asked. */
  asked: number;
  readonly resolve: (outcome: SourceOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

/** What a worker has to end by itself. */
const END_MS = 2_000;
/** Workers that may end in a row without an answer of any of them. */
const RESTARTS = 3;
/** Workers that one question is asked of: it may be what they die of. */
const TRIES = 3;
/** Questions for bars that a worker is asked at a time: so many answers can lie at the port, however slow we are. */
export const ANSWERS_UNDER_WAY = 8;

/**
 * The caller's end of the line: pairs replies with questions. A worker that dies, or hangs, is replaced by
 * another one that is asked what was still open: whoever asked does not notice.
 */
export class SourceChannel {
  readonly #parts: ChannelParts;
  readonly #pending = new Map<number, Pending>();
  /** Questions for bars that wait until others are answered, oldest first. */
  readonly #queued: Pending[] = [];
  readonly #watch: ReplyWatch;
  #worker: SourceWorker | undefined;
  #opening: { readonly id: number; readonly opened: Deferred<void> };
  #nextId = 1;
  #restarts = 0;
  #gone: SourceError | undefined;

  constructor(parts: ChannelParts) {
    this.#parts = parts;
    this.#watch = new ReplyWatch(parts.timers, {
      ask: () => this.#worker?.postMessage({ kind: 'ping' }),
      onSilent: (seconds) => this.#replace(`did not answer for ${seconds} s`),
    });
    this.#opening = { id: 0, opened: deferred() };
    this.#opening.opened.promise.catch(() => undefined);
    this.#start();
  }

  /** Resolves when the sources are open; rejects where they cannot be. */
  opened(): Promise<void> {
    return this.#opening.opened.promise;
  }

  /**
   * Ends the worker. What is open is rejected; nothing is started any more. It is asked to end by itself first: a native
   * library takes the whole program with it where its thread is taken away under a query.
   */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#fail(new SourceError('worker_gone', 'The data worker was ended'));
    if (worker === undefined) return;
    await this.#ended(worker);
    await worker.terminate();
  }

  /** Waits until a worker that was asked to end has done so, or is too slow. */
  #ended(worker: SourceWorker): Promise<void> {
    return new Promise((resolve) => {
      const tooLong = this.#parts.timers.after(END_MS, resolve);
      const over = (): void => {
        tooLong();
        resolve();
      };
      for (const event of ['exit', 'close'] as const) worker.on(event, over);
      worker.postMessage({ kind: 'end' });
    });
  }

  /**
   * Rejects with SourceError (its code as the source gave it, `worker_gone` where workers end again and again),
   * or with the signal's reason as soon as the caller gives up.
   */
  ask(question: NewQuestion, signal?: AbortSignal): Promise<SourceOutcome> {
    if (this.#gone !== undefined) return Promise.reject(this.#gone);
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const id = this.#numbered();
    const { promise, resolve, reject } = deferred<SourceOutcome>();
    const pending: Pending = { id, question, asked: 0, resolve, reject };
    const giveUp = (): void => this.#cancel(pending, signal?.reason);
    // One signal may end hundreds of questions; each stops listening with its answer.
    if (signal !== undefined) setMaxListeners(0, signal);
    signal?.addEventListener('abort', giveUp, { once: true });
    if (this.#mayGo(pending)) this.#post(pending);
    else this.#queued.push(pending);
    return promise.finally(() => signal?.removeEventListener('abort', giveUp));
  }

  #numbered(): number {
    const id = this.#nextId;
    this.#nextId += 1;
    return id;
  }

  #mayGo({ question }: Pending): boolean {
    if (!bringsBars(question)) return true;
    let underWay = 0;
    for (const pending of this.#pending.values()) if (bringsBars(pending.question)) underWay += 1;
    return underWay < ANSWERS_UNDER_WAY;
  }

  #post(pending: Pending): void {
    pending.asked += 1;
    this.#pending.set(pending.id, pending);
    this.#worker?.postMessage({ ...pending.question, id: pending.id });
    this.#watch.begin();
  }

  #cancel(pending: Pending, reason: unknown): void {
    const place = this.#queued.indexOf(pending);
    if (place !== -1) this.#queued.splice(place, 1);
    else if (this.#pending.has(pending.id)) this.#worker?.postMessage({ kind: 'cancel', id: pending.id });
    this.#close(pending);
    pending.reject(reason);
  }

  /** A question is answered, or nobody wants its answer any more: the next one goes out. */
  #close({ id }: Pending): void {
    this.#pending.delete(id);
    while (this.#queued[0] !== undefined && this.#mayGo(this.#queued[0])) {
      const next = this.#queued.shift();
      if (next !== undefined) this.#post(next);
    }
    if (this.#pending.size === 0 && this.#opening.id === 0) this.#watch.rest();
  }

  /** Starts a worker, tells it what to open, and asks it whatever is not answered yet. */
  #start(): void {
    let worker: SourceWorker;
    try {
      worker = this.#parts.start();
    } catch (error) {
      this.#fail(new SourceError('worker_gone', `The data worker cannot be started: ${messageOf(error)}`));
      return;
    }
    this.#worker = worker;
    const died = (what: string): void => {
      if (this.#worker === worker) this.#replace(what);
    };
    worker.on('message', (reply) => {
      if (this.#worker === worker) this.#take(reply);
    });
    worker.on('messageerror', (detail) => died(`sent what cannot be read: ${messageOf(detail)}`));
    worker.on('error', (detail) => died(`failed: ${messageOf(detail)}`));
    worker.on('exit', (code) => died(`ended with exit code ${messageOf(code)}`));
    worker.on('close', () => died('closed its port'));
    this.#opening = { ...this.#opening, id: this.#numbered() };
    worker.postMessage({ kind: 'open', id: this.#opening.id, ...this.#parts.open });
    this.#watch.heard();
    for (const pending of [...this.#pending.values()]) {
      if (pending.asked < TRIES) this.#post(pending);
      else this.#giveUpOn(pending);
    }
  }

  #giveUpOn(pending: Pending): void {
    this.#close(pending);
    pending.reject(
      new SourceError('worker_gone', `The data worker ended ${TRIES} times while it worked on this`),
    );
  }

  /** The worker is of no use any more. Another one takes over, unless they all end at once. */
  #replace(what: string): void {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#worker = undefined;
    void worker.terminate();
    this.#restarts += 1;
    if (this.#restarts > RESTARTS) this.#fail(new SourceError('worker_gone', `The data worker ${what}`));
    else this.#start();
  }

  #take(reply: SourceReply): void {
    this.#watch.heard();
    if (reply.kind === 'pong') return;
    if (reply.ok && reply.rejected !== undefined) this.#parts.onRejected(reply.rejected);
    if (reply.id === this.#opening.id) this.#takeOpened(reply);
    const pending = this.#pending.get(reply.id);
    // None: its caller gave up before the reply came.
    if (pending === undefined) return;
    this.#restarts = 0;
    this.#close(pending);
    if (reply.ok) pending.resolve(reply.outcome);
    else pending.reject(new SourceError(reply.error.code, reply.error.message));
  }

  #takeOpened(reply: Exclude<SourceReply, { kind: 'pong' }>): void {
    this.#opening = { ...this.#opening, id: 0 };
    if (this.#pending.size === 0) this.#watch.rest();
    if (reply.ok) this.#opening.opened.resolve();
    else this.#fail(new SourceError(reply.error.code, reply.error.message));
  }

  #fail(error: SourceError): void {
    this.#gone ??= error;
    this.#worker = undefined;
    this.#watch.rest();
    this.#opening.opened.reject(this.#gone);
    const open = [...this.#pending.values(), ...this.#queued.splice(0)];
    this.#pending.clear();
    for (const { reject } of open) reject(this.#gone);
  }
}

function bringsBars({ call }: NewQuestion): boolean {
  return call.method === 'readBars' || call.method === 'readQuotes';
}

/** A promise and what settles it. */
interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

function deferred<T>(): Deferred<T> {
  let settle: Pick<Deferred<T>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // A promise runs its function at once.
  if (settle === undefined) throw new Error('A promise did not begin');
  return { promise, ...settle };
}
