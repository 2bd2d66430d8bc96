import { childrenOf } from './children.ts';
import type { Token } from './lexer.ts';
import { DEEPEST_NESTING, LARGEST_NUMBER, LONGEST_RULE, TALLEST_TREE } from './limits.ts';
import { isComparisonOperator } from './names.ts';
import { type Grammar, readSpoken, spokenFactor } from './spoken.ts';
import type { Argument, Binary, Expression, RuleProblem, Span } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

/** What a text says, as far as it can be understood. */
export interface ParsedRule {
  /**
   * Undefined where there is no text, or where it is too long or too deep. Where there are problems, a part that
   * is missing is a Name without letters.
   */
  readonly expression: Expression | undefined;
  /** By place; none where the text is well formed. */
  readonly problems: readonly RuleProblem[];
}

/**
 * The tree of a rule or of a figure. Names and words are read in any case and told in lower case. Any text gives
 * an answer, in time linear in its length: brackets nest to a bounded depth, and each step takes a token or ends.
 */
export function parseRule(text: string): ParsedRule {
  if (text.length > LONGEST_RULE) {
    const message = `The rule has ${text.length} characters; at most ${LONGEST_RULE} are allowed.`;
    return { expression: undefined, problems: [{ span: { from: LONGEST_RULE, to: text.length }, message }] };
  }
  return new Parser(text).rule();
}

/** Thrown inside of the parser where going on makes no sense; never leaves it. */
class TooDeep extends Error {}

const BARS_AGO = 'Between [ and ] stands how many bars ago, a whole number as in close[1].';

class Parser {
  readonly #in: TokenReader;
  readonly #heights = new WeakMap<Expression, number>();
  #depth = 0;
  /** True where a comma would begin another argument, and so cannot be one of thousands. */
  #isListing = false;

  readonly #grammar: Grammar;

  constructor(text: string) {
    this.#in = new TokenReader(text);
    this.#grammar = { tokens: this.#in, sum: () => this.#sum(), grown: (node) => this.#grown(node) };
  }

  rule(): ParsedRule {
    try {
      return { expression: this.#whole(), problems: this.#in.problems };
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
      return { expression: undefined, problems: this.#in.problems };
    }
  }

  #whole(): Expression | undefined {
    if (this.#in.isAtEnd) {
      const everything = { from: 0, to: this.#in.text.length };
      if (this.#in.problems.length === 0)
        this.#in.tell(everything, 'The rule is empty; write a condition such as close > sma(20, 1d).');
      return undefined;
    }
    let whole = this.#or();
    // What stands behind a whole condition is told, and read as another one for what is wrong inside of it.
    while (!this.#in.isAtEnd) {
      const { span } = this.#in.token;
      this.#in.unexpected();
      if (!this.#in.isAtEnd) whole = this.#binary('and', whole, span, this.#or(), whole.span.from);
    }
    return whole;
  }

  #or(): Expression {
    return this.#chain('or', () => this.#and());
  }

  #and(): Expression {
    return this.#chain('and', () => this.#not());
  }

  #chain(word: 'and' | 'or', operand: () => Expression): Expression {
    const start = this.#start;
    let left = operand();
    while (this.#in.isWord(word)) {
      const { span } = this.#in.take();
      left = this.#binary(word, left, span, operand(), start);
    }
    return left;
  }

  #not(): Expression {
    const start = this.#start;
    if (!this.#in.isWord('not')) return this.#comparison();
    this.#in.take();
    const of = this.#deeper(() => this.#not());
    return this.#grown({ kind: 'unary', operator: 'not', of, span: this.#in.spanFrom(start) });
  }

  #comparison(): Expression {
    const start = this.#start;
    let left = this.#sum();
    for (let compared = 0; ; compared += 1) {
      const { token } = this.#in;
      if (this.#in.isWord('in') || (this.#in.isWord('not') && this.#in.isWord('in', 1))) {
        left = this.#membership(left, start);
      } else if (token.kind === 'operator' && isComparisonOperator(token.operator)) {
        this.#in.take();
        if (compared > 0) this.#tellChained(left, token.span);
        left = this.#binary(token.operator, left, token.span, this.#sum(), start);
      } else {
        const spoken = readSpoken(this.#grammar, left, start);
        if (spoken === undefined) return left;
        left = spoken;
      }
    }
  }

  #tellChained(left: Expression, span: Span): void {
    if (left.kind !== 'binary') return;
    const middle = this.#in.text.slice(left.right.span.from, left.right.span.to);
    const sign = this.#in.text.slice(span.from, span.to);
    const before = left.operator;
    const at = { from: span.from, to: span.from };
    const fix = { title: `Insert and ${middle}`, span: at, replacement: `and ${middle} ` };
    this.#in.tell(
      span,
      `Two comparisons are joined by 'and': a ${before} ${middle} and ${middle} ${sign} b.`,
      fix,
    );
  }

  #membership(of: Expression, start: number): Expression {
    const negated = this.#in.isWord('not');
    if (negated) this.#in.take();
    this.#in.take();
    const list = this.#in.isMark('(') ? this.#list(() => this.#sum()) : [this.#sum()];
    return this.#grown({ kind: 'membership', of, negated, list, span: this.#in.spanFrom(start) });
  }

  /** What stands between brackets, by commas. */
  #list<T>(element: () => T): T[] {
    const open = this.#in.take();
    const outside = this.#isListing;
    this.#isListing = true;
    const list: T[] = [];
    while (!this.#in.isMark(')') && !this.#in.isAtEnd) {
      list.push(this.#deeper(element));
      if (!this.#in.isMark(',')) break;
      this.#in.take();
    }
    this.#isListing = outside;
    this.#in.close(')', open);
    return list;
  }

  #sum(): Expression {
    return this.#arithmetic(['+', '-'], () => this.#product());
  }

  #product(): Expression {
    return this.#arithmetic(['*', '/'], () => this.#signed());
  }

  #arithmetic(operators: readonly ('+' | '-' | '*' | '/')[], operand: () => Expression): Expression {
    const start = this.#start;
    let left = operand();
    for (;;) {
      const { token } = this.#in;
      const operator =
        token.kind === 'operator' ? operators.find((each) => each === token.operator) : undefined;
      if (operator === undefined) return left;
      this.#in.take();
      left = this.#binary(operator, left, token.span, operand(), start);
    }
  }

  #signed(): Expression {
    const start = this.#start;
    const { token } = this.#in;
    if (token.kind !== 'operator' || (token.operator !== '-' && token.operator !== '+'))
      return this.#postfix();
    this.#in.take();
    const of = this.#deeper(() => this.#signed());
    if (token.operator === '+') return of;
    return this.#grown({ kind: 'unary', operator: '-', of, span: this.#in.spanFrom(start) });
  }

  /** A value, and `[5]` or `.upper` behind it. */
  #postfix(): Expression {
    const start = this.#start;
    let of = this.#primary();
    for (;;) {
      if (this.#in.isMark('[')) of = this.#ago(of, start);
      else if (this.#in.isMark('.')) of = this.#output(of, start);
      else return of;
    }
  }

  #ago(of: Expression, start: number): Expression {
    const open = this.#in.take();
    const inside = this.#start;
    const value = this.#in.isMark(']') ? undefined : this.#deeper(() => this.#sum());
    const span = value === undefined ? open.span : this.#in.spanFrom(inside);
    const isClosed = this.#in.close(']', open);
    const isCount = value?.kind === 'number' && !value.percent && Number.isInteger(value.value);
    if (isClosed && !isCount) this.#in.tell(span, BARS_AGO);
    const bars = isCount ? value.value : 0;
    return this.#grown({ kind: 'ago', of, bars, span: this.#in.spanFrom(start) });
  }

  #output(of: Expression, start: number): Expression {
    const dot = this.#in.take();
    const { token } = this.#in;
    if (token.kind !== 'name') {
      this.#in.tell(dot.span, "Behind a dot stands an output's name, as in bbands(20).upper.");
      return of;
    }
    this.#in.take();
    const span = this.#in.spanFrom(start);
    return this.#grown({ kind: 'output', of, output: token.name, outputSpan: token.span, span });
  }

  #primary(): Expression {
    const { token } = this.#in;
    switch (token.kind) {
      case 'number':
        return this.#number();
      case 'text':
        this.#in.take();
        return this.#grown({ kind: 'text', value: token.value, span: token.span });
      case 'interval':
        this.#in.take();
        return this.#grown({ kind: 'interval', interval: token.interval, span: token.span });
      case 'name':
        return this.#named(token.name);
      default:
        return this.#in.isMark('(') ? this.#group() : this.#missing();
    }
  }

  #number(): Expression {
    const start = this.#start;
    let value = numberOf(this.#in.take());
    for (let group = this.#thousands(); group !== undefined; group = this.#thousands()) {
      this.#in.take();
      this.#in.take();
      value = value * 1000 + group;
    }
    const digits = this.#in.spanFrom(start);
    const written = this.#in.text.slice(start, digits.to);
    if (written.includes(',')) {
      const meant = written.replaceAll(',', '_');
      const fix = { title: `Change to ${meant}`, span: digits, replacement: meant };
      this.#in.tell(digits, `Thousands are written without commas: ${meant}.`, fix);
    }
    value *= spokenFactor(this.#in, value, start);
    const percent = this.#in.isMark('%');
    if (percent) this.#in.take();
    return this.#grown({ kind: 'number', value, percent, span: this.#in.spanFrom(start) });
  }

  /** The next three digits of `1,000,000`, which are an argument of their own inside of brackets. */
  #thousands(): number | undefined {
    const [comma, digits] = [this.#in.token, this.#in.ahead(1)];
    if (this.#isListing || !this.#in.isMark(',') || digits.kind !== 'number') return undefined;
    const isJoined = comma.span.from === this.#in.end && digits.span.from === comma.span.to;
    const isGroup = /^\d{3}$/u.test(this.#in.text.slice(digits.span.from, digits.span.to));
    return isJoined && isGroup ? digits.value : undefined;
  }

  #named(name: string): Expression {
    const { span: nameSpan } = this.#in.take();
    if (!this.#in.isMark('(')) return this.#grown({ kind: 'name', name, span: nameSpan });
    const args = this.#list(() => this.#argument());
    return this.#grown({ kind: 'call', name, nameSpan, args, span: this.#in.spanFrom(nameSpan.from) });
  }

  #argument(): Argument {
    const start = this.#start;
    const [name, equals] = [this.#in.token, this.#in.ahead(1)];
    const isNamed = name.kind === 'name' && equals.kind === 'operator' && equals.operator === '=';
    if (isNamed) {
      this.#in.take();
      this.#in.take();
    }
    const value = this.#or();
    return { name: isNamed ? name.name : undefined, value, span: this.#in.spanFrom(start) };
  }

  #group(): Expression {
    const outside = this.#isListing;
    this.#isListing = false;
    const open = this.#in.take();
    const inside = this.#deeper(() => this.#or());
    this.#isListing = outside;
    this.#in.close(')', open);
    return inside;
  }

  /** Tells that there is no value where one should be. A sign too many is gone over, and the value behind it taken. */
  #missing(): Expression {
    const { token } = this.#in;
    const isEnd = token.kind === 'end';
    const before = isEnd ? 'The rule ends' : `${this.#in.quoted(token)} stands`;
    const span = isEnd ? (this.#in.previous?.span ?? token.span) : token.span;
    this.#in.tell(span, `${before} where a value is expected, such as 20, close or sma(20).`);
    while (this.#in.token.kind === 'operator') this.#in.take();
    if (token.kind === 'operator' && beginsValue(this.#in.token)) return this.#deeper(() => this.#postfix());
    const at = Math.min(this.#start, this.#in.text.length);
    return this.#grown({ kind: 'name', name: '', span: { from: at, to: at } });
  }

  get #start(): number {
    return this.#in.token.span.from;
  }

  #binary(
    operator: Binary['operator'],
    left: Expression,
    operatorSpan: Span,
    right: Expression,
    start: number,
  ): Expression {
    const span = this.#in.spanFrom(start);
    return this.#grown({ kind: 'binary', operator, left, right, operatorSpan, span });
  }

  /** Reads what stands inside of something else. */
  #deeper<T>(read: () => T): T {
    if (this.#depth === DEEPEST_NESTING) {
      const message = `Brackets and signs stand inside each other, at most ${DEEPEST_NESTING} deep.`;
      this.#in.tell(this.#in.token.span, message);
      throw new TooDeep();
    }
    this.#depth += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  /** Remembers how tall the tree of a node is, and ends where walking it would become dangerous. */
  #grown(node: Expression): Expression {
    let height = 0;
    for (const child of childrenOf(node)) height = Math.max(height, this.#heights.get(child) ?? 0);
    this.#heights.set(node, height + 1);
    if (height < TALLEST_TREE) return node;
    const message = `The rule has more than ${TALLEST_TREE} steps in a row; make several rules of it.`;
    this.#in.tell(node.span, message);
    throw new TooDeep();
  }
}

function numberOf(token: Token): number {
  return token.kind === 'number' ? Math.min(token.value, LARGEST_NUMBER) : 0;
}

function beginsValue(token: Token): boolean {
  if (token.kind === 'punctuation') return token.mark === '(';
  return (
    token.kind === 'number' || token.kind === 'text' || token.kind === 'interval' || token.kind === 'name'
  );
}
