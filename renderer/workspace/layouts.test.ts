import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../shared/domain/json.ts';
import { BUILT_IN_LAYOUTS } from '../stores/workspace-document.ts';
import { builtInDock } from './layouts.ts';

const everything = (kind: string) => ({ title: kind, minimumWidth: 240 });
const SIZES = [
  { width: 1_276, height: 648 },
  { width: 1_916, height: 1_008 },
  { width: 2_556, height: 1_368 },
];

interface Part {
  readonly type: 'leaf' | 'branch';
  readonly size: number;
  readonly data: readonly Part[] & { readonly views: readonly string[]; readonly activeView: string };
}

/** The root of an arrangement, as the dock reads it. */
function rootOf(dock: Readonly<Record<string, JsonValue>>): Part {
  return Object(dock.grid).root;
}

function leaves(part: Part): Part[] {
  return part.type === 'leaf' ? [part] : part.data.flatMap(leaves);
}

/** Sizes of the parts side by side add up to the extent that they share; down every branch. */
function misfits(part: Part, along: number, across: number): string[] {
  if (part.type === 'leaf') return [];
  const sum = part.data.reduce((total, each) => total + each.size, 0);
  const own = Math.abs(sum - along) > 1 ? [`${sum} of ${along}`] : [];
  return [...own, ...part.data.flatMap((each) => misfits(each, across, each.size))];
}

describe.each(BUILT_IN_LAYOUTS)('the layout %s', (layout) => {
  it.each(SIZES)('fills a dock of $width × $height', (size) => {
    expect(misfits(rootOf(builtInDock(layout, size, everything)), size.width, size.height)).toEqual([]);
  });

  it('has every panel once, and no other', () => {
    const dock = builtInDock(layout, SIZES[0] ?? { width: 1, height: 1 }, everything);
    const views = leaves(rootOf(dock)).flatMap(({ data }) => data.views);
    expect([...views].sort()).toEqual(Object.keys(Object(dock.panels)).sort());
  });

  it('leaves out what the program does not have, and a group of nothing with it', () => {
    const only = new Set(['universe', 'hits']);
    const dock = builtInDock(layout, { width: 1_276, height: 648 }, (kind) =>
      only.has(kind) ? everything(kind) : undefined,
    );
    expect(Object.keys(Object(dock.panels)).sort()).toEqual(['hits', 'universe']);
    expect(leaves(rootOf(dock)).every(({ data }) => data.views.length > 0)).toBe(true);
  });
});

describe('the layout Scan', () => {
  const groupsAt = (size: { width: number; height: number }) =>
    leaves(rootOf(builtInDock('Scan', size, everything)));

  it('has the universe 564 wide beside a gutter on a large screen, and never below 360 on the smallest', () => {
    expect(groupsAt({ width: 1_916, height: 1_008 })[0]?.size).toBe(564 + 2);
    expect(groupsAt({ width: 1_276, height: 648 })[0]?.size).toBeGreaterThanOrEqual(360);
  });

  it('puts positions and locks one above the other where the height allows, behind each other where not', () => {
    const views = (size: { width: number; height: number }) => groupsAt(size).map(({ data }) => data.views);
    expect(views({ width: 1_916, height: 1_008 })).toContainEqual(['positions']);
    expect(views({ width: 1_276, height: 648 })).toContainEqual(['positions', 'locks']);
  });

  it('keeps a tab in front when it is made for another size', () => {
    const dock = builtInDock('Scan', { width: 1_276, height: 648 }, everything, new Set(['log', 'locks']));
    expect(leaves(rootOf(dock)).map(({ data }) => data.activeView)).toEqual([
      'universe',
      'chart',
      'promoted',
      'locks',
      'log',
    ]);
  });
});
