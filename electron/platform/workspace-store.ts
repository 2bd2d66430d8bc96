import { join } from 'node:path';
import { type Result, success } from '../../shared/domain/result.ts';
import { readJsonDocument } from '../engine/config/json-document.ts';
import type { FileSystem } from '../engine/durable/file-system.ts';
import { KeptFile } from './kept-file.ts';

/** The window's own limit is 200,000 characters; of any language. */
const LARGEST_BYTES = 1024 * 1024;

/** The arrangement of the window in `layouts/workspace.json` of the user data folder; what it means is the window's. */
export class WorkspaceStore {
  readonly #file: KeptFile<string>;
  #json: string | undefined;

  constructor(folder: string, files?: FileSystem) {
    this.#file = new KeptFile({
      path: join(folder, 'layouts', 'workspace.json'),
      title: 'Layout',
      parse: checkedJson,
      largestBytes: LARGEST_BYTES,
      files,
    });
  }

  /** Null where none was saved, or where it could not be read (the notice says so). */
  async read(): Promise<{ readonly json: string | null; readonly notice: string | null }> {
    const { value, notice } = await this.#file.load();
    return { json: this.#json ?? value, notice };
  }

  /** Answers when it is on the disk; a text that is no JSON object is refused and changes nothing. */
  async write(json: string): Promise<Result<null>> {
    try {
      checkedJson(json);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      return { ok: false, error: { code: 'layout_invalid', message: `The layout is not saved: ${cause}.` } };
    }
    const saved = await this.#file.save(json);
    if (!saved.ok) return saved;
    this.#json = json;
    return success(null);
  }
}

function checkedJson(text: string): string {
  const document = readJsonDocument(text);
  if (!document.ok) throw new Error('it is not JSON');
  const { value } = document.value;
  if (typeof value !== 'object' || value === null) throw new Error('it is not a JSON object');
  return text;
}
