import type { ScanFrame, ScriptFacts, ScriptReply, ScriptSource } from '../engine/scripts/contract.ts';

/** What a thread of scripts is asked; calls are answered one after the other. */
export type ScriptCall =
  | { readonly kind: 'begin'; readonly script: ScriptSource; readonly facts: ScriptFacts }
  | { readonly kind: 'scan'; readonly frame: ScanFrame }
  | { readonly kind: 'teardown' };

export interface ScriptQuestion {
  readonly id: number;
  readonly call: ScriptCall;
}

/**
 * `ready` once, when the thread has begun and can be asked; it waits for what it is asked before. `broken` where no
 * script can be blamed: the interpreter itself failed.
 */
export type ScriptOutcome =
  | { readonly kind: 'ready' }
  | { readonly id: number; readonly kind: 'reply'; readonly reply: ScriptReply<unknown> }
  | { readonly id: number; readonly kind: 'broken'; readonly message: string };

/** What a thread is started with. */
export interface ScriptThreadData {
  /** The interpreter as WebAssembly. */
  readonly wasm: Uint8Array;
}
