import { describe, expect, it } from 'vitest';
import { formatBytes } from './bytes.ts';

describe('bytes', () => {
  it('are told in units of 1,000', () => {
    expect([0, 64_000, 5_700_000, 312_400_000, 4_200_000_000].map(formatBytes)).toEqual([
      '0 kB',
      '64 kB',
      '5.7 MB',
      '312 MB',
      '4.2 GB',
    ]);
  });
});
