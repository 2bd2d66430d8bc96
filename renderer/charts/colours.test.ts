import { describe, expect, it } from 'vitest';
import { tint, withAlpha } from './colours.ts';

describe('withAlpha', () => {
  it('gives a colour an opacity', () => {
    expect(withAlpha('#2ba87a', 0.38)).toBe('rgba(43, 168, 122, 0.38)');
    expect(withAlpha('#fff', 0.5)).toBe('rgba(255, 255, 255, 0.5)');
  });

  it('leaves alone what it cannot read', () => {
    expect(withAlpha('rgb(1, 2, 3)', 0.5)).toBe('rgb(1, 2, 3)');
  });
});

describe('tint', () => {
  it('is the ground with a share of the colour', () => {
    expect(tint('#ffffff', '#000000', 0.16)).toBe('rgb(41, 41, 41)');
    expect(tint('#f0c75e', '#141920', 0)).toBe('rgb(20, 25, 32)');
  });
});
