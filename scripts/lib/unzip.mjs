// @ts-check
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} method
 * @property {number} packedBytes
 * @property {number} mode Unix permission bits, 0 where the archive has none
 * @property {number} offset of the local header
 */

/**
 * Unpacks files of a zip archive with their permission bits. Reads one entry at
 * a time; no program and no package is needed, so that it works on a bare machine.
 * Archives over 4 GB (zip64) and encrypted ones are not understood.
 * @param {string} archive
 * @param {(name: string) => string | undefined} place the file to write for an entry, undefined to leave it out
 * @returns {number} files written
 */
export function unzip(archive, place) {
  const file = openSync(archive, 'r');
  try {
    let written = 0;
    for (const entry of readDirectory(file)) {
      const target = entry.name.endsWith('/') ? undefined : place(entry.name);
      if (target === undefined) continue;
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, readEntry(file, entry), { mode: entry.mode === 0 ? 0o644 : entry.mode });
      written += 1;
    }
    return written;
  } finally {
    closeSync(file);
  }
}

/**
 * A `place` for {@link unzip}: everything under `prefix`, into `folder`, without what `leaveOut` names.
 * @param {string} prefix
 * @param {string} folder
 * @param {(relative: string) => boolean} leaveOut
 * @returns {(name: string) => string | undefined}
 */
export function under(prefix, folder, leaveOut) {
  return (name) => {
    if (!name.startsWith(prefix)) return undefined;
    const relative = name.slice(prefix.length);
    if (relative.split('/').includes('..')) throw new Error(`archive entry leaves its folder: ${name}`);
    return leaveOut(relative) ? undefined : join(folder, relative);
  };
}

/** @param {number} file @returns {ZipEntry[]} */
function readDirectory(file) {
  const size = fstatSync(file).size;
  const tailBytes = Math.min(size, END_RECORD_BYTES + 0xffff);
  const tail = readAt(file, size - tailBytes, tailBytes);
  let end = tailBytes - END_RECORD_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END_RECORD) end -= 1;
  if (end < 0) throw new Error('not a zip archive: no end record');
  const directory = readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  return parseDirectory(directory, tail.readUInt16LE(end + 10));
}

/** @param {Buffer} directory @param {number} count @returns {ZipEntry[]} */
function parseDirectory(directory, count) {
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('damaged zip archive: directory');
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** @param {number} file @param {ZipEntry} entry @returns {Buffer} */
function readEntry(file, entry) {
  const header = readAt(file, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readAt(file, start, entry.packedBytes);
  if (entry.method === STORED) return packed;
  if (entry.method === DEFLATED) return inflateRawSync(packed);
  throw new Error(`zip entry ${entry.name} is packed by an unknown method: ${entry.method}`);
}

/** @param {number} file @param {number} position @param {number} length */
function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  if (readSync(file, buffer, 0, length, position) !== length)
    throw new Error('damaged zip archive: cut short');
  return buffer;
}
