import { lex, type Token } from './lexer.ts';
import type { Span } from './syntax.ts';

export type RuleTokenKind =
  | 'keyword'
  | 'name'
  | 'function'
  | 'number'
  | 'interval'
  | 'text'
  | 'operator'
  | 'bracket'
  | 'comment'
  | 'wrong';

/** A piece of a rule's text with what it is to be coloured as. */
export interface RuleToken {
  readonly kind: RuleTokenKind;
  readonly span: Span;
}

/** The pieces of any text that is no longer than a rule may be, in order, without gaps but white space. */
export function tokenizeRule(text: string): RuleToken[] {
  const tokens = lex(text);
  const pieces: RuleToken[] = [];
  for (const [place, token] of tokens.entries()) {
    const kind = kindOf(token, tokens[place + 1]);
    if (kind !== undefined) pieces.push({ kind, span: token.span });
  }
  return pieces;
}

function kindOf(token: Token, next: Token | undefined): RuleTokenKind | undefined {
  switch (token.kind) {
    case 'end':
      return undefined;
    case 'name':
      return next?.kind === 'punctuation' && next.mark === '(' ? 'function' : 'name';
    case 'punctuation':
      return '()[]'.includes(token.mark) ? 'bracket' : token.mark === '%' ? 'number' : 'operator';
    default:
      return token.kind;
  }
}
