import { failure, success } from '../../../shared/domain/result.ts';
import { type FindScript, ThreadScripts } from '../../scripts/thread-scripts.ts';
import { readScript } from './read-script.ts';
import { changedSince } from './script-folder.ts';

/**
 * Scripts of a run in a terminal: files of one folder, of which those run whose hashes were named on the command
 * line. Whoever has not named one is told how.
 */
export function pinnedScripts(folder: string, trusted: readonly string[]): ThreadScripts {
  const find: FindScript = async (file, sha256) => {
    const script = await readScript(folder, file);
    if (!script.ok) return script;
    if (script.value.sha256 !== sha256) return changedSince(file);
    if (trusted.includes(sha256)) return success({ file, text: script.value.text });
    return failure('script_untrusted', `The script ${file} is not trusted: give --trust-script ${sha256}`);
  };
  return new ThreadScripts(find);
}
