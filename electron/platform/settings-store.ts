import { join } from 'node:path';
import type { z } from 'zod';
import { type Result, success } from '../../shared/domain/result.ts';
import { DEFAULT_SETTINGS, PRODUCT_REQUESTS, type Settings } from '../../shared/ipc/requests/product.ts';
import { describeAllowed } from '../engine/config/allowed.ts';
import { type JsonDocument, readJsonDocument } from '../engine/config/json-document.ts';
import type { FileSystem } from '../engine/durable/file-system.ts';
import { KeptFile } from './kept-file.ts';

const LARGEST_BYTES = 64 * 1024;

/** The user's preferences in `settings.json` of the user data folder. */
export class SettingsStore {
  readonly #file: KeptFile<Settings>;
  #settings: Settings | undefined;

  constructor(folder: string, files?: FileSystem) {
    this.#file = new KeptFile({
      path: join(folder, 'settings.json'),
      title: 'Settings',
      parse: parseSettings,
      largestBytes: LARGEST_BYTES,
      files,
    });
  }

  /** The preferences as they stand; the defaults, and a notice, where the file cannot be used. */
  async read(): Promise<{ readonly settings: Settings; readonly notice: string | null }> {
    const { value, notice } = await this.#file.load();
    return { settings: this.#settings ?? value ?? DEFAULT_SETTINGS, notice };
  }

  /** Answers when they are on the disk; on a refusal the old ones stay. */
  async write(settings: Settings): Promise<Result<null>> {
    const saved = await this.#file.save(`${JSON.stringify(settings, null, 2)}\n`);
    if (!saved.ok) return saved;
    this.#settings = settings;
    return success(null);
  }
}

/** `theme is "pink"; allowed: "dark" | "light" | "system"`. */
function refusalOf(issue: z.core.$ZodIssue | undefined, document: JsonDocument): string {
  if (issue?.code === 'unrecognized_keys') return `${issue.keys.join(', ')} is not a setting`;
  const path = issue?.path.map((part) => String(part)) ?? [];
  return `${path.join('.')} is ${JSON.stringify(document.valueAt(path))}; allowed: ${issue?.message}`;
}

/** What an older version did not know takes its default; anything else that is not a setting is refused. */
function parseSettings(text: string): Settings {
  const document = readJsonDocument(text);
  if (!document.ok) throw new Error('it is not JSON');
  const { value } = document.value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('it is not a JSON object');
  }
  const whole = { ...DEFAULT_SETTINGS, ...value };
  const parsed = PRODUCT_REQUESTS['settings.set'].args.safeParse(whole, { error: describeAllowed });
  if (parsed.success) return parsed.data;
  throw new Error(refusalOf(parsed.error.issues[0], document.value));
}
