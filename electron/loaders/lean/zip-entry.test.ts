import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readZipEntry } from './zip-entry.ts';

const TEXT = '34200000,100,110,90,105,1000\n'.repeat(50);
const SYMBOLIC_LINK = 0o120777;

function archive(files: Record<string, string | Uint8Array>, comment?: string): Buffer {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  const zip = Buffer.from(zipSync(Object.fromEntries(entries)));
  if (comment === undefined) return zip;
  zip.writeUInt16LE(comment.length, zip.length - 2);
  return Buffer.concat([zip, Buffer.from(comment)]);
}

/** Overwrites a field of the central header, at its offset from the header's signature. */
function withCentral(zip: Buffer, offset: number, value: number, bytes: 2 | 4): Buffer {
  const at = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + offset;
  if (bytes === 2) zip.writeUInt16LE(value, at);
  else zip.writeUInt32LE(value, at);
  return zip;
}

describe('an archive of one CSV file', () => {
  it('gives the name and the bytes, deflated or stored, with a comment or without', () => {
    for (const level of [0, 6] as const) {
      const zip = Buffer.from(zipSync({ 'a.csv': strToU8(TEXT) }, { level }));
      expect(readZipEntry(zip)).toEqual({ name: 'a.csv', bytes: Buffer.from(TEXT) });
    }
    expect(readZipEntry(archive({ 'a.csv': TEXT }, 'a comment')).bytes.toString()).toBe(TEXT);
    expect(readZipEntry(archive({ 'a.csv': '' })).bytes).toHaveLength(0);
  });

  it('is refused where it holds no entry or several', () => {
    expect(() => readZipEntry(archive({}))).toThrow('0 entries');
    expect(() => readZipEntry(archive({ 'a.csv': 'x', 'b.csv': 'y' }))).toThrow('2 entries');
  });

  it('is refused where the entry’s name leads elsewhere or is no CSV', () => {
    for (const name of [
      '../a.csv',
      '/etc/a.csv',
      'C:\\a.csv',
      'b/../../a.csv',
      'inner.zip',
      'a.csv.exe',
      '.csv/',
    ]) {
      expect(() => readZipEntry(archive({ [name]: 'x' })), name).toThrow('no plain CSV name');
    }
  });

  it('is refused where the entry is a link or encrypted', () => {
    const attributes = (SYMBOLIC_LINK << 16) >>> 0;
    expect(() => readZipEntry(withCentral(archive({ 'a.csv': 'x' }), 38, attributes, 4))).toThrow('a link');
    expect(() => readZipEntry(withCentral(archive({ 'a.csv': 'x' }), 8, 1, 2))).toThrow('encrypted');
  });

  it('is refused as a bomb by what it declares: ratio over 200 or over 512 MiB', () => {
    const bomb = archive({ 'a.csv': new Uint8Array(8 * 1024 * 1024) });
    expect(() => readZipEntry(bomb)).toThrow('more than 200 to 1');
    expect(() => readZipEntry(withCentral(bomb, 24, 600 * 1024 * 1024, 4))).toThrow('at most 536870912');
  });

  it('is refused as a bomb that lies about its size, before it has been inflated', () => {
    const bomb = withCentral(archive({ 'a.csv': new Uint8Array(64 * 1024 * 1024) }), 24, 1000, 4);
    const before = process.memoryUsage().rss;
    expect(() => readZipEntry(bomb)).toThrow('does not inflate to its declared size');
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });

  it('is refused where a byte of its content was changed', () => {
    const zip = archive({ 'a.csv': deflateRawSync(TEXT).toString('base64') });
    const middle = 40;
    zip[middle] = (zip[middle] ?? 0) ^ 0xff;
    expect(() => readZipEntry(zip)).toThrow('damaged');
  });

  it('is read whole or refused with words, whatever byte is changed and wherever it is cut', () => {
    const sound = archive({ 'a.csv': TEXT });
    fc.assert(
      fc.property(
        fc.nat(sound.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (at, change, isCut) => {
          const zip = Buffer.from(isCut ? sound.subarray(0, at) : sound);
          if (!isCut) zip[at] = (zip[at] ?? 0) ^ change;
          let failure: unknown;
          try {
            expect(readZipEntry(zip).bytes.toString()).toBe(TEXT);
          } catch (error) {
            failure = error;
          }
          expect(failure === undefined || (failure instanceof Error && failure.name === 'Error')).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
