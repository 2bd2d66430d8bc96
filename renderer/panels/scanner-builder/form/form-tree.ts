import type { Expression, Span } from '../../../../shared/rules/syntax.ts';

/** A word of the rule: neither a space nor a comment. */
export interface Word extends Span {
  readonly text: string;
}

/** A rule as rows of a form. Every node knows the text that it is, so that a change of the form is an edit of the text. */
export type FormNode = FormGroup | FormRow;

export interface FormGroup {
  readonly kind: 'group';
  /** `all`: joined by "and"; `any`: by "or". */
  readonly logic: 'all' | 'any';
  /** Parentheses around it included. */
  readonly span: Span;
  /** Without them: what is added goes to its end. */
  readonly inner: Span;
  /** The words "and" or "or" between its parts. */
  readonly operators: readonly Span[];
  readonly of: readonly FormNode[];
}

export interface FormRow {
  readonly kind: 'row';
  readonly span: Span;
  readonly expression: Expression;
}

/** One change of a rule's text. */
export interface TextEdit {
  readonly span: Span;
  readonly replacement: string;
}

const LOGIC = { all: 'and', any: 'or' } as const;
const OPENING = '([';
const CLOSING = ')]';

/**
 * The rows and groups of a rule that was read without a fault.
 * @param expression what the parser made of the text
 * @param words every word of the text, in order
 */
export function formTree(expression: Expression, words: readonly Word[]): FormNode | undefined {
  const leaves = conditions(expression);
  let next = 0;
  const tree = nodeOf(words, () => {
    const leaf = leaves[next];
    next += 1;
    return leaf;
  });
  // The words and the tree must have told the same story.
  return next === leaves.length ? tree : undefined;
}

/** The parts between "and" and "or", in their order. */
function conditions(expression: Expression): Expression[] {
  if (expression.kind !== 'binary') return [expression];
  if (expression.operator !== 'and' && expression.operator !== 'or') return [expression];
  return [...conditions(expression.left), ...conditions(expression.right)];
}

function nodeOf(
  words: readonly Word[],
  leaf: () => Expression | undefined,
  outer?: Span,
): FormNode | undefined {
  const span = spanOf(words);
  if (span === undefined) return undefined;
  for (const logic of ['any', 'all'] as const) {
    const parts = split(words, LOGIC[logic]);
    if (parts.operators.length === 0) continue;
    const of = parts.between.flatMap((part) => nodeOf(part, leaf) ?? []);
    if (of.length !== parts.between.length) return undefined;
    return { kind: 'group', logic, span: outer ?? span, inner: span, operators: parts.operators, of };
  }
  if (isEnclosed(words)) return nodeOf(words.slice(1, -1), leaf, outer ?? span);
  const expression = leaf();
  return expression === undefined ? undefined : { kind: 'row', span: outer ?? span, expression };
}

interface Parts {
  readonly between: readonly (readonly Word[])[];
  readonly operators: readonly Word[];
}

/** Cuts at a word that stands outside all brackets. */
function split(words: readonly Word[], at: string): Parts {
  const between: Word[][] = [[]];
  const operators: Word[] = [];
  let depth = 0;
  for (const word of words) {
    depth += depthOf(word);
    if (depth === 0 && word.text === at) {
      operators.push(word);
      between.push([]);
    } else between.at(-1)?.push(word);
  }
  return { between, operators };
}

/** True where the first bracket closes with the last word. */
function isEnclosed(words: readonly Word[]): boolean {
  if (words[0]?.text !== '(' || words.at(-1)?.text !== ')') return false;
  let depth = 0;
  for (const [index, word] of words.entries()) {
    depth += depthOf(word);
    if (depth === 0) return index === words.length - 1;
  }
  return false;
}

function depthOf({ text }: Word): number {
  if (text.length !== 1) return 0;
  if (OPENING.includes(text)) return 1;
  return CLOSING.includes(text) ? -1 : 0;
}

function spanOf(words: readonly Word[]): Span | undefined {
  const [first, last] = [words[0], words.at(-1)];
  return first === undefined || last === undefined ? undefined : { from: first.from, to: last.to };
}
