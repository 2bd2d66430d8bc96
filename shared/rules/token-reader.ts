import { lex, type Punctuation, type Token } from './lexer.ts';
import { MOST_PROBLEMS } from './limits.ts';
import type { RuleProblem, Span } from './syntax.ts';

type Fix = NonNullable<RuleProblem['fix']>;

/** The tokens of a text, taken one after the other, and what is told of them. */
export class TokenReader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  readonly #problems: RuleProblem[] = [];
  #at = 0;
  /** End of the token taken last. */
  end = 0;

  constructor(text: string) {
    this.text = text;
    const tokens = lex(text);
    for (const { problem } of tokens) if (problem !== undefined) this.#add(problem);
    this.#tokens = tokens.filter(({ kind }) => kind !== 'comment' && kind !== 'wrong');
  }

  /** By place. */
  get problems(): readonly RuleProblem[] {
    return this.#problems.toSorted((a, b) => a.span.from - b.span.from);
  }

  get token(): Token {
    return this.ahead(0);
  }

  get isAtEnd(): boolean {
    return this.token.kind === 'end';
  }

  ahead(count: number): Token {
    const token = this.#tokens[this.#at + count] ?? this.#tokens.at(-1);
    if (token === undefined) throw new RangeError('A text has at least the token of its end');
    return token;
  }

  /** The token taken last. */
  get previous(): Token | undefined {
    return this.#tokens[this.#at - 1];
  }

  /** Takes the next token; the one of the end stays. */
  take(): Token {
    const token = this.token;
    if (token.kind !== 'end') {
      this.#at += 1;
      this.end = token.span.to;
    }
    return token;
  }

  isMark(mark: Punctuation): boolean {
    const token = this.token;
    return token.kind === 'punctuation' && token.mark === mark;
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.ahead(ahead);
    return token.kind === 'keyword' && token.word === word;
  }

  /** From a place up to the token taken last. */
  spanFrom(start: number): Span {
    return { from: Math.min(start, this.end), to: this.end };
  }

  quoted({ span }: Token): string {
    const text = this.text.slice(span.from, span.to);
    return `'${text.length > 30 ? `${text.slice(0, 29)}…` : text}'`;
  }

  tell(span: Span, message: string, fix?: Fix): void {
    this.#add(fix === undefined ? { span, message } : { span, message, fix });
  }

  /** Of several problems at one place the first is told: the others come of it. */
  #add(problem: RuleProblem): void {
    if (this.#problems.length === MOST_PROBLEMS) return;
    if (this.#problems.some(({ span }) => span.from === problem.span.from)) return;
    this.#problems.push(problem);
  }

  /** Takes the closing bracket. Where it is missing, that is told, and read on behind the place where it should be. */
  close(mark: ')' | ']', open: Token): boolean {
    if (this.isMark(mark)) {
      this.take();
      return true;
    }
    // Quotes that are not closed have swallowed the bracket.
    if (this.previous?.kind === 'text' && this.previous.problem !== undefined) return false;
    if (this.isAtEnd || mark === ']') {
      const at = { from: this.end, to: this.end };
      const fix = { title: `Add ${mark}`, span: at, replacement: mark };
      this.tell(open.span, `This ${mark === ')' ? '(' : '['} is not closed.`, fix);
    } else {
      this.tell(this.token.span, `${this.quoted(this.token)} stands where , or ${mark} is expected.`);
      this.#skipTo(mark);
    }
    return false;
  }

  /** Goes over what is left inside of a bracket, and takes its end; stops before a word that begins another condition. */
  #skipTo(mark: ')' | ']'): void {
    let inside = 0;
    for (let token = this.token; token.kind !== 'end'; token = this.token) {
      if (inside === 0 && token.kind === 'keyword' && token.word !== 'in') return;
      this.take();
      if (token.kind !== 'punctuation') continue;
      if (token.mark === '(' || token.mark === '[') inside += 1;
      if (token.mark !== ')' && token.mark !== ']') continue;
      if (inside === 0 && token.mark === mark) return;
      inside -= 1;
      if (inside < 0) return;
    }
  }

  /** Tells of a token behind a whole condition, and takes it where it cannot begin another one. */
  unexpected(): void {
    const token = this.token;
    if (token.kind === 'punctuation' && token.mark !== '(') {
      this.take();
      const fix = { title: `Remove ${token.mark}`, span: token.span, replacement: '' };
      const closes = token.mark === ')' || token.mark === ']';
      this.tell(
        token.span,
        closes ? `This ${token.mark} closes nothing.` : `${this.quoted(token)} has no meaning here.`,
        fix,
      );
    } else if (token.kind === 'operator' || (token.kind === 'keyword' && token.word !== 'not')) {
      this.take();
      this.tell(token.span, `${this.quoted(token)} has nothing on its left to belong to.`);
    } else if (token.kind === 'name' && this.previous?.kind === 'number') {
      const at = { from: this.end, to: this.end };
      const fix = { title: 'Insert *', span: at, replacement: ' *' };
      const [before, behind] = [this.quoted(this.previous), this.quoted(token)];
      this.tell(
        token.span,
        `Between ${before} and ${behind} a sign is missing, such as * for so many times.`,
        fix,
      );
    } else {
      const at = { from: this.end, to: this.end };
      const fix = { title: 'Insert and', span: at, replacement: ' and' };
      this.tell(token.span, `${this.quoted(token)} stands where 'and' or 'or' is expected.`, fix);
    }
  }
}
