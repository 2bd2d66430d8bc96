import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRule } from '../../../../shared/rules/parser.ts';
import type { Expression } from '../../../../shared/rules/syntax.ts';
import { withAlternative, withCondition, withLogic, withoutPart, withPart } from './form-edits.ts';
import { type FormGroup, type FormNode, formTree, type Word } from './form-tree.ts';

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/#[^\n]*|"[^"]*"|\w+|[()[\],]|[^\s\w()[\],#"]+/g)]
    .filter(([word]) => !word.startsWith('#'))
    .map(({ 0: word, index }) => ({ from: index, to: index + word.length, text: word }));

function treeOf(text: string): FormNode {
  const { expression, problems } = parseRule(text);
  expect(problems, text).toEqual([]);
  const tree = expression === undefined ? undefined : formTree(expression, wordsOf(text));
  if (tree === undefined) throw new Error(`No form of ${text}`);
  return tree;
}

/** The shape of a form: conditions as they are written, groups by what joins them. */
function shape(node: FormNode, text: string): unknown {
  if (node.kind === 'row') return text.slice(node.span.from, node.span.to).replace(/^\(+|\)+$/g, '');
  return { [node.logic]: node.of.map((part) => shape(part, text)) };
}

const shapeOf = (text: string) => shape(treeOf(text), text);

function groupOf(text: string): FormGroup {
  const tree = treeOf(text);
  if (tree.kind !== 'group') throw new Error(`${text} is one condition`);
  return tree;
}

describe('the form of a rule', () => {
  it('has a row for each condition between "and"', () => {
    expect(shapeOf('gap > 3 and rvol >= 2\n  and close > open')).toEqual({
      all: ['gap > 3', 'rvol >= 2', 'close > open'],
    });
  });

  it('shows that "and" binds closer than "or", with brackets or without', () => {
    expect(shapeOf('gap > 3 and rvol > 2 or close > open')).toEqual({
      any: [{ all: ['gap > 3', 'rvol > 2'] }, 'close > open'],
    });
    expect(shapeOf('gap > 3 and (rvol > 2 or close > open)')).toEqual({
      all: ['gap > 3', { any: ['rvol > 2', 'close > open'] }],
    });
  });

  it('passes over comments', () => {
    expect(shapeOf('gap > 3 # large and rare\n  and rvol > 2 # or so')).toEqual({
      all: ['gap > 3', 'rvol > 2'],
    });
  });
});

describe('a condition added', () => {
  it('begins an empty rule', () => {
    expect(withCondition('', undefined, 'gap > 3')).toBe('gap > 3');
  });

  it('stands on a line of its own', () => {
    const text = 'gap > 3';
    expect(withCondition(text, treeOf(text), 'rvol >= 2')).toBe('gap > 3\n  and rvol >= 2');
  });

  it('must hold beside all of an "or", which gets brackets', () => {
    const text = 'gap > 3 or gap < -3';
    const next = withCondition(text, treeOf(text), 'rvol > 2');
    expect(shapeOf(next)).toEqual({ all: [{ any: ['gap > 3', 'gap < -3'] }, 'rvol > 2'] });
  });

  it('goes before a comment that ends the rule without being swallowed by it', () => {
    const text = 'gap > 3 # large';
    expect(shapeOf(withCondition(text, treeOf(text), 'rvol > 2'))).toEqual({ all: ['gap > 3', 'rvol > 2'] });
  });

  it('stays together where it is more than one', () => {
    const text = 'gap > 3';
    const next = withCondition(text, treeOf(text), 'close > 5 or close < 2');
    expect(shapeOf(next)).toEqual({ all: ['gap > 3', { any: ['close > 5', 'close < 2'] }] });
  });

  it('joins a group by its own word', () => {
    const text = 'rvol > 2 and (gap > 3 or gap < -3)';
    const inner = groupOf(text).of[1];
    if (inner?.kind !== 'group') throw new Error('no group');
    expect(shapeOf(withPart(text, inner, 'close > 5'))).toEqual({
      all: ['rvol > 2', { any: ['gap > 3', 'gap < -3', 'close > 5'] }],
    });
  });

  it('may hold instead of one row', () => {
    const text = 'rvol > 2 and gap > 3';
    const [, row] = groupOf(text).of;
    if (row === undefined) throw new Error('no row');
    expect(shapeOf(withAlternative(text, row, 'gap < -3'))).toEqual({
      all: ['rvol > 2', { any: ['gap > 3', 'gap < -3'] }],
    });
  });
});

describe('a condition removed', () => {
  it.each([
    [0, { all: ['b > 2', 'c > 3'] }],
    [1, { all: ['a > 1', 'c > 3'] }],
    [2, { all: ['a > 1', 'b > 2'] }],
  ])('takes its "and" with it: part %i of three', (index, left) => {
    const text = 'a > 1 # first\n  and b > 2\n  and c > 3';
    expect(shapeOf(withoutPart(text, groupOf(text), index))).toEqual(left);
  });

  it('leaves the other one of two without brackets', () => {
    const text = 'a > 1 and (b > 2 or c > 3)';
    const inner = groupOf(text).of[1];
    if (inner?.kind !== 'group') throw new Error('no group');
    expect(withoutPart(text, inner, 0)).toBe('a > 1 and c > 3');
    expect(withoutPart(text, groupOf(text), 0)).toBe('(b > 2 or c > 3)');
  });
});

it('"all of" becomes "any of" and back', () => {
  const text = 'a > 1\n  and b > 2 # and so on';
  expect(withLogic(text, groupOf(text), 'any')).toBe('a > 1\n  or b > 2 # and so on');
});

const condition = fc.constantFrom(
  'gap > 3',
  'rvol >= 2',
  'not close > open',
  'rising(close, 3)',
  'abs(gap) > 1',
);
const rule = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc
      .tuple(tie('rule'), fc.constantFrom(' and ', '\n  or '), tie('rule'))
      .map(([a, by, b]) => `${a}${by}${b}`),
    tie('rule').map((each) => `(${each})`),
  ),
})).rule;

/** Truth of a rule for a truth of each condition: what the form does must be what it says. */
function holds(expression: Expression, text: string, truths: ReadonlyMap<string, boolean>): boolean {
  if (expression.kind === 'binary' && expression.operator === 'and')
    return holds(expression.left, text, truths) && holds(expression.right, text, truths);
  if (expression.kind === 'binary' && expression.operator === 'or')
    return holds(expression.left, text, truths) || holds(expression.right, text, truths);
  return truths.get(text.slice(expression.span.from, expression.span.to)) ?? false;
}

function truthOf(text: string, truths: ReadonlyMap<string, boolean>): boolean {
  const { expression, problems } = parseRule(text);
  if (expression === undefined || problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
  return holds(expression, text, truths);
}

const truths = fc
  .tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean())
  .map(
    ([a, b, c, d, e, added]) =>
      new Map([
        ['gap > 3', a],
        ['rvol >= 2', b],
        ['not close > open', c],
        ['rising(close, 3)', d],
        ['abs(gap) > 1', e],
        ['volume > 9', added],
      ]),
  );

describe('any rule', () => {
  it('with a condition added holds exactly where it held and the condition holds too', () => {
    fc.assert(
      fc.property(rule, truths, (text, known) => {
        const next = withCondition(text, treeOf(text), 'volume > 9');
        return truthOf(next, known) === (truthOf(text, known) && known.get('volume > 9') === true);
      }),
    );
  });

  it('with a part removed is what the rest of the group says', () => {
    fc.assert(
      fc.property(rule, fc.nat(5), (text, at) => {
        const tree = treeOf(text);
        if (tree.kind === 'row') return;
        const index = at % tree.of.length;
        const kept = tree.of.filter((_, each) => each !== index).map((part) => shape(part, text));
        const next = withoutPart(text, tree, index);
        const [only] = kept;
        expect(shapeOf(next)).toEqual(kept.length === 1 ? only : { [tree.logic]: kept });
      }),
    );
  });
});
