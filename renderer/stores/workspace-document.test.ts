import { describe, expect, it } from 'vitest';
import {
  copiedLayout,
  DEFAULT_WORKSPACE,
  layoutNames,
  layoutOf,
  nameProblem,
  readWorkspace,
  renamedLayout,
  withLayout,
  withoutLayout,
} from './workspace-document.ts';

const changed = withLayout(DEFAULT_WORKSPACE, 'Scan', { dock: { grid: 1 }, panels: { hits: { width: 60 } } });
const copied = copiedLayout(changed, 'Morning');

describe('a workspace document', () => {
  it('comes back from its text as it was', () => {
    expect(readWorkspace(JSON.stringify(copied))).toEqual(copied);
    const guided = { ...copied, guide: { done: ['hit'], dismissed: true } };
    expect(readWorkspace(JSON.stringify(guided))).toEqual(guided);
  });

  it.each([
    ['no JSON', '{'],
    ['a later version', JSON.stringify({ ...copied, version: 2 })],
    ['a field that nobody wrote', JSON.stringify({ ...copied, extra: true })],
    [
      'a layout without panels',
      JSON.stringify({ ...copied, layouts: { Mine: { base: 'Scan', dock: null } } }),
    ],
  ])('is none with %s', (_, text) => {
    expect(readWorkspace(text)).toBeUndefined();
  });

  it('shows Scan where the active layout is not among those stored', () => {
    expect(readWorkspace(JSON.stringify({ ...copied, active: 'Gone' }))?.active).toBe('Scan');
  });

  it('lists the built-in layouts first, then the user’s by name', () => {
    expect(layoutNames(copiedLayout(copied, 'afternoon'))).toEqual([
      'Scan',
      'Charts',
      'Review',
      'Scanner',
      'afternoon',
      'Morning',
    ]);
  });
});

describe('a copy of a layout', () => {
  it('is shown, has what the original has, and leaves the original alone', () => {
    expect(copied.active).toBe('Morning');
    expect(layoutOf(copied, 'Morning')).toEqual(layoutOf(changed, 'Scan'));
    const after = withLayout(copied, 'Morning', { dock: { grid: 2 } });
    expect(layoutOf(after, 'Scan').dock).toEqual({ grid: 1 });
  });

  it('keeps its arrangement and its place in front under another name', () => {
    const renamed = renamedLayout(copied, 'Morning', 'Open');
    expect(renamed.active).toBe('Open');
    expect(layoutOf(renamed, 'Open')).toEqual(layoutOf(copied, 'Morning'));
    expect(layoutNames(renamed)).not.toContain('Morning');
  });

  it('gives way to what it began as when it is deleted', () => {
    const deleted = withoutLayout(copied, 'Morning');
    expect(deleted.active).toBe('Scan');
    expect(layoutNames(deleted)).toEqual(['Scan', 'Charts', 'Review', 'Scanner']);
  });
});

it('a built-in layout that is reset is as it comes, and stays in front', () => {
  const reset = withoutLayout(changed, 'Scan');
  expect(reset.active).toBe('Scan');
  expect(layoutOf(reset, 'Scan')).toEqual({ base: 'Scan', dock: null, panels: {} });
});

describe('the name of a layout', () => {
  it.each([
    ['  ', 'needs a name'],
    ['scan', 'a layout Scan already'],
    ['MORNING', 'a layout Morning already'],
    ['x'.repeat(41), 'at most 40 characters, this has 41'],
  ])('%j is refused with the reason', (name, reason) => {
    expect(nameProblem(copied, name)).toContain(reason);
  });

  it('is free otherwise', () => {
    expect(nameProblem(copied, 'Afternoon')).toBeNull();
  });
});
