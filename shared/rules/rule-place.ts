import { meantBy } from './aliases.ts';
import { lex, type Punctuation, type Token } from './lexer.ts';
import type { Span } from './syntax.ts';

/** What may be written at a place of a text; `span` is the word that is there, which would be replaced. */
export type RulePlace = { readonly span: Span; readonly typed: string } & (
  | { readonly kind: 'nothing' }
  /** Behind the dot of an indicator. */
  | { readonly kind: 'output'; readonly of: string }
  /** Between the quotes, or in the list, of sector, symbol or in_list. */
  | { readonly kind: 'text'; readonly of: string; readonly isQuoted: boolean }
  /** In the brackets of a call, where another argument begins; `setting` is the name before its `=`. */
  | {
      readonly kind: 'argument';
      readonly of: string;
      readonly position: number;
      readonly setting: string | undefined;
    }
  /** Where a value begins. */
  | { readonly kind: 'value' }
  /** Behind a value: what joins it to the next. */
  | { readonly kind: 'joined'; readonly behind: string | undefined }
);

/** What may be written at a position, from the tokens before it: the text around may be as wrong as it likes. */
export function placeAt(text: string, position: number): RulePlace {
  const tokens = lex(text);
  const here = tokens.find((token) => token.kind !== 'end' && holds(token, position));
  const before = tokens.filter(
    ({ kind, span }) => kind !== 'comment' && kind !== 'end' && span.to <= (here?.span.from ?? position),
  );
  if (here?.kind === 'comment') return { kind: 'nothing', span: at(position), typed: '' };
  if (here?.kind === 'text') return textPlace(text, here, before);
  const isWord = here !== undefined && ['name', 'keyword', 'interval', 'number'].includes(here.kind);
  const span = isWord ? here.span : at(position);
  const word = { span, typed: text.slice(span.from, Math.min(position, span.to)) };
  return { ...word, ...contextOf(before, here) };
}

function at(position: number): Span {
  return { from: position, to: position };
}

/** True where the position is in a token, or right behind one that could go on there. */
function holds({ kind, span }: Token, position: number): boolean {
  const goesOn =
    kind === 'name' || kind === 'keyword' || kind === 'number' || kind === 'interval' || kind === 'comment';
  return span.from < position && (goesOn ? position <= span.to : position < span.to);
}

function textPlace(text: string, { span, problem }: Token, before: readonly Token[]): RulePlace {
  // Without its closing quotes a text reaches to the end of the line.
  const inside = { from: span.from + 1, to: problem === undefined ? span.to - 1 : span.to };
  const typed = text.slice(inside.from, inside.to);
  const of = listOwner(before);
  return of === undefined
    ? { kind: 'nothing', span: inside, typed }
    : { kind: 'text', of, isQuoted: true, span: inside, typed };
}

type Context = RulePlace extends infer Place
  ? Place extends RulePlace
    ? Omit<Place, 'span' | 'typed'>
    : never
  : never;

function contextOf(before: readonly Token[], here: Token | undefined): Context {
  const last = before.at(-1);
  if (last !== undefined && isMark(last, '.')) {
    const of = calledBefore(before, before.length - 1);
    return of === undefined ? { kind: 'nothing' } : { kind: 'output', of };
  }
  if (endsValue(last))
    return { kind: 'joined', behind: last?.kind === 'name' ? meantBy(last.name) : undefined };
  const owner = listOwner(before);
  if (owner !== undefined) return { kind: 'text', of: owner, isQuoted: false };
  const open = openBracket(before);
  const name = open === undefined ? undefined : before[open - 1];
  if (open !== undefined && before[open] !== undefined && isMark(before[open], '['))
    return { kind: 'nothing' };
  const isArgument =
    last !== undefined && (isMark(last, '(') || isMark(last, ',') || settingBefore(before) !== undefined);
  if (open !== undefined && name?.kind === 'name' && isArgument) {
    const position = commasAfter(before, open);
    return { kind: 'argument', of: meantBy(name.name), position, setting: settingBefore(before) };
  }
  return here?.kind === 'number' ? { kind: 'nothing' } : { kind: 'value' };
}

/** The name before `=` where an argument is given by name. */
function settingBefore(before: readonly Token[]): string | undefined {
  const [name, equals] = [before.at(-2), before.at(-1)];
  const bracket = before.at(-3);
  const isFirst = bracket !== undefined && (isMark(bracket, '(') || isMark(bracket, ','));
  const isNamed = equals?.kind === 'operator' && equals.operator === '=' && isFirst;
  return isNamed && name?.kind === 'name' ? name.name : undefined;
}

/** Place of the bracket that is open behind the last token; undefined where none is. */
function openBracket(tokens: readonly Token[]): number | undefined {
  let closed = 0;
  for (let place = tokens.length - 1; place >= 0; place -= 1) {
    const token = tokens[place];
    if (token === undefined) continue;
    if (isMark(token, ')') || isMark(token, ']')) closed += 1;
    if (!isMark(token, '(') && !isMark(token, '[')) continue;
    if (closed === 0) return place;
    closed -= 1;
  }
  return undefined;
}

/** Whose list of texts is open, or about to be: that of `sector in (`, `symbol =`, `in_list(`. */
function listOwner(before: readonly Token[]): string | undefined {
  const open = openBracket(before);
  const bracket = open === undefined ? undefined : before[open];
  if (open !== undefined && bracket !== undefined && isMark(bracket, '(')) {
    const word = before[open - 1];
    if (word?.kind === 'name' && meantBy(word.name) === 'in_list') return 'in_list';
    if (word?.kind === 'keyword' && word.word === 'in') return factBefore(before, open - 1);
  }
  const last = before.at(-1);
  if (last?.kind === 'keyword' && last.word === 'in') return factBefore(before, before.length - 1);
  const isEqual = last?.kind === 'operator' && (last.operator === '=' || last.operator === '!=');
  return isEqual ? factBefore(before, before.length - 1) : undefined;
}

function factBefore(before: readonly Token[], place: number): string | undefined {
  const word = before[place - 1];
  const fact = word?.kind === 'keyword' && word.word === 'not' ? before[place - 2] : word;
  return fact?.kind === 'name' && (fact.name === 'sector' || fact.name === 'symbol') ? fact.name : undefined;
}

function commasAfter(tokens: readonly Token[], open: number): number {
  let [depth, commas] = [0, 0];
  for (const token of tokens.slice(open + 1)) {
    if (isMark(token, '(') || isMark(token, '[')) depth += 1;
    if (isMark(token, ')') || isMark(token, ']')) depth -= 1;
    if (depth === 0 && isMark(token, ',')) commas += 1;
  }
  return commas;
}

/** The name that a dot belongs to: before it, or before the brackets before it. */
function calledBefore(tokens: readonly Token[], dot: number): string | undefined {
  let place = dot - 1;
  const last = tokens[place];
  if (last !== undefined && isMark(last, ')')) place = (openBracket(tokens.slice(0, place)) ?? 0) - 1;
  const name = tokens[place];
  return name?.kind === 'name' ? meantBy(name.name) : undefined;
}

/** True where a value is complete, so that the next word joins it to something. */
function endsValue(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'punctuation') return token.mark === ')' || token.mark === ']' || token.mark === '%';
  return (
    token.kind === 'number' || token.kind === 'name' || token.kind === 'text' || token.kind === 'interval'
  );
}

function isMark(token: Token, mark: Punctuation): boolean {
  return token.kind === 'punctuation' && token.mark === mark;
}
