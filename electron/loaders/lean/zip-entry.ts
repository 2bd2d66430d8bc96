import { crc32, inflateRawSync } from 'node:zlib';
import { type CentralHeader, readCentralHeader } from './zip-directory.ts';

/** The one file of an archive. */
interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

const MOST_INFLATED_BYTES = 512 * 1024 * 1024;
const MOST_INFLATION = 200;

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * Reads the one file of an archive in memory; nothing is ever extracted to disk.
 * A declared size is believed only as a bound: inflating stops there, and the
 * checksum must agree. Throws Error, in words for the user, for whatever is not
 * one sound, plain CSV file.
 */
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
