// @ts-check
import { describe, expect, it } from 'vitest';
import { firstDifference } from './dependencies.mjs';

const zod = { version: '4.6.7', integrity: 'sha512-a' };
const darwin = { version: '1.0.0', integrity: 'sha512-b', optional: true };

describe('installed dependencies', () => {
  it('are as locked when every package has its version and integrity', () => {
    expect(
      firstDifference({ '': {}, 'node_modules/zod': zod }, { 'node_modules/zod': { ...zod } }),
    ).toBeUndefined();
  });

  it('may lack optional packages, which belong to other platforms', () => {
    expect(firstDifference({ 'node_modules/x-darwin': darwin }, {})).toBeUndefined();
  });

  it.each([
    ['is absent', {}],
    ['has another version', { 'node_modules/zod': { ...zod, version: '4.6.6' } }],
    ['has another content', { 'node_modules/zod': { ...zod, integrity: 'sha512-c' } }],
  ])('differ when a package %s', (_, present) => {
    expect(firstDifference({ 'node_modules/zod': zod }, present)).toBe('node_modules/zod');
  });
});
