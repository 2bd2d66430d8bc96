// @ts-check

/**
 * @typedef {object} Picture
 * @property {number} size edge in pixels
 * @property {Buffer} png
 */

/**
 * Windows icon file: a directory of 16 bytes a picture, then the PNGs as they are.
 * @param {readonly Picture[]} pictures up to 256 pixels
 */
export function icoFile(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** Types of PNG chunks by size, as Apple's icon files name them; 64 is 32 at double density. */
const ICNS_TYPES = new Map([
  [16, 'icp4'],
  [32, 'icp5'],
  [64, 'ic12'],
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
  [1024, 'ic10'],
]);

/**
 * macOS icon file: chunks of type, length and PNG.
 * @param {readonly Picture[]} pictures of the sizes 16 to 1024, powers of two
 */
export function icnsFile(pictures) {
  const chunks = pictures.map(({ size, png }) => {
    const type = ICNS_TYPES.get(size);
    if (type === undefined) throw new RangeError(`An icns file has no PNG of ${size} pixels`);
    return chunk(type, png);
  });
  return chunk('icns', Buffer.concat(chunks));
}

/** @param {string} type @param {Buffer} content */
function chunk(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
