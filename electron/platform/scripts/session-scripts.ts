import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, type Result, success } from '../../../shared/domain/result.ts';
import { writeDurably } from '../../engine/durable/write-durably.ts';
import type { ScriptSandbox, ScriptService, ScriptSource } from '../../engine/scripts/contract.ts';
import { keptScriptName, readKeptScript } from './read-script.ts';
import { type ScriptDecision, ScriptDecisions } from './script-decisions.ts';

/** Folder of a session with the texts of its scripts, and the record of what was decided about them. */
const KEPT_FOLDER = 'scripts';
const DECISIONS = 'scripts.jsonl';

/**
 * The scripts of one session. Each that runs is kept with the session, and so is each refusal: a session that goes on
 * from where it stood repeats both, whatever became of the files and of the trust since, and so comes to the same
 * place. From there on the files and the trust of that moment decide again.
 */
export class SessionScripts implements ScriptService {
  readonly #scripts: ScriptService;
  readonly #folder: string;
  readonly #decisions: ScriptDecisions;
  /** How often each script was asked for, by file and hash. */
  readonly #asked = new Map<string, number>();
  #repeats: boolean;
  /** What is not any more as the session ran it, in words for the user. */
  readonly notices: readonly string[];

  private constructor(
    scripts: ScriptService,
    folder: string,
    decisions: ScriptDecisions,
    notices: readonly string[],
    repeats: boolean,
  ) {
    this.#scripts = scripts;
    this.#folder = folder;
    this.#decisions = decisions;
    this.notices = notices;
    this.#repeats = repeats;
  }

  /**
   * @param isContinued whether the session is going to where it stood
   * Rejects, in words for the user, where what it ran cannot be run again.
   */
  static async open(path: string, scripts: ScriptService, isContinued: boolean): Promise<SessionScripts> {
    const folder = join(path, KEPT_FOLDER);
    const decisions = new ScriptDecisions(join(path, DECISIONS));
    try {
      const made = await decisions.load();
      if (!isContinued) await decisions.forget(() => true);
      const notices = isContinued ? await changesSince(made, folder, scripts) : [];
      return new SessionScripts(scripts, folder, decisions, notices, isContinued);
    } catch (error) {
      await decisions.close();
      throw error;
    }
  }

  async find(file: string, sha256: string): Promise<Result<ScriptSource>> {
    const key = `${file} ${sha256}`;
    const time = this.#asked.get(key) ?? 0;
    this.#asked.set(key, time + 1);
    const before = this.#decisions.all.findLast((each) => isAbout(each, file, sha256) && each.from <= time);
    if (this.#repeats && before !== undefined) return this.#repeated(before);
    const found = await this.#scripts.find(file, sha256);
    const kept = found.ok ? await this.#keep(found.value, sha256) : found;
    if (before !== undefined && isSame(before, kept)) return kept;
    const about = { file, sha256, from: time };
    const { ok } = kept;
    const noted = await this.#decisions.add(
      ok ? { ...about, ran: true } : { ...about, ran: false, ...wordsOf(kept.error) },
    );
    return noted.ok || !ok ? kept : notKept(file, noted.error.message);
  }

  sandbox(): ScriptSandbox {
    return this.#scripts.sandbox();
  }

  /** The session stands where it stood: what it had decided beyond that did not happen. */
  async stands(): Promise<void> {
    this.#repeats = false;
    await this.#decisions.forget(
      ({ file, from, sha256 }) => from >= (this.#asked.get(`${file} ${sha256}`) ?? 0),
    );
  }

  close(): Promise<void> {
    return this.#decisions.close();
  }

  async #repeated(decision: ScriptDecision): Promise<Result<ScriptSource>> {
    if (!decision.ran) return failure(decision.code, decision.message);
    return keptText(this.#folder, decision, this.#scripts);
  }

  /** The script itself, once its text is on the disk with the session. */
  async #keep(script: ScriptSource, sha256: string): Promise<Result<ScriptSource>> {
    const there = await readKeptScript(this.#folder, script.file, sha256);
    if (there.ok) return success(script);
    try {
      await mkdir(this.#folder, { recursive: true });
      const written = await writeDurably(join(this.#folder, keptScriptName(sha256)), script.text);
      return written.ok ? success(script) : notKept(script.file, written.error.message);
    } catch (error) {
      return notKept(script.file, String(error));
    }
  }
}

function isAbout(decision: ScriptDecision, file: string, sha256: string): boolean {
  return decision.file === file && decision.sha256 === sha256;
}

function isSame(before: ScriptDecision, found: Result<ScriptSource>): boolean {
  if (before.ran || found.ok) return before.ran && found.ok;
  return before.code === found.error.code && before.message === found.error.message;
}

function wordsOf({ code, message }: { readonly code: string; readonly message: string }) {
  return { code, message };
}

function notKept(file: string, cause: string): Result<never> {
  return failure(
    'script_not_kept',
    `The script ${file} does not run, since it cannot be kept with the session: ${cause}`,
  );
}

/** The session's own copy, or the user's file where that is still the same. */
async function keptText(
  folder: string,
  { file, sha256 }: ScriptDecision,
  scripts: ScriptService,
): Promise<Result<ScriptSource>> {
  const kept = await readKeptScript(folder, file, sha256);
  return kept.ok ? kept : scripts.find(file, sha256);
}

/** One line for each script that ran and would not be found as it is now. Throws where one is lost. */
async function changesSince(
  decisions: readonly ScriptDecision[],
  folder: string,
  scripts: ScriptService,
): Promise<readonly string[]> {
  const ran = new Map(decisions.flatMap((each) => (each.ran ? [[each.sha256, each]] : [])));
  const notices: string[] = [];
  for (const decision of ran.values()) {
    const { file } = decision;
    const text = await keptText(folder, decision, scripts);
    if (!text.ok) {
      throw new Error(
        `The session ran the script ${file}, and its copy of it is lost, so what it found cannot be found again. Put the file of that time back into the folder of scripts, or open a new session. (${text.error.message})`,
      );
    }
    const now = await scripts.find(file, decision.sha256);
    if (!now.ok) {
      notices.push(
        `The session ran the script ${file}: up to where it stood it has run it again from its own copy. From its next session date on it runs no more. ${now.error.message}`,
      );
    }
  }
  return notices;
}
