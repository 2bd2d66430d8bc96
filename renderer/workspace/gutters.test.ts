import { describe, expect, it } from 'vitest';
import { withGutters } from './gutters.ts';

const leaf = (size: number) => ({ type: 'leaf', size, data: { views: ['log'], id: 'group' } });

describe('the sizes of an arrangement with its gutters', () => {
  it('add up to the room that the parts share, at every level', () => {
    const dock = {
      grid: {
        width: 1_000,
        root: {
          type: 'branch',
          size: 600,
          data: [leaf(396), { type: 'branch', size: 600, data: [leaf(100), leaf(200), leaf(292)] }],
        },
      },
      panels: {},
    };
    const root = Object(withGutters(dock)).grid.root;
    const sizes = (parts: readonly { size: number }[]) => parts.reduce((sum, { size }) => sum + size, 0);
    expect(sizes(root.data)).toBe(1_000);
    expect(sizes(root.data[1].data)).toBeCloseTo(600, 9);
    expect(root.data[0]).toEqual(leaf(398));
  });

  it('leaves alone what is no arrangement', () => {
    expect(withGutters({ grid: null })).toEqual({ grid: null });
  });
});
