// @ts-check
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { icnsFile, icoFile } from './icon-files.mjs';
import { inRoot } from './paths.mjs';

const PNG_START = '\x89PNG';

describe('the icon file for Windows', () => {
  const file = readFileSync(inRoot('assets', 'icons', 'icon.ico'));

  it('names every picture with its size, and where its PNG stands', () => {
    const count = file.readUInt16LE(4);
    const sizes = [];
    for (let index = 0; index < count; index += 1) {
      const at = 6 + 16 * index;
      const offset = file.readUInt32LE(at + 12);
      expect(file.toString('latin1', offset, offset + 4)).toBe(PNG_START);
      // Width of the picture itself, as its header says.
      expect(file.readUInt32BE(offset + 16) % 256).toBe(file.readUInt8(at));
      sizes.push(file.readUInt32BE(offset + 16));
    }
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it('ends with its last picture', () => {
    const last = 6 + 16 * (file.readUInt16LE(4) - 1);
    expect(file.readUInt32LE(last + 12) + file.readUInt32LE(last + 8)).toBe(file.length);
  });

  it('is no larger than its directory where there is no picture', () => {
    expect(icoFile([])).toHaveLength(6);
  });
});

describe('the icon file for macOS', () => {
  const file = readFileSync(inRoot('assets', 'icons', 'icon.icns'));

  it('is chunks of PNGs up to 1,024 pixels that fill it to its end', () => {
    expect(file.readUInt32BE(4)).toBe(file.length);
    let at = 8;
    const sizes = [];
    while (at < file.length) {
      expect(file.toString('latin1', at + 8, at + 12)).toBe(PNG_START);
      sizes.push(file.readUInt32BE(at + 8 + 16));
      at += file.readUInt32BE(at + 4);
    }
    expect(at).toBe(file.length);
    expect(sizes).toEqual([16, 32, 64, 128, 256, 512, 1024]);
  });

  it('refuses a size that the format has no PNG for', () => {
    expect(() => icnsFile([{ size: 48, png: Buffer.alloc(0) }])).toThrow('48 pixels');
  });
});
