import type { IndicatorInput } from '../domain/indicator.ts';
import type { IndicatorMeasure, Measure, Predicate } from '../rules/checked-rule.ts';

/**
 * A checked condition as one line that shows all of it but places: `(> close@5m sma{20}@1d-1)`. A percentage is
 * `3%`, a ratio `1.02x`, a forming bar `~`, bars ago `-1`; arithmetic is followed by its unit.
 */
export function shownPredicate(of: Predicate): string {
  switch (of.kind) {
    case 'compare':
      return `(${of.operator} ${shownMeasure(of.left)} ${shownMeasure(of.right)})`;
    case 'cross': {
      const sides = [of.left, of.right, of.leftBefore, of.rightBefore].map(shownMeasure);
      return `(cross ${of.direction} ${sides.slice(0, 2).join(' ')} before ${sides.slice(2).join(' ')})`;
    }
    case 'trend':
      return `(${of.direction} ${of.values.map(shownMeasure).join(' ')})`;
    case 'all':
    case 'any':
      return `(${of.kind} ${of.of.map(shownPredicate).join(' ')})`;
    case 'not':
      return `(not ${shownPredicate(of.of)})`;
    case 'one_of':
      return `(${of.fact} ${of.negated ? 'not in' : 'in'} ${of.values.join('|')})`;
  }
}

/** As shownPredicate, of a number. */
export function shownMeasure(of: Measure): string {
  switch (of.kind) {
    case 'constant':
      return `${of.value}${of.unit === 'percent' ? '%' : of.unit === 'ratio' ? 'x' : ''}`;
    case 'clock':
    case 'session':
      return `$${of.of}`;
    case 'field':
      return `${of.forming ? '~' : ''}${of.field}@${of.interval}${ago(of.ago)}`;
    case 'indicator':
      return `${indicator(of)}@${of.interval}${ago(of.ago)}`;
    case 'arithmetic':
      return `(${of.operator} ${shownMeasure(of.left)} ${shownMeasure(of.right)}):${of.unit}`;
    case 'function':
      return `(${of.name} ${of.args.map(shownMeasure).join(' ')}):${of.unit}`;
    case 'window':
      return `(${of.name} ${of.bars}@${of.interval} ${shownMeasure(of.of)}):${of.unit}`;
    case 'rank':
      return `(rank ${of.among} ${shownMeasure(of.of)})`;
    case 'bars_since':
      return `(since ${of.within}@${of.interval} ${shownPredicate(of.of)})`;
  }
}

function ago(bars: number): string {
  return bars === 0 ? '' : `-${bars}`;
}

function indicator({
  name,
  params,
  input,
  output,
}: Omit<IndicatorMeasure, 'kind' | 'unit' | 'span' | 'interval' | 'ago'>): string {
  const read = input === undefined ? '' : `<${shownInput(input)}>`;
  return `${name}{${Object.values(params).join(' ')}}${read}${output === name ? '' : `.${output}`}`;
}

function shownInput(input: IndicatorInput): string {
  return typeof input === 'object' ? indicator(input) : input;
}
