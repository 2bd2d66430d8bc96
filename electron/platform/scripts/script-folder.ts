import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { writeDurably } from '../../engine/durable/write-durably.ts';
import type { ScriptSource } from '../../engine/scripts/contract.ts';
import { SCRIPT_FILE } from '../../engine/scripts/script-config.ts';
import { readScript, readScriptAt, type ScriptOnDisk } from './read-script.ts';
import type { TrustedScripts } from './trusted-scripts.ts';

/** A script of the folder, and what the user thinks of it. */
export interface ListedScript {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly trusted: boolean;
  /** True where other bytes were trusted under this name: it was changed since. */
  readonly changed: boolean;
}

/** What scripts begin from, and what an editor needs to know of them. */
export interface ScriptKit {
  readonly template: string;
  /** `scanner.d.ts`, kept beside the scripts. */
  readonly types: string;
}

const TYPES_FILE = 'scanner.d.ts';
/** Scripts that are listed; who has more has another program's files there. */
const MOST_SCRIPTS = 500;

/** The user's scripts, `<name>.js` in one folder, and which of them are trusted. Nothing in it runs by being there. */
export class ScriptFolder {
  readonly path: string;
  readonly #trusted: TrustedScripts;
  readonly #kit: ScriptKit;

  constructor(path: string, trusted: TrustedScripts, kit: ScriptKit) {
    this.path = path;
    this.#trusted = trusted;
    this.#kit = kit;
  }

  pathOf(file: string): string {
    return join(this.path, file);
  }

  /** By name; files that are no scripts are left out. */
  async list(): Promise<readonly ListedScript[]> {
    const names = (await readdir(this.path).catch(() => [])).filter((name) => SCRIPT_FILE.test(name)).sort();
    const found: ListedScript[] = [];
    for (const name of names.slice(0, MOST_SCRIPTS)) {
      const script = await readScript(this.path, name);
      if (script.ok) found.push(await this.#listed(script.value));
    }
    return found;
  }

  /** One script with its text, as it is now. */
  async read(file: string): Promise<Result<ListedScript & { readonly text: string }>> {
    const script = await readScript(this.path, file);
    if (!script.ok) return script;
    return success({ ...(await this.#listed(script.value)), text: script.value.text });
  }

  /** What may run at this moment, for a thread that looks up scripts itself. */
  async trusted(): Promise<{ readonly folder: string; readonly trusted: readonly string[] }> {
    const all = await this.#trusted.all();
    return { folder: this.path, trusted: all.map(({ sha256 }) => sha256) };
  }

  /** For a session: only what is there, has this very hash, and is trusted. */
  async find(file: string, sha256: string): Promise<Result<ScriptSource>> {
    const script = await readScript(this.path, file);
    if (!script.ok) return script;
    if (script.value.sha256 !== sha256) return changedSince(file);
    if (await this.#trusted.has(sha256)) return success({ file, text: script.value.text });
    return failure(
      'script_untrusted',
      `The script ${file} is not trusted: read it under Scripts, then trust it.`,
    );
  }

  /**
   * Trusts what the user has read. Refused where the file has other bytes by now.
   * @param at computer time, ISO
   */
  async trust(file: string, sha256: string, at: string): Promise<Result<null>> {
    const script = await readScript(this.path, file);
    if (!script.ok) return script;
    if (script.value.sha256 === sha256) return this.#trusted.add({ file, sha256, at });
    return failure('script_changed', `${file} has changed since it was shown: read it again.`);
  }

  isTrusted(sha256: string): Promise<boolean> {
    return this.#trusted.has(sha256);
  }

  /**
   * Whatever has this hash is not trusted any more, nor any other version of this file: else it would be trusted again
   * once it is changed back. What runs already, runs on to the end of its session date.
   */
  untrust(file: string, sha256: string): Promise<Result<null>> {
    return this.#trusted.remove(file, sha256);
  }

  /** Copies a file of the user's here; not trusted by that. Answers the name that it has here. */
  async import(path: string): Promise<Result<string>> {
    const script = await readScriptAt(path, basename(path));
    return script.ok ? this.#place(stemOf(path), script.value.text) : script;
  }

  /** Writes a script beside what is there. Answers the name that it has. */
  add(file: string, text: string): Promise<Result<string>> {
    return this.#place(stemOf(file), text);
  }

  /**
   * Writes a script in the place of another; it is trusted where these very bytes are.
   * @param over hash of what was there when the user was asked; refused where there is something else by now
   */
  async replace(file: string, text: string, over: string): Promise<Result<string>> {
    const there = await readScript(this.path, file);
    if (!there.ok) return there;
    if (there.value.sha256 !== over) {
      return failure('script_changed', `${file} has changed since you were asked: drop the script again.`);
    }
    const written = await writeDurably(join(this.path, file), text);
    return written.ok ? success(file) : written;
  }

  /** A new script, from the template. Answers its name. */
  create(): Promise<Result<string>> {
    return this.#place('my-scan', this.#kit.template);
  }

  async #listed({ bytes, file, sha256 }: ScriptOnDisk): Promise<ListedScript> {
    const all = await this.#trusted.all();
    const trusted = all.some((each) => each.sha256 === sha256);
    return { file, sha256, bytes, trusted, changed: !trusted && all.some((each) => each.file === file) };
  }

  /** Writes under the first name that is free, or that has this very text already. */
  async #place(name: string, text: string): Promise<Result<string>> {
    try {
      await mkdir(this.path, { recursive: true });
      await this.#writeTypes();
      for (let number = 1; number <= MOST_SCRIPTS; number += 1) {
        const file = number === 1 ? `${name}.js` : `${name}-${number}.js`;
        const there = await readScript(this.path, file);
        if (there.ok && there.value.text === text) return success(file);
        if (there.ok || there.error.code !== 'script_missing') continue;
        const written = await writeDurably(join(this.path, file), text);
        return written.ok ? success(file) : written;
      }
    } catch (error) {
      return failure('script_not_written', `The folder of scripts cannot be written: ${String(error)}.`);
    }
    return failure('script_not_written', `There are ${MOST_SCRIPTS} scripts called ${name}: remove some.`);
  }

  async #writeTypes(): Promise<void> {
    const path = join(this.path, TYPES_FILE);
    const there = await readFile(path, 'utf8').catch(() => undefined);
    if (there !== this.#kit.types) await writeDurably(path, this.#kit.types);
  }
}

/** Why a script that is there is not the one that a config names. */
export function changedSince(file: string): ReturnType<typeof failure> {
  return failure(
    'script_changed',
    `The script ${file} is not the one that this scanner was saved with: read it under Scripts, trust it, and save the scanner with it.`,
  );
}

/** The name in the folder for a file of any name: `My Scan (2).js` is `my-scan-2.js`. */
export function scriptNameOf(path: string): string {
  return `${stemOf(path)}.js`;
}

function stemOf(path: string): string {
  const name = basename(path)
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[-_]+|-+$/g, '')
    .slice(0, 40);
  return name === '' ? 'script' : name;
}
