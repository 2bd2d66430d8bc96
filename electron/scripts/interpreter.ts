import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
} from 'quickjs-emscripten-core';
import { SCRIPT_LIMITS } from '../engine/scripts/limits.ts';
import { oneLine } from './one-line.ts';
import { PRELUDE, PRELUDE_FUNCTIONS, PRELUDE_LIMITS, type PreludeFunction } from './prelude.ts';

const PAGE_BYTES = 65_536;
/** 16 MB: what the interpreter was built to begin with. */
const FIRST_PAGES = 256;

/** What the script did is its own fault; the message is for the user. */
export class ScriptFault extends Error {}

/**
 * One QuickJS in WebAssembly memory of its own, with the prelude in it and no way out. What is called in it may go
 * on for so many looks of the interpreter (`ticks`) and no longer. An error that is no ScriptFault means that the
 * interpreter itself is broken.
 */
export class Interpreter {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #prelude = new Map<PreludeFunction, QuickJSHandle>();
  /** What the call under way has in its hands. */
  readonly #held: QuickJSHandle[] = [];
  #ticks = 0;
  #file = '';

  private constructor(runtime: QuickJSRuntime) {
    this.#runtime = runtime;
    runtime.setMaxStackSize(SCRIPT_LIMITS.stackBytes);
    runtime.setInterruptHandler(() => {
      this.#ticks += 1;
      return this.#ticks > SCRIPT_LIMITS.ticks;
    });
    this.#context = runtime.newContext();
    const make = this.#value(this.#context.evalCode(PRELUDE, 'prelude'));
    const limits = this.#value(this.#context.evalCode(`(${PRELUDE_LIMITS})`, 'limits'));
    const made = this.#value(this.#context.callFunction(make, this.#context.undefined, limits));
    for (const name of PRELUDE_FUNCTIONS) this.#prelude.set(name, this.#context.getProp(made, name));
  }

  /** A new one, with nothing of any other in it. */
  static async start(program: WebAssembly.Module): Promise<Interpreter> {
    // The interpreter's own limit counts the pieces of memory, not their sizes: the memory itself must end.
    const wasmMemory = new WebAssembly.Memory({
      initial: FIRST_PAGES,
      maximum: SCRIPT_LIMITS.memoryBytes / PAGE_BYTES,
    });
    const quickjs = await newQuickJSWASMModuleFromVariant(
      newVariant(variant, { wasmModule: program, wasmMemory }),
    );
    return new Interpreter(quickjs.newRuntime());
  }

  /** Begins a call: whatever runs until the next one shares its ticks. */
  beginCall(): void {
    this.#ticks = 0;
    for (const handle of this.#held.splice(0)) if (handle.alive) handle.dispose();
  }

  /** Looks that the interpreter took since the call began: what the call cost, the same on every machine. */
  get ticks(): number {
    return this.#ticks;
  }

  /** Evaluates a script as a module. Answers its exported functions of these names. */
  load<Name extends string>(
    text: string,
    file: string,
    names: readonly Name[],
  ): Partial<Record<Name, QuickJSHandle>> {
    this.#file = file;
    const evaluated = this.#value(this.#context.evalCode(text, file, { type: 'module' }));
    const module = this.#settled(evaluated, `${file} waits for something before it is loaded`);
    const found: Partial<Record<Name, QuickJSHandle>> = {};
    for (const name of names) {
      const value = this.#context.getProp(module, name);
      if (this.#context.typeof(value) === 'function') found[name] = value;
    }
    return found;
  }

  /** Calls a function of the script, and does what it left to be done. */
  call(run: QuickJSHandle, argument: QuickJSHandle, what: string): void {
    const answer = this.#value(this.#context.callFunction(run, this.#context.undefined, argument));
    this.#settled(answer, `${what} must not wait: it answered a promise that is never settled`);
  }

  /** Calls a function of the prelude with texts, numbers and what the prelude gave before. */
  ask(name: PreludeFunction, ...given: readonly (string | number | QuickJSHandle)[]): QuickJSHandle {
    const context = this.#context;
    const run = this.#prelude.get(name);
    if (run === undefined) throw new Error(`The prelude has no ${name}`);
    const handles = given.map((each) => {
      if (typeof each === 'string') return this.#hold(context.newString(each));
      return typeof each === 'number' ? this.#hold(context.newNumber(each)) : each;
    });
    return this.#value(context.callFunction(run, context.undefined, ...handles));
  }

  /** As ask, for what answers a text. */
  askText(name: PreludeFunction): string {
    return this.#context.getString(this.ask(name));
  }

  /** A copy of the numbers in a piece of memory that the prelude gives. */
  askNumbers(name: PreludeFunction, place: number): Float64Array {
    const memory = this.#context.getArrayBuffer(this.ask(name, place));
    try {
      return new Float64Array(Uint8Array.from(memory.value).buffer);
    } finally {
      memory.dispose();
    }
  }

  /** Memory of the script's with a copy of these bytes. */
  memory(bytes: ArrayBufferLike): QuickJSHandle {
    return this.#hold(this.#context.newArrayBuffer(bytes));
  }

  /** Runs what waits to be run, under the call's ticks, and answers what a promise has become. */
  #settled(handle: QuickJSHandle, pending: string): QuickJSHandle {
    this.#runJobs();
    // One that was stopped in the middle of a promise's work has only had that promise rejected.
    if (this.#ticks > SCRIPT_LIMITS.ticks) throw new ScriptFault(TOO_LONG);
    const state = this.#context.getPromiseState(handle);
    if (state.type === 'pending') throw new ScriptFault(pending);
    if (state.type === 'rejected') throw this.#fault(this.#hold(state.error));
    return this.#hold(state.value);
  }

  #runJobs(): void {
    const done = this.#runtime.executePendingJobs(SCRIPT_LIMITS.jobs);
    if (done.error !== undefined) throw this.#fault(this.#hold(done.error));
    if (this.#runtime.hasPendingJob()) {
      throw new ScriptFault(`left more than ${SCRIPT_LIMITS.jobs} promises to be settled`);
    }
  }

  #value(result: {
    readonly value?: QuickJSHandle;
    readonly error?: QuickJSHandle | undefined;
  }): QuickJSHandle {
    if (result.error !== undefined) throw this.#fault(this.#hold(result.error));
    if (result.value === undefined) throw new Error('The interpreter answered nothing');
    return this.#hold(result.value);
  }

  /** Keeps a handle until the next call begins. */
  #hold(handle: QuickJSHandle): QuickJSHandle {
    this.#held.push(handle);
    return handle;
  }

  /** What was thrown, in words; whatever it is, no more than the call's ticks is spent on it. */
  #fault(thrown: QuickJSHandle): ScriptFault {
    if (this.#ticks > SCRIPT_LIMITS.ticks) return new ScriptFault(TOO_LONG);
    const describe = this.#prelude.get('describe');
    if (describe === undefined) return new ScriptFault('failed before it began');
    const context = this.#context;
    const described = context.callFunction(describe, context.undefined, thrown);
    if (this.#ticks > SCRIPT_LIMITS.ticks) return new ScriptFault(TOO_LONG);
    if (described.error !== undefined || described.value === undefined) {
      return new ScriptFault('threw something that cannot be shown');
    }
    return new ScriptFault(faultWords(context.getString(this.#hold(described.value)), this.#file));
  }
}

const TOO_LONG = 'took more steps than one call may take (about 250 ms of work) and was stopped';

/** `TypeError: x is not a function (line 12)`, of what describe answered. */
function faultWords(described: string, file: string): string {
  const [message, stack]: unknown[] = JSON.parse(described);
  const place = typeof stack === 'string' ? stack.indexOf(`${file}:`) : -1;
  const line =
    typeof stack === 'string' && place >= 0 ? Number.parseInt(stack.slice(place + file.length + 1), 10) : 0;
  const words = oneLine(String(message), 360);
  return line > 0 ? `${words} (line ${line})` : words;
}
