import { join } from 'node:path';
import { z } from 'zod';
import { type Result, success } from '../../../shared/domain/result.ts';
import type { FileSystem } from '../../engine/durable/file-system.ts';
import { KeptFile } from '../kept-file.ts';

const trustedSchema = z.strictObject({
  format: z.literal(1),
  scripts: z
    .array(
      z.strictObject({
        file: z.string().max(100),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        /** Computer time at which it was trusted, ISO. */
        at: z.string().max(40),
      }),
    )
    .max(10_000),
});

export type TrustedScript = z.infer<typeof trustedSchema>['scripts'][number];

/**
 * Which bytes the user trusts, in `trusted-scripts.json` of the user data folder. It is the user's own: no config and
 * no session brings anything into it.
 */
export class TrustedScripts {
  readonly #file: KeptFile<readonly TrustedScript[]>;
  #scripts: readonly TrustedScript[] | undefined;

  constructor(folder: string, files?: FileSystem) {
    this.#file = new KeptFile({
      path: join(folder, 'trusted-scripts.json'),
      title: 'Trusted scripts',
      parse: (text) => trustedSchema.parse(JSON.parse(text)).scripts,
      largestBytes: 4 * 1024 * 1024,
      files,
    });
  }

  /** None where the file cannot be used: what is not known to be trusted is not. */
  async all(): Promise<readonly TrustedScript[]> {
    this.#scripts ??= (await this.#file.load()).value ?? [];
    return this.#scripts;
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.all()).some((script) => script.sha256 === sha256);
  }

  /** Answers when it is on the disk; where the disk refuses, nothing is trusted that was not. */
  async add(script: TrustedScript): Promise<Result<null>> {
    const others = (await this.all()).filter(({ sha256 }) => sha256 !== script.sha256);
    return this.#save([...others, script]);
  }

  /** Takes it back from these bytes and from all that were trusted under this name, at once; where the disk refuses, until the program ends. */
  async remove(file: string, sha256: string): Promise<Result<null>> {
    const left = (await this.all()).filter((script) => script.sha256 !== sha256 && script.file !== file);
    this.#scripts = left;
    return this.#save(left);
  }

  async #save(scripts: readonly TrustedScript[]): Promise<Result<null>> {
    const saved = await this.#file.save(`${JSON.stringify({ format: 1, scripts }, null, 2)}\n`);
    if (!saved.ok) return saved;
    this.#scripts = scripts;
    return success(null);
  }
}
