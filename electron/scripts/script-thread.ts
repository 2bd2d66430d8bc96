import { Worker } from 'node:worker_threads';
import type { ScriptReply } from '../engine/scripts/contract.ts';
import { SandboxLost } from '../engine/scripts/contract.ts';
import type { ScriptCall, ScriptOutcome, ScriptQuestion, ScriptThreadData } from './script-protocol.ts';

/** What a thread may take of the machine, beyond which it is ended; the script's own limits are far below. */
const RESOURCES = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 32 };

/** Time that a thread may take to begin, which is the machine's doing and no script's. */
const START_MS = 60_000;

/** Starts a thread; tests give one that fails when they want it to. */
export type StartThread = () => Worker;

export function scriptThread(entry: URL, wasm: Uint8Array): Worker {
  const workerData: ScriptThreadData = { wasm };
  // It is given no environment and no arguments, and what it prints goes nowhere.
  return new Worker(entry, {
    workerData,
    env: {},
    argv: [],
    resourceLimits: RESOURCES,
    stdout: true,
    stderr: true,
  });
}

interface Waiting {
  readonly id: number;
  readonly resolve: (reply: ScriptReply<unknown>) => void;
  readonly reject: (error: SandboxLost) => void;
}

/** One thread and the one call that it works on. It is of no use any more once a call was lost. */
export class ScriptThread {
  readonly #worker: Worker;
  readonly #wallMs: number;
  #waiting: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isReady = false;
  #nextId = 1;
  #lost: SandboxLost | undefined;

  /** @param wallMs milliseconds on the clock on the wall after which a call is given up */
  constructor(start: StartThread, wallMs: number) {
    this.#wallMs = wallMs;
    this.#worker = start();
    this.#worker.on('message', (outcome: ScriptOutcome) => this.#take(outcome));
    this.#worker.on('error', (error) =>
      this.#lose(`failed: ${error instanceof Error ? error.message : String(error)}`),
    );
    this.#worker.on('exit', () => this.#lose('ended by itself'));
    // A program that has nothing else to do is not kept from ending.
    this.#worker.unref();
  }

  /** Rejects with SandboxLost. One call at a time. */
  ask(call: ScriptCall): Promise<ScriptReply<unknown>> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost);
    if (this.#waiting !== undefined) throw new Error('A script is called while it runs');
    const id = this.#nextId;
    this.#nextId += 1;
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting = { id, resolve, reject };
      this.#limit();
      this.#worker.postMessage({ id, call } satisfies ScriptQuestion);
    });
  }

  async end(): Promise<void> {
    this.#lose('was ended');
    await this.#worker.terminate();
  }

  /** A call is limited from when the thread can work on it. */
  #limit(): void {
    clearTimeout(this.#timer);
    const limit = this.#isReady ? this.#wallMs : START_MS;
    this.#timer = setTimeout(() => this.#lose(`did not answer for ${limit / 1_000} s`, true), limit);
  }

  #take(outcome: ScriptOutcome): void {
    const waiting = this.#waiting;
    if (outcome.kind === 'ready') {
      this.#isReady = true;
      if (waiting !== undefined) this.#limit();
      return;
    }
    if (waiting === undefined || outcome.id !== waiting.id) return;
    if (outcome.kind === 'broken') {
      this.#lose(`broke: ${outcome.message}`);
      return;
    }
    this.#rest();
    waiting.resolve(outcome.reply);
  }

  #lose(what: string, lasting = false): void {
    const waiting = this.#waiting;
    this.#lost ??= new SandboxLost(what, lasting);
    this.#rest();
    waiting?.reject(this.#lost);
    void this.#worker.terminate();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    this.#worker.unref();
  }
}
