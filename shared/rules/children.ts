import type { Expression } from './syntax.ts';

/** What an expression is made of, in the order of the text. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.args.map(({ value }) => value);
    case 'ago':
    case 'output':
    case 'unary':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    case 'membership':
      return [expression.of, ...expression.list];
    default:
      return [];
  }
}
