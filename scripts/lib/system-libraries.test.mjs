// @ts-check
import { describe, expect, it } from 'vitest';
import { needsVirtualDisplay } from './display.mjs';
import { missingLibraries, packageNames } from './system-libraries.mjs';

describe('system libraries', () => {
  it('are missing where ldd finds none', () => {
    const listing = [
      '\tlinux-vdso.so.1 (0x00007ffd)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f)',
      '\tlibgbm.so.1 => not found',
      '\tlibgtk-3.so.0 => not found',
    ];
    expect(missingLibraries(listing.join('\n'))).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
    expect(missingLibraries('\tstatically linked\n')).toEqual([]);
  });

  it('have the names of the release: with t64 where it has such packages', () => {
    const known = new Set(['libasound2', 'libasound2t64', 'libnss3']);
    expect(packageNames(['libasound2', 'libnss3', 'xvfb'], known)).toEqual([
      'libasound2t64',
      'libnss3',
      'xvfb',
    ]);
  });
});

describe('a virtual display', () => {
  it('is needed on Linux without a screen, and nowhere else', () => {
    expect(needsVirtualDisplay('linux', {})).toBe(true);
    expect(needsVirtualDisplay('linux', { DISPLAY: '' })).toBe(true);
    expect(needsVirtualDisplay('linux', { DISPLAY: ':0' })).toBe(false);
    expect(needsVirtualDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(false);
    expect(needsVirtualDisplay('darwin', {})).toBe(false);
  });
});
