import { Worker } from 'node:worker_threads';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { DraftSide } from '../../../shared/session/scanner-draft.ts';
import type { TrialStep } from '../../engine/preview/trial-parts.ts';
import { systemTimers, type Timers } from '../../loaders/paced/timers.ts';
import { ReplyWatch } from '../../loaders/reply-watch.ts';
import { messageOf } from '../../loaders/source-error.ts';
import type {
  AskedTrial,
  DraftCall,
  DraftMessage,
  DraftTask,
  DraftWorker,
  TestAnswer,
  TrialAnswer,
} from './draft-protocol.ts';

/** A call before it has its number. */
type Unnumbered<Call> = Call extends { readonly number: number } ? Omit<Call, 'number'> : never;
type Playing = Unnumbered<Extract<DraftCall, { kind: 'try' | 'test' }>>;

interface Waiting {
  readonly number: number;
  readonly onStep: (step: TrialStep) => void;
  readonly settle: (outcome: Result<DraftMessage>) => void;
}

const SUPERSEDED = failure('superseded', 'Something newer is tried in its place.');
const CANCELLED = failure('cancelled', 'The trial was given up.');
const CLOSED = failure('cancelled', 'Nothing is being written any more.');

/** What a trial answers, and the number by which its values are asked for. */
export interface Played<Answer> {
  readonly number: number;
  readonly answer: Answer;
}

/**
 * The thread in which scanners are tried, as seen from outside. One trial at a time; one that is asked for later takes
 * the place of the one under way. A thread that dies or hangs fails the trial and is replaced with the next.
 */
export class DraftThread {
  readonly #start: () => DraftWorker;
  readonly #watch: ReplyWatch;
  #worker: DraftWorker | undefined;
  #number = 0;
  #playing: Waiting | undefined;
  readonly #values = new Map<number, (values: Float64Array) => void>();

  constructor(start: () => DraftWorker, timers: Timers = systemTimers) {
    this.#start = start;
    this.#watch = new ReplyWatch(timers, {
      ask: () => this.#worker?.postMessage({ kind: 'ping' }),
      onSilent: (seconds) => this.#end(`did not answer for ${seconds} s`),
    });
  }

  async try(question: AskedTrial, onStep: (step: TrialStep) => void): Promise<Result<Played<TrialAnswer>>> {
    const outcome = await this.#play({ kind: 'try', question }, onStep);
    if (!outcome.ok) return outcome;
    const { value: message } = outcome;
    return message.kind === 'tried'
      ? success({ number: message.number, answer: message.answer })
      : unexpected(message);
  }

  async test(
    question: AskedTrial,
    sessions: number,
    onStep: (step: TrialStep) => void,
  ): Promise<Result<Played<TestAnswer>>> {
    const outcome = await this.#play({ kind: 'test', question, sessions }, onStep);
    if (!outcome.ok) return outcome;
    const { value: message } = outcome;
    return message.kind === 'tested'
      ? success({ number: message.number, answer: message.answer })
      : unexpected(message);
  }

  /** The values of a condition of the trial of that number; none where it is not the newest. */
  values(of: number, side: DraftSide, condition: number): Promise<Float64Array> {
    const worker = this.#worker;
    if (worker === undefined) return Promise.resolve(new Float64Array(0));
    const number = this.#numbered();
    return new Promise((resolve) => {
      this.#values.set(number, resolve);
      this.#watch.begin();
      worker.postMessage({ kind: 'values', number, of, side, condition });
    });
  }

  /** Gives up the trial that is under way. */
  stop(): void {
    this.#settle(CANCELLED);
    this.#worker?.postMessage({ kind: 'stop' });
  }

  /** Ends the thread, with all that it remembers. */
  async close(): Promise<void> {
    this.#settle(CLOSED);
    await this.#drop()?.terminate();
  }

  #play(call: Playing, onStep: (step: TrialStep) => void): Promise<Result<DraftMessage>> {
    this.#settle(SUPERSEDED);
    const number = this.#numbered();
    return new Promise((settle) => {
      this.#playing = { number, onStep, settle };
      try {
        this.#worker ??= this.#begun();
        this.#worker.postMessage({ ...call, number });
        this.#watch.begin();
      } catch (error) {
        this.#end(`cannot be started: ${messageOf(error)}`);
      }
    });
  }

  #numbered(): number {
    this.#number += 1;
    return this.#number;
  }

  #begun(): DraftWorker {
    const worker = this.#start();
    const died = (what: string): void => {
      if (this.#worker === worker) this.#end(what);
    };
    worker.on('message', (message) => {
      if (this.#worker === worker) this.#take(message);
    });
    worker.on('error', (detail) => died(`failed: ${messageOf(detail)}`));
    worker.on('exit', (code) => died(`ended with exit code ${messageOf(code)}`));
    return worker;
  }

  #take(message: DraftMessage): void {
    this.#watch.heard();
    if (message.kind === 'values') this.#tellValues(message.number, message.values);
    else if (message.kind !== 'pong' && message.number === this.#playing?.number) this.#hear(message);
    this.#rest();
  }

  #hear(message: Exclude<DraftMessage, { kind: 'pong' | 'values' }>): void {
    if (message.kind === 'progress') this.#playing?.onStep(message.step);
    else if (message.kind !== 'failed') this.#settle(success(message));
    else this.#settle(message.stopped ? CANCELLED : failure('draft_failed', sentence(message.message)));
  }

  #tellValues(number: number, values: Float64Array): void {
    this.#values.get(number)?.(values);
    this.#values.delete(number);
  }

  #settle(outcome: Result<DraftMessage>): void {
    const playing = this.#playing;
    this.#playing = undefined;
    playing?.settle(outcome);
  }

  #rest(): void {
    if (this.#playing === undefined && this.#values.size === 0) this.#watch.rest();
  }

  /** The thread is of no use any more: the next trial starts another. */
  #end(what: string): void {
    void this.#drop()?.terminate();
    this.#settle(
      failure('draft_failed', `The scanner could not be tried: its thread ${what}. Change it, or try again.`),
    );
  }

  #drop(): DraftWorker | undefined {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#watch.rest();
    for (const number of [...this.#values.keys()]) this.#tellValues(number, new Float64Array(0));
    return worker;
  }
}

function sentence(message: string): string {
  return `The scanner could not be tried: ${message}`;
}

function unexpected(message: DraftMessage): Result<never> {
  return failure('draft_failed', sentence(`its thread answered ${message.kind}`));
}

/** Starts the thread of trials. */
export function draftThread(task: DraftTask): DraftWorker {
  return new Worker(new URL('./draft-worker.js', import.meta.url), { workerData: task });
}
