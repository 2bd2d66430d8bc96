// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { under, unzip } from './unzip.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unzip-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param {import('fflate').Zippable} content */
function archiveOf(content) {
  const file = join(folder, 'archive.zip');
  writeFileSync(file, zipSync(content));
  return file;
}

/** @param {number} mode @returns {import('fflate').ZipOptions} */
const unixMode = (mode) => ({ os: 3, attrs: (0o100000 | mode) << 16 });

describe('unzip', () => {
  it('writes files below the prefix, packed or stored, with their permissions', () => {
    const text = 'line\n'.repeat(1000);
    const archive = archiveOf({
      'App/run': [strToU8('#!/bin/sh\n'), unixMode(0o755)],
      'App/sub/long.txt': [strToU8(text), unixMode(0o644)],
      'App/sub/stored.txt': [strToU8(text), { ...unixMode(0o644), level: 0 }],
      'App/skipped/x': strToU8('x'),
      'Other/y': strToU8('y'),
    });
    const target = join(folder, 'out');
    const written = unzip(
      archive,
      under('App/', target, (name) => name.startsWith('skipped/')),
    );
    expect(written).toBe(3);
    expect(statSync(join(target, 'run')).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(target, 'sub', 'long.txt'), 'utf8')).toBe(text);
    expect(readFileSync(join(target, 'sub', 'stored.txt'), 'utf8')).toBe(text);
    expect(existsSync(join(target, 'skipped'))).toBe(false);
    expect(existsSync(join(folder, 'y'))).toBe(false);
  });

  it('refuses an entry that leaves the folder', () => {
    const archive = archiveOf({ 'App/../../evil': strToU8('x') });
    expect(() =>
      unzip(
        archive,
        under('App/', join(folder, 'out'), () => false),
      ),
    ).toThrow('leaves its folder');
  });

  it('refuses what is no archive or only half of one', () => {
    const archive = archiveOf({ 'App/a': strToU8('content of a') });
    const whole = readFileSync(archive);
    writeFileSync(archive, whole.subarray(0, whole.length - 30));
    expect(() => unzip(archive, () => join(folder, 'a'))).toThrow('not a zip archive');
    writeFileSync(archive, 'short');
    expect(() => unzip(archive, () => join(folder, 'a'))).toThrow();
  });
});
