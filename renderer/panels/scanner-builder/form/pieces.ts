import type { Argument, Expression, NumberLiteral, Span } from '../../../../shared/rules/syntax.ts';

/** What a row of the form is made of, from left to right. Each part but a word knows the text that it changes. */
export type Piece =
  | { readonly kind: 'word'; readonly text: string }
  /** Something that is measured, to be replaced by another: `close`, `rsi`. `span` is all of it, arguments too. */
  | { readonly kind: 'measure'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'number';
      readonly span: Span;
      readonly value: string;
      readonly unit: string;
      readonly label: string;
    }
  | {
      readonly kind: 'choice';
      readonly span: Span;
      readonly value: string;
      readonly options: readonly Choice[];
      readonly label: string;
    }
  /** Interval of bars. */
  | { readonly kind: 'interval'; readonly span: Span; readonly value: string; readonly label: string }
  /** Several texts of a list: sectors, symbols. `span` is the list between its brackets. */
  | { readonly kind: 'list'; readonly span: Span; readonly values: readonly string[]; readonly of: string }
  /** What the form cannot take apart: it is changed in the text. */
  | { readonly kind: 'code'; readonly span: Span; readonly text: string };

export interface Choice {
  /** As it stands in the text. */
  readonly value: string;
  readonly label: string;
}

const COMPARISONS: readonly Choice[] = [
  { value: '>', label: 'above' },
  { value: '>=', label: 'at least' },
  { value: '<', label: 'below' },
  { value: '<=', label: 'at most' },
  { value: '=', label: 'equal to' },
  { value: '!=', label: 'not equal to' },
];
const CROSSINGS: readonly Choice[] = [
  { value: 'crosses_above', label: 'crosses above' },
  { value: 'crosses_below', label: 'crosses below' },
];
const TRENDS: readonly Choice[] = [
  { value: 'rising', label: 'rising' },
  { value: 'falling', label: 'falling' },
];
const SIGNS: Readonly<Record<string, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷' };

/** One condition as pieces; a piece of kind `code` where the form has no words for it. */
export function piecesOf(text: string, condition: Expression): readonly Piece[] {
  if (condition.kind === 'unary' && condition.operator === 'not') {
    return [word('not'), ...piecesOf(text, condition.of)];
  }
  if (condition.kind === 'binary' && isComparison(condition.operator)) {
    return [
      ...measureOf(text, condition.left),
      choice(text, condition.operatorSpan, COMPARISONS, 'Comparison'),
      ...measureOf(text, condition.right),
      ...unitWords(condition.left, condition.right),
    ];
  }
  if (condition.kind === 'membership') return memberOf(text, condition);
  if (condition.kind === 'call') return calledOf(text, condition);
  return [code(text, condition.span)];
}

const RELATIVE_VOLUMES = ['rvol', 'rel_volume', 'relative_volume'];

/** What a bare number counts, where the measure's name leaves room for a wrong guess. */
function unitWords(left: Expression, right: Expression): readonly Piece[] {
  const isRelative = (left.kind === 'name' || left.kind === 'call') && RELATIVE_VOLUMES.includes(left.name);
  return isRelative && right.kind === 'number' && !right.percent ? [word('× usual')] : [];
}

type Kind<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** `crosses_above(a, b)`, `rising(x, n)`. */
function calledOf(text: string, of: Kind<'call'>): readonly Piece[] {
  const [first, second, ...others] = of.args.map(({ value }) => value);
  if (others.length > 0 || first === undefined || second === undefined) return [code(text, of.span)];
  const [before, after] = [measureOf(text, first), measureOf(text, second)];
  if (isOneOf(CROSSINGS, of.name)) {
    return [...before, choice(text, of.nameSpan, CROSSINGS, 'Which way'), ...after];
  }
  if (isOneOf(TRENDS, of.name)) {
    return [...before, choice(text, of.nameSpan, TRENDS, 'Which way'), word('for'), ...after, word('bars')];
  }
  return [code(text, of.span)];
}

function memberOf(text: string, of: Kind<'membership'>): readonly Piece[] {
  const [first, last] = [of.list[0], of.list.at(-1)];
  const values = of.list.flatMap((each) => (each.kind === 'text' ? [each.value] : []));
  const isPlain = of.of.kind === 'name' && values.length === of.list.length;
  if (!isPlain || first === undefined || last === undefined) return [code(text, of.span)];
  const { name } = of.of;
  const span = { from: first.span.from, to: last.span.to };
  return [
    word(name),
    word(of.negated ? 'is none of' : 'is one of'),
    { kind: 'list', span, values, of: name },
  ];
}

/** Something that is measured, or a number. */
function measureOf(text: string, of: Expression): readonly Piece[] {
  switch (of.kind) {
    case 'number':
      return [number(text, of, of.span, 'Value')];
    case 'unary': {
      const isNegative = of.operator === '-' && of.of.kind === 'number';
      return [isNegative ? number(text, of.of, of.span, 'Value') : code(text, of.span)];
    }
    case 'name':
      return [{ kind: 'measure', name: of.name, span: of.span }];
    case 'call':
      return measuredOf(text, of);
    case 'ago':
      return [...measureOf(text, of.of), ...agoOf(text, of)];
    case 'output':
      return [...measureOf(text, of.of), word(of.output)];
    case 'binary':
      return arithmeticOf(text, of);
    default:
      return [code(text, of.span)];
  }
}

function arithmeticOf(text: string, of: Kind<'binary'>): readonly Piece[] {
  const sign = SIGNS[of.operator];
  const isFlat = [of.left, of.right].every(({ kind }) => kind !== 'binary');
  if (sign === undefined || !isFlat) return [code(text, of.span)];
  return [...measureOf(text, of.left), word(sign), ...measureOf(text, of.right)];
}

const ARGUMENTS: readonly Expression['kind'][] = ['number', 'interval', 'name'];

function measuredOf(text: string, of: Kind<'call'>): readonly Piece[] {
  if (of.name === 'rank') return rankOf(text, of);
  if (!of.args.every(({ value }) => ARGUMENTS.includes(value.kind))) return [code(text, of.span)];
  const measure: Piece = { kind: 'measure', name: of.name, span: of.span };
  return [measure, ...of.args.flatMap((argument) => argumentOf(text, of.name, argument))];
}

/** `rank(x)`, `rank(x, sector)`. */
function rankOf(text: string, of: Kind<'call'>): readonly Piece[] {
  const [measured, among, ...others] = of.args.map(({ value }) => value);
  const isPlain = among === undefined || (among.kind === 'name' && among.name === 'sector');
  if (measured === undefined || !isPlain || others.length > 0) return [code(text, of.span)];
  const where = among === undefined ? [] : [word('in its sector')];
  return [word('rank of'), ...measureOf(text, measured), ...where];
}

function argumentOf(text: string, measure: string, { name, value }: Argument): readonly Piece[] {
  const label = `${name ?? (value.kind === 'interval' ? 'bars' : 'setting')} of ${measure}`;
  const named = name === undefined ? [] : [word(name)];
  if (value.kind === 'number') return [...named, number(text, value, value.span, label)];
  if (value.kind === 'interval') {
    return [...named, { kind: 'interval', span: value.span, value: value.interval, label }];
  }
  return value.kind === 'name' ? [...named, word(value.name)] : named;
}

/** `[3]` after what it is asked of: the number stands before the last bracket. */
function agoOf(text: string, of: Kind<'ago'>): readonly Piece[] {
  const inside = /(\d+)\s*\]$/.exec(text.slice(of.span.from, of.span.to));
  if (inside?.[1] === undefined) return [];
  const from = of.span.from + inside.index;
  const span = { from, to: from + inside[1].length };
  return [{ kind: 'number', span, value: inside[1], unit: '', label: 'Bars ago' }, word('bars ago')];
}

function number(text: string, { percent }: NumberLiteral, span: Span, label: string): Piece {
  const written = text.slice(span.from, span.to).replace(/\s*%$/, '');
  return {
    kind: 'number',
    span: { from: span.from, to: span.from + written.length },
    value: written.replaceAll('_', '').replace(/^-\s+/, '-'),
    unit: percent ? '%' : '',
    label,
  };
}

function choice(text: string, span: Span, options: readonly Choice[], label: string): Piece {
  return { kind: 'choice', span, value: text.slice(span.from, span.to).toLowerCase(), options, label };
}

function word(text: string): Piece {
  return { kind: 'word', text };
}

function code(text: string, span: Span): Piece {
  return { kind: 'code', span, text: text.slice(span.from, span.to).replace(/\s+/g, ' ') };
}

function isComparison(operator: string): boolean {
  return COMPARISONS.some(({ value }) => value === operator);
}

function isOneOf(choices: readonly Choice[], name: string): boolean {
  return choices.some(({ value }) => value === name);
}
