import { normalizeSymbol } from '../domain/symbol.ts';
import type { OneOf } from './checked-rule.ts';
import { type Called, type Checking, written } from './checking.ts';
import { FACT_NAMES, isOneOf } from './names.ts';
import { unknownWord } from './suggestions.ts';
import type { Expression, Membership, Span } from './syntax.ts';

type Fact = (typeof FACT_NAMES)[number];

/** `sector in ("Energy", "Utilities")`, `symbol not in ("SPY")`. */
export function checkMembership(of: Membership, checking: Checking): OneOf | undefined {
  const fact = of.of.kind === 'name' ? of.of.name : undefined;
  if (fact !== undefined && isOneOf(FACT_NAMES, fact))
    return checkFact(fact, of.list, of.negated, of.span, checking);
  if (fact === '') return undefined;
  const message = `'in' stands behind ${FACT_NAMES.join(' or ')}, not behind ${written(checking, of.of.span)}.`;
  return checking.tell(of.of.span, message);
}

/** A fact of a symbol held against texts, each of which is looked up. */
export function checkFact(
  fact: Fact,
  list: readonly Expression[],
  negated: boolean,
  span: Span,
  checking: Checking,
): OneOf | undefined {
  if (list.length === 0) return checking.tell(span, `The list is empty; name at least one ${fact}.`);
  const values = list.map((each) => factValue(fact, each, checking)).filter((each) => each !== undefined);
  if (values.length < list.length) return undefined;
  return { kind: 'one_of', fact, values: [...new Set(values)], negated, span };
}

function factValue(fact: Fact, of: Expression, checking: Checking): string | undefined {
  if (checking.isFull || (of.kind === 'name' && of.name === '')) return undefined;
  if (of.kind !== 'text') {
    return tellUnquoted(`A ${fact}`, of.span, checking);
  }
  return fact === 'sector' ? sectorOf(of.value, of.span, checking) : symbolOf(of.value, of.span, checking);
}

function tellUnquoted(what: string, span: Span, checking: Checking): undefined {
  const words = written(checking, span);
  if (!/^[\w. -]+$/u.test(words)) return checking.tell(span, `${what} stands in quotes.`);
  const fix = { title: `Change to "${words}"`, span, replacement: `"${words}"` };
  return checking.tell(span, `${what} stands in quotes: "${words}".`, fix);
}

function symbolOf(value: string, span: Span, checking: Checking): string | undefined {
  const symbol = normalizeSymbol(value);
  if (symbol !== undefined) return symbol;
  return checking.tell(
    span,
    `'${written({ text: value }, { from: 0, to: value.length })}' is no symbol; write one such as "IBM" or "BRK.B".`,
  );
}

function sectorOf(value: string, span: Span, checking: Checking): string | undefined {
  const { sectors } = checking.catalogue;
  const typed = value.trim().toLowerCase();
  const found = sectors.find((sector) => sector.toLowerCase() === typed);
  if (found !== undefined) return found;
  const otherwise = sectors.length === 0 ? 'no sectors are known' : `there are ${sectors.join(', ')}`;
  return checking.problem(unknownWord('sector', value, span, sectors, otherwise, quoted));
}

/** `in_list("Favourites")`, one list or several. */
export function listMembership(called: Called, checking: Checking): OneOf | undefined {
  if (called.args.length === 0)
    return checking.tell(called.nameSpan, 'in_list needs the name of a list: in_list("Favourites").');
  const values = called.args.map(({ value }) => listOf(value, checking)).filter((each) => each !== undefined);
  if (values.length < called.args.length) return undefined;
  return { kind: 'one_of', fact: 'list', values: [...new Set(values)], negated: false, span: called.span };
}

function listOf(of: Expression, checking: Checking): string | undefined {
  if (checking.isFull || (of.kind === 'name' && of.name === '')) return undefined;
  const { lists } = checking.catalogue;
  if (of.kind !== 'text') return tellUnquoted('The name of a list', of.span, checking);
  if (checking.anyList === true || lists.includes(of.value)) return of.value;
  const otherwise = lists.length === 0 ? 'this session has no lists' : `there are ${lists.join(', ')}`;
  return checking.problem(unknownWord('list', of.value, of.span, lists, otherwise, quoted));
}

function quoted(value: string): string {
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}
