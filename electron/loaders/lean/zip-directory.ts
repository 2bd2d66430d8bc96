const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const CENTRAL_SIGNATURE = 0x02014b50;
const CENTRAL_LENGTH = 46;
const ENCRYPTED_FLAG = 1;
const FILE_TYPE_MASK = 0o170000;
const SYMBOLIC_LINK = 0o120000;
const SEE_EXTRA = 0xffffffff;
const WIDE_FIELD = 0x0001;

/** What the directory says of the entry; sizes in bytes, not to be believed yet. */
export interface CentralHeader {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly compressed: number;
  readonly size: number;
  /** Offset of the entry's own header. */
  readonly localHeader: number;
}

/**
 * Reads the directory of an archive that holds one plain CSV file. Layout: PKWARE
 * APPNOTE.TXT 6.3, sections 4.3.12 (central header), 4.3.16 (end record) and
 * 4.5.3 (64-bit sizes, which LEAN's writer uses for files of any size).
 * Throws Error, in words for the user.
 */
export function readCentralHeader(archive: Buffer): CentralHeader {
  const end = endRecord(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count !== 1) throw new Error(`the archive holds ${count} entries, one CSV file is expected`);
  const at = archive.readUInt32LE(end + 16);
  if (at + CENTRAL_LENGTH > end || archive.readUInt32LE(at) !== CENTRAL_SIGNATURE) {
    throw new Error('the archive is damaged: its directory is not where it should be');
  }
  const nameEnd = at + CENTRAL_LENGTH + archive.readUInt16LE(at + 28);
  const name = archive.toString('utf8', at + CENTRAL_LENGTH, nameEnd);
  if (!/^[^/\\:\0]+\.csv$/i.test(name))
    throw new Error(`the entry "${name.slice(0, 100)}" is no plain CSV name`);
  if ((archive.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0) throw new Error('the entry is encrypted');
  if ((archive.readUInt16LE(at + 40) & FILE_TYPE_MASK) === SYMBOLIC_LINK)
    throw new Error('the entry is a link');
  const wide = wideNumbers(archive.subarray(nameEnd, nameEnd + archive.readUInt16LE(at + 30)));
  // In the order in which the extra field holds those that do not fit here.
  const size = wide(archive.readUInt32LE(at + 24));
  const compressed = wide(archive.readUInt32LE(at + 20));
  const localHeader = wide(archive.readUInt32LE(at + 42));
  return {
    name,
    method: archive.readUInt16LE(at + 10),
    checksum: archive.readUInt32LE(at + 16),
    compressed,
    size,
    localHeader,
  };
}

/** Gives a 32-bit number as it is, and in the place of the mark "see the extra field" the next number there. */
function wideNumbers(extra: Buffer): (narrow: number) => number {
  let at = wideField(extra);
  return (narrow) => {
    if (narrow !== SEE_EXTRA) return narrow;
    if (at === -1 || at + 8 > extra.length)
      throw new Error('the archive is damaged: a 64-bit size is missing');
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  };
}

/** Where the numbers of the 64-bit extra field begin; -1 where there is none. */
function wideField(extra: Buffer): number {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === WIDE_FIELD) return at + 4;
  }
  return -1;
}

/** The end record is the last thing but for a comment, so it is looked for backwards. */
function endRecord(archive: Buffer): number {
  const last = archive.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (archive.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw new Error('the file is no zip archive, or is cut short');
}
