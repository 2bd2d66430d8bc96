import { parentPort, workerData } from 'node:worker_threads';
import type { ScriptOutcome, ScriptQuestion, ScriptThreadData } from './script-protocol.ts';
import { ScriptRunner } from './script-runner.ts';
import { standStill } from './session-clock.ts';

/** Entry of the worker thread in which one script runs, and nothing else. */
if (parentPort === null) throw new Error('script-worker.ts is the entry of a worker thread');
const port = parentPort;
const { wasm }: ScriptThreadData = workerData;
const runner = new ScriptRunner(new WebAssembly.Module(Uint8Array.from(wasm)), standStill());

port.postMessage({ kind: 'ready' } satisfies ScriptOutcome);
port.on('message', ({ id, call }: ScriptQuestion) => {
  runner.run(call).then(
    (reply) => port.postMessage({ id, kind: 'reply', reply } satisfies ScriptOutcome),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, kind: 'broken', message } satisfies ScriptOutcome);
    },
  );
});
