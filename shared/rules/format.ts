import { TIGHTNESS, within } from './expression-text.ts';
import { lex } from './lexer.ts';
import { parseRule } from './parser.ts';
import type { Binary, Expression, Span } from './syntax.ts';

const INDENT = '  ';

/**
 * A rule in its canonical form: one condition of the outermost `and` (or `or`) a line, comments kept at theirs.
 * Reading it gives an equal expression, and formatting it again changes nothing. Undefined where the text has
 * problems.
 */
export function formatRule(text: string): string | undefined {
  const { expression, problems } = parseRule(text);
  if (expression === undefined || problems.length > 0) return undefined;
  const chain = chainOf(expression);
  const comments = new LineComments(text, chain);
  const lines: string[] = [];
  for (const [place, operand] of chain.operands.entries()) {
    const indent = place === 0 ? '' : INDENT;
    for (const comment of comments.before(place)) lines.push(indent + comment);
    const word = place === 0 || chain.operator === undefined ? '' : `${INDENT}${chain.operator} `;
    const behind = comments.behind(place).join(' ');
    lines.push(word + printed(operand, chain, place) + (behind === '' ? '' : `  ${behind}`));
  }
  lines.push(...comments.before(chain.operands.length));
  return lines.join('\n');
}

/** The outermost `and` or `or`, as what it joins; one operand where there is none. */
interface Chain {
  readonly operator: 'and' | 'or' | undefined;
  readonly operands: readonly Expression[];
  /** Places of the words between. */
  readonly words: readonly Span[];
}

function chainOf(expression: Expression): Chain {
  if (!isJoined(expression)) return { operator: undefined, operands: [expression], words: [] };
  const { operator } = expression;
  const operands: Expression[] = [];
  const words: Span[] = [];
  let rest: Expression = expression;
  while (isJoined(rest) && rest.operator === operator) {
    operands.unshift(rest.right);
    words.unshift(rest.operatorSpan);
    rest = rest.left;
  }
  return { operator, operands: [rest, ...operands], words };
}

function isJoined(of: Expression): of is Binary & { readonly operator: 'and' | 'or' } {
  return of.kind === 'binary' && (of.operator === 'and' || of.operator === 'or');
}

function printed(operand: Expression, { operator }: Chain, place: number): string {
  if (operator === undefined) return within(operand, 0);
  return within(operand, TIGHTNESS[operator] + (place === 0 ? 0 : 1));
}

/** The comments of a text, by the condition that each stands before, or on whose line it stands. */
class LineComments {
  readonly #before: string[][];
  readonly #behind: string[][];

  constructor(text: string, { operands, words }: Chain) {
    this.#before = Array.from({ length: operands.length + 1 }, () => []);
    this.#behind = operands.map(() => []);
    for (const { kind, span } of lex(text)) {
      if (kind !== 'comment') continue;
      const comment = text.slice(span.from, span.to).trimEnd();
      const place = words.filter(({ from }) => from < span.from).length;
      const line = text.slice(text.lastIndexOf('\n', span.from - 1) + 1, span.from);
      if (line.trim() !== '') this.#behind[place]?.push(comment);
      else this.#before[span.from > (operands[place]?.span.to ?? 0) ? place + 1 : place]?.push(comment);
    }
  }

  before(place: number): readonly string[] {
    return this.#before[place] ?? [];
  }

  behind(place: number): readonly string[] {
    return this.#behind[place] ?? [];
  }
}
