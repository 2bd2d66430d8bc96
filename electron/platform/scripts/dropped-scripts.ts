import { basename, extname, isAbsolute } from 'node:path';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import type { DroppedScript } from '../../../shared/ipc/requests/scripts.ts';
import { readScriptAt } from './read-script.ts';
import { type ScriptFolder, scriptNameOf } from './script-folder.ts';

/** What was dropped, as it was read: the very same is copied, whatever becomes of the file meanwhile. */
interface Held {
  readonly file: string;
  readonly sha256: string;
  readonly text: string;
  /** Hash of another script that has its name; undefined where there is none. */
  readonly over: string | undefined;
}

/** Scripts that are dropped on the window: read first, and copied once the user has agreed. */
export class DroppedScripts {
  #held: Held | undefined;

  constructor(private readonly folder: ScriptFolder) {}

  /** What one dropped file is. Refused, in words for the user, where it is no script. */
  async look(paths: readonly string[]): Promise<Result<DroppedScript>> {
    this.#held = undefined;
    const [path] = paths;
    if (path === undefined || !paths.every(isAbsolute)) {
      return refused(
        'What was dropped is no file of this computer: drop the file of a script, such as my-scan.js.',
      );
    }
    const name = basename(path);
    if (paths.length > 1) return refused(`${paths.length} files were dropped: drop one script, alone.`);
    if (extname(name).toLowerCase() !== '.js') {
      return refused(`${name} is no script: a script is one file of JavaScript whose name ends in .js.`);
    }
    const read = await readScriptAt(path, name);
    if (!read.ok) return read;
    const { bytes, sha256, text } = read.value;
    const file = scriptNameOf(path);
    const there = await this.folder.read(file);
    if (!there.ok && there.error.code !== 'script_missing') return there;
    const other = there.ok && there.value.sha256 !== sha256 ? there.value.sha256 : undefined;
    this.#held = { file, sha256, text, over: other };
    return success({
      ...{ file, sha256, bytes, lines: text.split('\n').length },
      trusted: await this.folder.isTrusted(sha256),
      there: !there.ok ? 'nothing' : other === undefined ? 'same' : 'other',
    });
  }

  /** Copies what was looked at last, where it is that. Answers its name in the folder. */
  async place(sha256: string, place: 'beside' | 'instead'): Promise<Result<string>> {
    const held = this.#held;
    if (held?.sha256 !== sha256) return refused('What was dropped is not kept any more: drop it again.');
    this.#held = undefined;
    const { file, over, text } = held;
    if (place === 'instead' && over !== undefined) return this.folder.replace(file, text, over);
    return this.folder.add(file, text);
  }
}

function refused(message: string): Result<never> {
  return failure('script_dropped', message);
}
