import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { plainBytes } from '../text/byte-text.ts';
import { detectEncoding, type EncodingGuess } from '../text/encoding.ts';
import { LineSplitter } from '../text/line-splitter.ts';

/** One line of a sample. */
export interface SampleRow {
  /** Plain bytes, without the line's end. */
  readonly bytes: Buffer;
  /** 1-based; 0 for one from further inside the file, of which that is not known. */
  readonly line: number;
  /** Rows of one block follow each other in the file. */
  readonly block: number;
}

/** What a look into a file found. */
export interface SampleFile {
  /** Its path below what was chosen, with forward slashes. */
  readonly name: string;
  readonly size: number;
  readonly encoding: EncodingGuess;
  readonly rows: readonly SampleRow[];
  /** Every row of the file is in the sample. */
  readonly isWhole: boolean;
  /** Line ends that were met: `LF`, `CRLF`, `CR`. */
  readonly lineEnds: readonly string[];
}

/** How much is read of a file: its beginning, and blocks spread over the rest of it, the last at its end. */
export interface SampleSize {
  readonly head: number;
  readonly blocks: number;
  readonly block: number;
}

/** Looks into a file; a text says why it cannot be used. Never more than the sample is in memory. */
export async function sampleFile(path: string, name: string, size: SampleSize): Promise<SampleFile | string> {
  let file: FileHandle;
  try {
    // A link that stands in the place of a file that was listed is not followed.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    return `it cannot be opened (${codeOf(error)})`;
  }
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return 'it is no plain file';
    return await sampled(file, name, stats.size, size);
  } catch (error) {
    return `it cannot be read (${codeOf(error)})`;
  } finally {
    await file.close();
  }
}

async function sampled(
  file: FileHandle,
  name: string,
  bytes: number,
  { head, blocks, block }: SampleSize,
): Promise<SampleFile | string> {
  const first = await readAt(file, 0, Math.min(bytes, head));
  const encoding = detectEncoding(first);
  if (typeof encoding === 'string') return encoding;
  const isWhole = bytes <= head;
  const rows: SampleRow[] = [];
  addRows(rows, first, encoding, 0, isWhole);
  const left = bytes - head;
  for (let number = 1; !isWhole && number <= blocks; number += 1) {
    const length = Math.min(block, left);
    // An even distance from the beginning: UTF-16 has two bytes a letter.
    const at = head + 2 * Math.floor(((left - length) * number) / blocks / 2);
    addRows(rows, await readAt(file, at, length), encoding, number, false);
  }
  if (rows.length === 0) return 'it holds nothing but blank lines';
  return { name, size: bytes, encoding, rows, isWhole, lineEnds: lineEndsOf(first) };
}

/** The last line of what was read may be cut, and the first of a block is. */
function addRows(
  rows: SampleRow[],
  bytes: Buffer,
  { encoding }: EncodingGuess,
  block: number,
  isWhole: boolean,
): void {
  const found: SampleRow[] = [];
  const splitter = new LineSplitter((buffer, start, end, line) => {
    found.push({ bytes: Buffer.from(buffer.subarray(start, end)), line: block === 0 ? line : 0, block });
  });
  splitter.push(plainBytes(encoding)(bytes, true));
  if (isWhole) splitter.end();
  rows.push(...(block === 0 ? found : found.slice(1)));
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function lineEndsOf(head: Buffer): string[] {
  let [feeds, returns, both] = [0, 0, 0];
  for (let at = 0; at < head.length; at += 1) {
    if (head[at] === 0x0a) feeds += 1;
    else if (head[at] === 0x0d && head[at + 1] === 0x0a) {
      both += 1;
      at += 1;
    } else if (head[at] === 0x0d) returns += 1;
  }
  return [...(feeds > 0 ? ['LF'] : []), ...(both > 0 ? ['CRLF'] : []), ...(returns > 0 ? ['CR'] : [])];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error';
}
