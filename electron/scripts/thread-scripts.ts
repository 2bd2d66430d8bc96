import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../shared/domain/result.ts';
import type { ScriptSandbox, ScriptService, ScriptSource } from '../engine/scripts/contract.ts';
import { scriptThread } from './script-thread.ts';
import { ThreadSandbox } from './thread-sandbox.ts';

/** Looks a script up by the name of its file and the hash of its bytes, and whether it may run. */
export type FindScript = (file: string, sha256: string) => Promise<Result<ScriptSource>>;

/** Beside the program where it was built; of the package where it runs from its sources. */
const INTERPRETER_FILE = 'quickjs.wasm';
const INTERPRETER_PACKAGE = '@jitl/quickjs-wasmfile-release-sync/wasm';

/** Scripts in threads of their own, one each. */
export class ThreadScripts implements ScriptService {
  readonly find: FindScript;
  readonly #entry: URL;
  readonly #wallMs: number | undefined;
  #wasm: Uint8Array | undefined;
  readonly #open: ThreadSandbox[] = [];

  constructor(
    find: FindScript,
    {
      entry = new URL('./script-worker.js', import.meta.url),
      wallMs,
    }: { readonly entry?: URL; readonly wallMs?: number | undefined } = {},
  ) {
    this.find = find;
    this.#entry = entry;
    this.#wallMs = wallMs;
  }

  sandbox(): ScriptSandbox {
    const sandbox = new ThreadSandbox(() => {
      // Read here, since the system's files are not the thread's business.
      this.#wasm ??= readFileSync(interpreterFile());
      return scriptThread(this.#entry, this.#wasm);
    }, this.#wallMs);
    this.#open.push(sandbox);
    return sandbox;
  }

  /** Ends every sandbox that it gave, for whoever does not end each. */
  async end(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((sandbox) => sandbox.end()));
  }
}

function interpreterFile(): string {
  const beside = fileURLToPath(new URL(`./${INTERPRETER_FILE}`, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(INTERPRETER_PACKAGE);
}
