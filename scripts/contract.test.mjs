// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from './lib/paths.mjs';

/*
 * docs/contract.md names, for each promise of the engine, the tests that prove it: `path › title`, in backquotes.
 * What is named must be there: as the title of a test that is run.
 */

const page = readFileSync(inRoot('docs/contract.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|\s*(promise|---)/i.test(line))
  .map((line) => line.split(/(?<!\\)\|/).slice(1, -1));

/** @type {(cell: string) => { path: string, title: string }[]} */
function testsOf(cell) {
  return [...cell.matchAll(/`([^`›]+) › ([^`]+)`/g)].map(([, path = '', title = '']) => ({
    path,
    title: title.replaceAll('\\|', '|'),
  }));
}

/** @type {(text: string) => string} */
const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Undefined where the file has a test of that title; otherwise what is wrong. @type {(test: { path: string, title: string }) => string | undefined} */
function fault({ path, title }) {
  if (!existsSync(inRoot(path))) return `${path} does not exist`;
  const source = readFileSync(inRoot(path), 'utf8');
  const call = new RegExp(`(\\S*)\\(\\s*(['"\`])${quoted(title)}\\2`).exec(source);
  if (call === null) return `${path} has no test “${title}”`;
  return /\.(skip|todo)$/.test(call[1] ?? '') ? `${path} leaves out “${title}”` : undefined;
}

describe('the contract page', () => {
  it('has a promise and its tests in each row, and nothing else in the second column', () => {
    expect(rows.length).toBeGreaterThan(40);
    for (const cells of rows) {
      expect(cells, cells.join('|')).toHaveLength(2);
      const [promise = '', proof = ''] = cells;
      expect(promise.trim()).not.toBe('');
      expect(testsOf(proof).length, promise).toBeGreaterThan(0);
      expect(
        proof
          .replace(/`[^`]+ › [^`]+`/g, '')
          .replace(/<br>/g, '')
          .trim(),
        promise,
      ).toBe('');
    }
  });

  it('names tests that there are', () => {
    const faults = rows.flatMap(([, proof = '']) => testsOf(proof).flatMap((test) => fault(test) ?? []));
    expect(faults).toEqual([]);
  });

  it('would notice a file or a title that there is not', () => {
    expect(fault({ path: 'scripts/nowhere.test.mjs', title: 'x' })).toContain('does not exist');
    expect(fault({ path: 'scripts/contract.test.mjs', title: 'names tests' })).toContain('has no test');
    expect(fault({ path: 'scripts/contract.test.mjs', title: 'names tests that there are' })).toBeUndefined();
  });
});
