import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_STRIDE } from '../../../shared/domain/bar.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { sessionDate } from '../../../shared/domain/time.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { ColumnPack, encodePack, type PackEntry } from './column-pack.ts';

const anyEntries = fc.uniqueArray(
  fc.record(
    {
      symbol: fc.stringMatching(/^[A-Z]{1,5}$/).map(symbolId),
      records: fc
        .array(fc.double({ noNaN: true }), { maxLength: 8 })
        .map((values) =>
          Float64Array.from(
            { length: values.length * BAR_STRIDE },
            (_v, at) => values[at % values.length] ?? 0,
          ),
        ),
      basis: fc.constantFrom<PackEntry['basis']>(
        { kind: 'raw' },
        { kind: 'split_adjusted', asOf: sessionDate('2014-06-09') },
      ),
      cause: fc.string(),
      rejected: fc.array(
        fc.record({
          source: fc.string(),
          file: fc.string(),
          line: fc.nat(),
          reason: fc.string(),
          text: fc.string(),
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['symbol', 'records', 'basis', 'rejected'] },
  ),
  { selector: ({ symbol }) => symbol, maxLength: 12 },
);

const path = join(temporaryFolder(), 'a.bars');

function opened(bytes: Uint8Array, key = 'key'): ColumnPack | undefined {
  writeFileSync(path, bytes);
  return ColumnPack.open(path, key);
}

function readAll(pack: ColumnPack | undefined, entries: readonly PackEntry[]): (PackEntry | undefined)[] {
  const read = pack?.read(entries.map(({ symbol }) => symbol)) ?? entries.map(() => undefined);
  pack?.close();
  return read;
}

describe('a pack of columns', () => {
  it('gives back what was put in, to the last bit, whichever entries are asked for', () => {
    fc.assert(
      fc.property(anyEntries, fc.infiniteStream(fc.boolean()), (entries, choice) => {
        const pack = opened(encodePack('key', entries));
        const some = entries.filter(() => choice.next().value).reverse();

        expect(pack?.read(some.map(({ symbol }) => symbol))).toEqual(some);
        expect(pack?.read([symbolId('NOTTHERE')])).toEqual([undefined]);
        expect(readAll(pack, entries)).toEqual(entries);
      }),
      { numRuns: 100 },
    );
  });

  it('is believed in no byte that was changed, and in no part that is left of it', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), fc.integer({ min: 1, max: 255 }), (entries, place, change) => {
        const bytes = encodePack('key', entries);
        const at = place % bytes.length;
        const changed = bytes.map((byte, index) => (index === at ? byte ^ change : byte));
        for (const [position, entry] of readAll(opened(changed), entries).entries()) {
          expect([undefined, entries[position]]).toContainEqual(entry);
        }
        expect(opened(bytes.subarray(0, at))).toBeUndefined();
        expect(opened(Buffer.concat([bytes, Buffer.alloc(1 + (place % 9))]))).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('is nobody’s where the key is another, or there is no file', () => {
    expect(opened(encodePack('key', []), 'other')).toBeUndefined();
    expect(ColumnPack.open(join(temporaryFolder(), 'none'), 'key')).toBeUndefined();
    expect(readFileSync(path).subarray(0, 6).toString()).toBe('TDBARS');
  });
});
