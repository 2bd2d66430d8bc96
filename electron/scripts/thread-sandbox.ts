import {
  SandboxLost,
  type ScanFrame,
  type ScriptFacts,
  type ScriptFindings,
  type ScriptNeeds,
  type ScriptReply,
  type ScriptSandbox,
  type ScriptSource,
} from '../engine/scripts/contract.ts';
import type { ScriptCall } from './script-protocol.ts';
import { ScriptThread, type StartThread } from './script-thread.ts';

/**
 * Time on the clock on the wall that no call of a script needs: the interpreter stops one by its steps long before.
 * It is for what no step is counted of.
 */
const WALL_MS = 10_000;
/** Threads that one call is tried in. */
const TRIES = 3;
/** Numbers of earlier scans that are kept to bring a new thread to where the lost one was: 64 MB. */
const KEPT_NUMBERS = 8_000_000;

/**
 * A script in a thread. A thread that is lost is replaced by another, which is given the calls of the session
 * again: since a script knows nothing but what its calls bring, it then stands where the lost one stood, and nobody
 * notices. A call that is lost in every thread is lost.
 */
export class ThreadSandbox implements ScriptSandbox {
  readonly #start: StartThread;
  readonly #wallMs: number;
  #thread: ScriptThread | undefined;
  /** Calls of this session that were answered; undefined where they have become too many to be given again. */
  #past: ScriptCall[] | undefined = [];
  #kept = 0;

  constructor(start: StartThread, wallMs: number = WALL_MS) {
    this.#start = start;
    this.#wallMs = wallMs;
  }

  begin(script: ScriptSource, facts: ScriptFacts): Promise<ScriptReply<ScriptNeeds>> {
    this.#past = [];
    this.#kept = 0;
    return this.#ask({ kind: 'begin', script, facts });
  }

  scan(frame: ScanFrame): Promise<ScriptReply<ScriptFindings>> {
    return this.#ask({ kind: 'scan', frame });
  }

  teardown(): Promise<ScriptReply<null>> {
    return this.#ask({ kind: 'teardown' });
  }

  async end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#past = undefined;
    await thread?.end();
  }

  async #ask<Value>(call: ScriptCall): Promise<ScriptReply<Value>> {
    for (let tries = 1; ; tries += 1) {
      try {
        const thread = this.#thread ?? (await this.#replaced());
        const reply = await thread.ask(call);
        this.#remember(call);
        // Both ends of the line are compiled together: to a call, the runner gives its own kind of answer.
        return reply as ScriptReply<Value>;
      } catch (error) {
        if (!(error instanceof SandboxLost)) throw error;
        this.#thread = undefined;
        if (tries === TRIES) throw new SandboxLost(`its thread ${error.message}, ${TRIES} times in a row`);
        if (error.lasting || this.#past === undefined) throw new SandboxLost(`its thread ${error.message}`);
      }
    }
  }

  /** A new thread, brought to where the last one stood. */
  async #replaced(): Promise<ScriptThread> {
    const thread = new ScriptThread(this.#start, this.#wallMs);
    this.#thread = thread;
    for (const call of this.#past ?? []) await thread.ask(call);
    return thread;
  }

  #remember(call: ScriptCall): void {
    if (call.kind === 'scan') this.#kept += call.frame.columns.length;
    if (this.#kept > KEPT_NUMBERS) this.#past = undefined;
    this.#past?.push(call);
  }
}
