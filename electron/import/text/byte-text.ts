import type { Encoding } from './encoding.ts';

/**
 * Makes of a file's bytes ones in which a comma, a digit and a line end are one byte each: UTF-8 and
 * windows-1252 stay as they are, UTF-16 becomes UTF-8. Call it once for each file, chunk by chunk.
 */
export function plainBytes(encoding: Encoding): (chunk: Buffer, isLast: boolean) => Buffer {
  let isFirst = true;
  const withoutMark = (bytes: Buffer): Buffer => {
    const marked = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    if (bytes.length > 0) isFirst = false;
    return marked ? bytes.subarray(3) : bytes;
  };
  if (encoding === 'utf-8') return withoutMark;
  if (encoding === 'windows-1252') return (chunk) => chunk;
  // Takes the byte order mark away by itself.
  const decoder = new TextDecoder(encoding);
  return (chunk, isLast) => Buffer.from(decoder.decode(chunk, { stream: !isLast }), 'utf8');
}

/** Text of plain bytes, for people: never fails. */
export function textOf(bytes: Buffer, start: number, end: number, encoding: Encoding): string {
  return bytes.toString(encoding === 'windows-1252' ? 'latin1' : 'utf8', start, end);
}
