const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Walks the lines of a text file, LF or CRLF, after a UTF-8 byte order mark.
 * Blank lines count but are not visited. `visit` gets the line's bytes as
 * [start, end) and its 1-based number, and returns false to stop.
 */
export function forEachLine(
  bytes: Buffer,
  visit: (start: number, end: number, line: number) => boolean,
): void {
  let start = startsWithByteOrderMark(bytes) ? 3 : 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const next = feed === -1 ? bytes.length : feed;
    const end = next > start && bytes[next - 1] === CARRIAGE_RETURN ? next - 1 : next;
    if (end > start && !visit(start, end, line)) return;
    start = next + 1;
  }
}

function startsWithByteOrderMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
