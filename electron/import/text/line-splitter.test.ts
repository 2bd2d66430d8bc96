import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter, LONGEST_ROW } from './line-splitter.ts';

/** Lines with their numbers, of bytes that come in pieces. */
function linesOf(text: string, pieces: readonly number[]): [number, string, boolean][] {
  const lines: [number, string, boolean][] = [];
  const splitter = new LineSplitter((bytes, start, end, line, cut) => {
    lines.push([line, bytes.toString('latin1', start, end), cut]);
  });
  const bytes = Buffer.from(text, 'latin1');
  let at = 0;
  for (const size of pieces) {
    splitter.push(bytes.subarray(at, at + size));
    at += size;
  }
  splitter.push(bytes.subarray(at));
  splitter.end();
  return lines;
}

describe('lines', () => {
  it('end with LF, CRLF or CR, however the bytes come in pieces; blank ones are counted', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('a', 'bc', '\n', '\r', '\r\n'), { maxLength: 40 })
          .map((parts) => parts.join('')),
        fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 20 }),
        (text, pieces) => {
          const expected = text
            .split(/\r\n|\n|\r/)
            .map((line, index) => [index + 1, line, false])
            .filter(([, line]) => line !== '');
          expect(linesOf(text, pieces)).toEqual(expected);
        },
      ),
    );
  });

  it('that are too long are given cut, once, and the next ones stay whole', () => {
    const text = `a\n${'x'.repeat(3 * LONGEST_ROW)}\nb\n`;
    const pieces = Array.from({ length: 100 }, () => 5_000);
    const found = linesOf(text, pieces);
    expect(found.map(([line, content, cut]) => [line, content.length, cut])).toEqual([
      [1, 1, false],
      [2, LONGEST_ROW, true],
      [3, 1, false],
    ]);
  });
});
