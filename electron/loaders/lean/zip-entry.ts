import { crc32, inflateRawSync } from 'node:zlib';

/**
 * Reads the one file of an archive in memory, with the guards of trust.md S18.
 * Layout: PKWARE APPNOTE.TXT 6.3, sections 4.3.7 (local header), 4.3.12 (central
 * header) and 4.3.16 (end record). Nothing is ever extracted to disk.
 */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

const MOST_INFLATED_BYTES = 512 * 1024 * 1024;
const MOST_INFLATION = 200;

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const CENTRAL_SIGNATURE = 0x02014b50;
const CENTRAL_LENGTH = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const FILE_TYPE_MASK = 0o170000;
const SYMBOLIC_LINK = 0o120000;

interface CentralHeader {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly compressed: number;
  readonly size: number;
  readonly localHeader: number;
}

/** Throws Error, in words for the user, for whatever is not one sound, plain CSV file. */
export function readZipEntry(archive: Buffer): ZipEntry {
  const header = readCentralHeader(archive);
  if (header.size > MOST_INFLATED_BYTES) {
    throw new Error(`the entry declares ${header.size} bytes, at most ${MOST_INFLATED_BYTES} are read`);
  }
  if (header.size > header.compressed * MOST_INFLATION) {
    throw new Error(`the entry is packed more than ${MOST_INFLATION} to 1`);
  }
  const bytes = inflate(entryData(archive, header), header);
  if (bytes.length !== header.size || crc32(bytes) !== header.checksum) {
    throw new Error('the archive is damaged: size or checksum of the entry is wrong');
  }
  return { name: header.name, bytes };
}

function readCentralHeader(archive: Buffer): CentralHeader {
  const end = endRecord(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count !== 1) throw new Error(`the archive holds ${count} entries, one CSV file is expected`);
  const at = archive.readUInt32LE(end + 16);
  if (at + CENTRAL_LENGTH > end || archive.readUInt32LE(at) !== CENTRAL_SIGNATURE) {
    throw new Error('the archive is damaged: its directory is not where it should be');
  }
  const name = archive.toString(
    'utf8',
    at + CENTRAL_LENGTH,
    at + CENTRAL_LENGTH + archive.readUInt16LE(at + 28),
  );
  if (!/^[^/\\:\0]+\.csv$/i.test(name))
    throw new Error(`the entry "${name.slice(0, 100)}" is no plain CSV name`);
  if ((archive.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0) throw new Error('the entry is encrypted');
  if ((archive.readUInt16LE(at + 40) & FILE_TYPE_MASK) === SYMBOLIC_LINK)
    throw new Error('the entry is a link');
  return {
    name,
    method: archive.readUInt16LE(at + 10),
    checksum: archive.readUInt32LE(at + 16),
    compressed: archive.readUInt32LE(at + 20),
    size: archive.readUInt32LE(at + 24),
    localHeader: archive.readUInt32LE(at + 42),
  };
}

/** The end record is the last thing but for a comment, so it is looked for backwards. */
function endRecord(archive: Buffer): number {
  const last = archive.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (archive.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw new Error('the file is no zip archive, or is cut short');
}

function entryData(archive: Buffer, header: CentralHeader): Buffer {
  const at = header.localHeader;
  if (at + LOCAL_LENGTH > archive.length || archive.readUInt32LE(at) !== LOCAL_SIGNATURE) {
    throw new Error('the archive is damaged: the entry is not where it should be');
  }
  const start = at + LOCAL_LENGTH + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const data = archive.subarray(start, start + header.compressed);
  if (data.length !== header.compressed) throw new Error('the archive is damaged: the entry is cut short');
  return data;
}

function inflate(data: Buffer, header: CentralHeader): Buffer {
  if (header.method === STORED) return data;
  if (header.method !== DEFLATED)
    throw new Error(`the entry is packed by method ${header.method}, not deflate`);
  try {
    // Counts while it inflates: a declared size that is a lie ends here, not in memory.
    return inflateRawSync(data, { maxOutputLength: Math.max(header.size, 1) });
  } catch {
    throw new Error('the archive is damaged: the entry does not inflate to its declared size');
  }
}
