import { describe, expect, it } from 'vitest';
import type { ConfigChange } from '../../../shared/domain/config-change.ts';
import { type ConfigLine, ConfigTree } from './config-tree.ts';

const CONFIG = {
  mode: 'replay',
  data: {
    symbols: ['AIG', 'SPY'],
    many: Array.from({ length: 20 }, (_, index) => `S${index}`),
    scanners: [{ name: 'above_2', config: { percent: 2 } }],
    empty: [],
  },
};
const NONE: ReadonlySet<string> = new Set();

function tree(...changes: readonly ConfigChange[]): ConfigTree {
  return new ConfigTree(JSON.stringify(CONFIG), changes);
}

function line(lines: readonly ConfigLine[], path: string): ConfigLine {
  const found = lines.find((each) => each.path === path);
  if (found === undefined) throw new Error(`No line ${path} in ${lines.map((each) => each.path).join()}`);
  return found;
}

describe('the config as a tree', () => {
  it('has a line for each value, under its path', () => {
    const lines = tree().lines(NONE);
    expect(line(lines, 'data.scanners[0].config.percent')).toMatchObject({
      depth: 4,
      label: 'percent',
      value: '2',
    });
    expect(line(lines, 'data.symbols[1]')).toMatchObject({ label: '2', value: 'SPY', isBranch: false });
    expect(line(lines, 'data.scanners[0]').label).toBe('above_2');
    expect(line(lines, 'data.many').value).toBe('20 entries');
    expect(line(lines, 'data.empty')).toMatchObject({ value: '[]', isBranch: false });
  });

  it('is closed at long lists to begin with', () => {
    expect([...tree().closed]).toEqual(['data.many']);
    expect(
      tree()
        .lines(tree().closed)
        .map(({ path }) => path),
    ).not.toContain('data.many[0]');
  });

  it('marks what changed, and what it is in', () => {
    const change: ConfigChange = { path: 'data.symbols[0]', kind: 'added', before: null, after: 'AIG' };
    const lines = tree(change).lines(NONE);
    expect(line(lines, 'data.symbols[0]').change).toBe(change);
    expect(line(lines, 'data.symbols').changesInside).toBe(1);
    expect(line(lines, 'data').changesInside).toBe(1);
    expect(line(lines, 'mode').changesInside).toBe(0);
  });

  it('opens a long list that something changed in', () => {
    expect([...tree({ path: 'data.many[3]', kind: 'added', before: null, after: 'S3' }).closed]).toEqual([]);
  });

  it('keeps a line for what was removed, where it had been', () => {
    const change: ConfigChange = { path: 'data.symbols[0]', kind: 'removed', before: 'BAC', after: null };
    const lines = tree(change).lines(NONE);
    const gone = line(lines, 'data.symbols[0] removed');
    expect(gone).toMatchObject({ depth: 2, value: 'BAC', change });
    expect(lines.indexOf(gone)).toBe(lines.indexOf(line(lines, 'data.symbols[1]')) + 1);
  });

  it('keeps a line for a removed key of the file itself, and of any spelling', () => {
    const paths = ['trading', 'data["odd key"]'].map(
      (path): ConfigChange => ({ path, kind: 'removed', before: 1, after: null }),
    );
    const lines = tree(...paths).lines(NONE);
    expect(line(lines, 'trading removed')).toMatchObject({ depth: 0, label: 'trading' });
    expect(line(lines, 'data["odd key"] removed').depth).toBe(1);
  });

  it('is searched by path and value, and shows the way to what is found', () => {
    expect(
      tree()
        .matching('PERCENT 2')
        .map(({ path }) => path),
    ).toEqual([
      'data',
      'data.scanners',
      'data.scanners[0]',
      'data.scanners[0].config',
      'data.scanners[0].config.percent',
    ]);
    expect(
      tree()
        .matching('spy')
        .map(({ path }) => path),
    ).toEqual(['data', 'data.symbols', 'data.symbols[1]']);
    expect(tree().matching('nothing')).toEqual([]);
  });
});
