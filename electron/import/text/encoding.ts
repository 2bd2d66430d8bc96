/** The encodings of text that are read. `utf-8` includes plain ASCII. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface EncodingGuess {
  readonly encoding: Encoding;
  readonly confidence: 'certain' | 'likely';
  readonly why: string;
  /** Bytes of the byte order mark. */
  readonly mark: number;
}

/** Share of control bytes above which a file is no text. */
const BINARY_SHARE = 0.02;
/** Signatures of files that are often given the wrong name, with what to do. */
const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive or an Excel workbook; unpack it, or save it as CSV'],
  [[0x1f, 0x8b], 'a gzip archive; unpack it'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file; open its folder in place of importing it'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook; save it as CSV'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture'],
];

/** The encoding of a file by its first bytes; a text says why it is no text at all. */
export function detectEncoding(head: Buffer): EncodingGuess | string {
  if (head.length === 0) return 'it is empty';
  const signature = SIGNATURES.find(([bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (signature !== undefined) return `it is ${signature[1]}`;
  const marked = byMark(head);
  if (marked !== undefined) return marked;
  const wide = withoutMark(head);
  if (wide !== undefined) return wide;
  if (controlShare(head) > BINARY_SHARE)
    return 'it is no text: its bytes are not those of letters and digits';
  if (isUtf8(head)) {
    const ascii = head.every((byte) => byte < 0x80);
    const why = ascii ? 'All bytes looked at are plain ASCII.' : 'Its letters beyond ASCII are valid UTF-8.';
    return { encoding: 'utf-8', confidence: 'certain', why, mark: 0 };
  }
  return {
    encoding: 'windows-1252',
    confidence: 'likely',
    why: 'Bytes above 127 are not valid UTF-8; dates and numbers read the same in any western encoding.',
    mark: 0,
  };
}

function byMark(head: Buffer): EncodingGuess | undefined {
  const guess = (encoding: Encoding, mark: number, name: string): EncodingGuess => ({
    encoding,
    confidence: 'certain',
    why: `The file begins with the byte order mark of ${name}.`,
    mark,
  });
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return guess('utf-8', 3, 'UTF-8');
  if (head[0] === 0xff && head[1] === 0xfe) return guess('utf-16le', 2, 'UTF-16, low byte first');
  if (head[0] === 0xfe && head[1] === 0xff) return guess('utf-16be', 2, 'UTF-16, high byte first');
  return undefined;
}

/** Every second byte of digits and commas in UTF-16 is zero. */
function withoutMark(head: Buffer): EncodingGuess | undefined {
  const pairs = Math.min(head.length >> 1, 2_000);
  if (pairs < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (head[2 * pair] === 0) even += 1;
    if (head[2 * pair + 1] === 0) odd += 1;
  }
  const side =
    odd > 0.9 * pairs && even === 0 ? 'utf-16le' : even > 0.9 * pairs && odd === 0 ? 'utf-16be' : undefined;
  if (side === undefined) return undefined;
  return { encoding: side, confidence: 'likely', why: 'Every second byte is zero, as in UTF-16.', mark: 0 };
}

function controlShare(head: Buffer): number {
  let controls = 0;
  for (const byte of head) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls += 1;
  }
  return controls / head.length;
}

/** A letter that the end of the sample cuts is none the less valid. */
function isUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
