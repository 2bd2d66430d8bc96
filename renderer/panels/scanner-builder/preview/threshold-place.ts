import type { Span } from '../../../../shared/rules/syntax.ts';

/** A number of a rule's text: its place and what it is. */
interface NumberPlace {
  readonly span: Span;
  readonly value: number;
}

/** Comments and quoted texts are passed over; a digit inside a name or an interval begins no number. */
const PARTS = /#[^\n]*|"[^"\n]*"|[A-Za-z_]\w*|\d[\d_]*(?:\.[\d_]+)?(?:[eE][+-]?\d+)?[A-Za-z]*|\.\d+/g;

/**
 * Where a number of one text stands in another that differs in its numbers alone; undefined where anything
 * else differs too, since nobody knows then which number is which.
 * @param span of the number in `before`; a minus sign in front belongs to it
 */
export function numberNow(before: string, span: Span, text: string): NumberPlace | undefined {
  const [old, now] = [numbersOf(before), numbersOf(text)];
  if (withoutNumbers(before, old) !== withoutNumbers(text, now)) return undefined;
  const index = old.findIndex((each) => each.to === span.to);
  const [was, is] = [old[index], now[index]];
  if (was === undefined || is === undefined) return undefined;
  // The minus sign is outside the number itself, and stands where it stood.
  const sign = was.from - span.from;
  const from =
    is.from - (text.slice(is.from - sign, is.from) === before.slice(span.from, was.from) ? sign : 0);
  const value = Number(text.slice(from, is.to).replaceAll('_', '').replace(/\s/g, ''));
  return Number.isFinite(value) ? { span: { from, to: is.to }, value } : undefined;
}

function numbersOf(text: string): Span[] {
  return [...text.matchAll(PARTS)].flatMap(({ 0: part, index }) =>
    /^[\d.][\d._]*(?:[eE][+-]?\d+)?$/.test(part) ? [{ from: index, to: index + part.length }] : [],
  );
}

function withoutNumbers(text: string, numbers: readonly Span[]): string {
  let [rest, at] = ['', 0];
  for (const { from, to } of numbers) {
    rest += `${text.slice(at, from).replace(/-\s*$/, '')}0`;
    at = to;
  }
  return (rest + text.slice(at)).replace(/\s+/g, ' ').trim();
}
