import type { ComparisonOperator } from '../../../../shared/rules/syntax.ts';

const FACTOR_AFTER = /\s*\*\s*[\d_.]+\s*%?$/;
const FACTOR_BEFORE = /^[\d_.]+\s*%?\s*\*\s*/;
const NUMBER = /^[-−]?\s*[\d_.]+\s*%?$/;

/**
 * What a comparison measures, without its threshold: `gap` of `gap > 3 %`, and the left side over the right one
 * where two measures are compared: `close / sma(20, 1d)` of `close >= sma(20, 1d) * 1.02`.
 */
export function measureWords(text: string, operator: ComparisonOperator): string {
  const at = operatorAt(text, operator);
  if (at === undefined) return text;
  const left = text.slice(0, at).trim();
  const right = text.slice(at + operator.length).trim();
  if (NUMBER.test(right)) return left;
  const bare = right.replace(FACTOR_AFTER, '').replace(FACTOR_BEFORE, '');
  return NUMBER.test(left) ? bare : `${left} / ${bare}`;
}

/** Where the operator stands outside all brackets. */
function operatorAt(text: string, operator: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if ('(['.includes(letter)) depth += 1;
    else if (')]'.includes(letter)) depth -= 1;
    else if (depth === 0 && text.startsWith(operator, at)) return at;
  }
  return undefined;
}
