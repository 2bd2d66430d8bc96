import { existsSync } from 'node:fs';
import { z } from 'zod';
import { type Result, success } from '../../../shared/domain/result.ts';
import { AppendOnlyFile } from '../../engine/durable/append-only-file.ts';

const fields = {
  file: z.string().max(100),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** From which time on that it was asked for, counted from 0. */
  from: z.int().min(0),
};
const decisionSchema = z.union([
  z.strictObject({ ...fields, ran: z.literal(true) }),
  z.strictObject({ ...fields, ran: z.literal(false), code: z.string(), message: z.string() }),
]);
/** Whether a script of these bytes ran when a session asked for it, from one time on up to the next decision. */
export type ScriptDecision = z.infer<typeof decisionSchema>;

/** Decisions, by their place among all of the file, that a session went back before. */
const forgottenSchema = z.strictObject({ forget: z.array(z.int().min(0)) });

/** What of a session's scripts ran and what was refused: `scripts.jsonl` of its folder, made with the first of them. */
export class ScriptDecisions {
  #decisions: (ScriptDecision | undefined)[] = [];
  #file: AppendOnlyFile | undefined;

  constructor(private readonly path: string) {}

  /** What was decided before, oldest first. Rejects, in words for the user, where the file is not what was written. */
  async load(): Promise<readonly ScriptDecision[]> {
    if (!existsSync(this.path)) return [];
    const opened = await AppendOnlyFile.open(this.path);
    if (!opened.ok) throw new Error(opened.error.message);
    this.#file = opened.value.file;
    for (const [place, line] of opened.value.text.split('\n').entries()) {
      if (line !== '') this.#read(line, place + 1);
    }
    return this.all;
  }

  get all(): readonly ScriptDecision[] {
    return this.#decisions.filter((each) => each !== undefined);
  }

  /** Answers when it is on the disk. */
  async add(decision: ScriptDecision): Promise<Result<void>> {
    const written = await this.#append(decision);
    if (written.ok) this.#decisions.push(decision);
    return written;
  }

  async forget(which: (decision: ScriptDecision) => boolean): Promise<Result<void>> {
    const forget = [...this.#decisions.entries()].flatMap(([place, decision]) =>
      decision !== undefined && which(decision) ? [place] : [],
    );
    if (forget.length === 0) return success(undefined);
    for (const place of forget) this.#decisions[place] = undefined;
    return this.#append({ forget });
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  #read(line: string, number: number): void {
    try {
      const value: unknown = JSON.parse(line);
      const forgotten = forgottenSchema.safeParse(value);
      if (forgotten.success) for (const place of forgotten.data.forget) this.#decisions[place] = undefined;
      else this.#decisions.push(decisionSchema.parse(value));
    } catch {
      throw new Error(
        `${this.path}: line ${number} is not what was written, so nobody knows which scripts this session ran.`,
      );
    }
  }

  async #append(line: object): Promise<Result<void>> {
    if (this.#file === undefined) {
      const opened = await AppendOnlyFile.open(this.path);
      if (!opened.ok) return opened;
      this.#file = opened.value.file;
    }
    return this.#file.append(`${JSON.stringify(line)}\n`);
  }
}
