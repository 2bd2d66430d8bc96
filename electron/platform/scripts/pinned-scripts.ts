import { failure, success } from '../../../shared/domain/result.ts';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { scriptConfig } from '../../engine/scripts/script-config.ts';
import { type FindScript, ThreadScripts } from '../../scripts/thread-scripts.ts';
import { readKeptScript, readScript } from './read-script.ts';
import { changedSince } from './script-folder.ts';

/**
 * Scripts of a run in a terminal: files of one folder, of which those run whose hashes were named on the command
 * line. Whoever has not named one is told how.
 */
export function pinnedScripts(folder: string, trusted: readonly string[]): ThreadScripts {
  const find: FindScript = async (file, sha256) => {
    const script = await readScript(folder, file);
    if (!script.ok || script.value.sha256 !== sha256) {
      // A session's folder keeps what it ran by its hash.
      const kept = await readKeptScript(folder, file, sha256);
      if (kept.ok && trusted.includes(sha256)) return kept;
      if (kept.ok) return untrusted(file, sha256);
      return script.ok ? changedSince(file) : script;
    }
    if (trusted.includes(sha256)) return success({ file, text: script.value.text });
    return untrusted(file, sha256);
  };
  return new ThreadScripts(find);
}

function untrusted(file: string, sha256: string) {
  return failure('script_untrusted', `The script ${file} is not trusted: give --trust-script ${sha256}`);
}

/**
 * Throws, with words for the user, where a scanner that is switched on needs a script that may not run: nobody
 * watches a terminal's run, and one that is not whole proves nothing.
 */
export async function requireScripts(config: SessionConfig, scripts: ThreadScripts): Promise<void> {
  for (const scanner of config.session_data_config.scanners) {
    if (scanner.kind !== 'script' || !scanner.enabled) continue;
    const { file, sha256 } = scriptConfig(scanner.config);
    const found = await scripts.find(file, sha256);
    if (!found.ok) throw new Error(`Scanner ${scanner.name}: ${found.error.message}`);
  }
}
