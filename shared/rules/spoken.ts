import { SPOKEN_CROSSES, SPOKEN_FACTORS, SPOKEN_SIGNS } from './habits.ts';
import { LARGEST_NUMBER } from './limits.ts';
import { decimal } from './number-text.ts';
import type { ComparisonOperator, Expression, Span } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

/** What of the parser reads on behind words that are none of the language's. */
export interface Grammar {
  readonly tokens: TokenReader;
  sum(): Expression;
  /** A node of the tree, counted in its height. */
  grown(node: Expression): Expression;
}

/** Longer ones are not shown on a button. */
const LONGEST_REWRITING = 120;

/**
 * `close is above vwap`: what is said in words behind a value, read as it is meant, and told with how it is written.
 * Undefined, with nothing taken, where no such words stand there.
 */
export function readSpoken(grammar: Grammar, left: Expression, start: number): Expression | undefined {
  const { tokens } = grammar;
  const words = spokenAt(tokens);
  if (words === undefined) return undefined;
  const { from } = tokens.token.span;
  for (let taken = 0; taken < words.tokens; taken += 1) tokens.take();
  const said: Said = { words: words.text, left, start, span: { from, to: tokens.end } };
  if (said.words === 'between') return between(grammar, said);
  const cross = SPOKEN_CROSSES[said.words];
  return cross === undefined ? comparison(grammar, said) : crossing(grammar, said, cross);
}

/** Words behind a value, and where the value begins. */
interface Said {
  readonly words: string;
  readonly span: Span;
  readonly left: Expression;
  readonly start: number;
}

function spokenAt(tokens: TokenReader): { readonly text: string; readonly tokens: number } | undefined {
  const names = [0, 1, 2].map((ahead) => {
    const token = tokens.ahead(ahead);
    return token.kind === 'name' ? token.name : undefined;
  });
  const before = names[0] === 'is' ? 1 : 0;
  const [first, second] = names.slice(before);
  if (first === undefined) return undefined;
  if (second !== undefined && isSpoken(`${first} ${second}`))
    return { text: `${first} ${second}`, tokens: before + 2 };
  return isSpoken(first) ? { text: first, tokens: before + 1 } : undefined;
}

function isSpoken(words: string): boolean {
  return words === 'between' || Object.hasOwn(SPOKEN_SIGNS, words) || Object.hasOwn(SPOKEN_CROSSES, words);
}

function comparison(grammar: Grammar, said: Said): Expression {
  const operator = SPOKEN_SIGNS[said.words] ?? '=';
  const fix = { title: `Change to ${operator}`, span: said.span, replacement: operator };
  grammar.tokens.tell(said.span, `'${said.words}' is written ${operator}.`, fix);
  return compared(grammar, operator, said, grammar.sum());
}

function between(grammar: Grammar, said: Said): Expression {
  const { tokens } = grammar;
  const least = grammar.sum();
  const left = compared(grammar, '>=', said, least);
  const what = "'between' is written with two comparisons:";
  const pattern = 'a >= 2 and a <= 8';
  if (!tokens.isWord('and')) {
    tokens.tell(said.span, `${what} ${pattern}.`);
    return left;
  }
  tokens.take();
  const most = grammar.sum();
  const [value, low, high] = [said.left, least, most].map((each) => textOf(tokens, each));
  tellRewritten(tokens, said, what, { meant: `${value} >= ${low} and ${value} <= ${high}`, pattern });
  const right = compared(grammar, '<=', said, most);
  const { span: operatorSpan, start } = said;
  return grammar.grown({
    kind: 'binary',
    operator: 'and',
    left,
    right,
    operatorSpan,
    span: tokens.spanFrom(start),
  });
}

function crossing(grammar: Grammar, said: Said, name: string): Expression {
  const { tokens } = grammar;
  const right = grammar.sum();
  const meant = `${name}(${textOf(tokens, said.left)}, ${textOf(tokens, right)})`;
  tellRewritten(tokens, said, 'A cross is written', { meant, pattern: `${name}(a, b)` });
  const args = [said.left, right].map((value) => ({ name: undefined, value, span: value.span }));
  return grammar.grown({ kind: 'call', name, nameSpan: said.span, args, span: tokens.spanFrom(said.start) });
}

function compared(
  { tokens, grown }: Grammar,
  operator: ComparisonOperator,
  { left, span: operatorSpan, start }: Said,
  right: Expression,
): Expression {
  return grown({ kind: 'binary', operator, left, right, operatorSpan, span: tokens.spanFrom(start) });
}

/** Tells how something is written; where that is short, with the edit of all of it. */
function tellRewritten(
  tokens: TokenReader,
  { span, start }: Said,
  what: string,
  { meant, pattern }: { readonly meant: string; readonly pattern: string },
): void {
  const fix = { title: `Change to ${meant}`, span: tokens.spanFrom(start), replacement: meant };
  if (meant.length > LONGEST_REWRITING) tokens.tell(span, `${what} ${pattern}.`);
  else tokens.tell(span, `${what} ${meant}.`, fix);
}

function textOf({ text }: TokenReader, { span }: Expression): string {
  return text.slice(span.from, span.to);
}

/** What a number before `million` is multiplied with; the word is taken, and told of. */
export function spokenFactor(tokens: TokenReader, value: number, start: number): number {
  const { token } = tokens;
  const factor = token.kind === 'name' ? SPOKEN_FACTORS[token.name] : undefined;
  if (factor === undefined || value * factor >= LARGEST_NUMBER) return 1;
  tokens.take();
  const [span, meant] = [tokens.spanFrom(start), decimal(value * factor)];
  const fix = { title: `Change to ${meant}`, span, replacement: meant };
  tokens.tell(span, `'${tokens.text.slice(span.from, span.to)}' is written out: ${meant}.`, fix);
  return factor;
}
