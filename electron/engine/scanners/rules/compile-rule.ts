import { InvalidArgumentError } from '../../../../shared/domain/errors.ts';
import type { IndicatorConfig } from '../../../../shared/domain/indicator.ts';
import { type Interval, isIntraday } from '../../../../shared/domain/interval.ts';
import type {
  FieldMeasure,
  IndicatorMeasure,
  Measure,
  Predicate,
  WindowMeasure,
} from '../../../../shared/rules/checked-rule.ts';
import { type IndicatorRequest, type InputRequest, indicatorConfig } from '../../indicators/config.ts';
import { indicatorDefinition } from '../../indicators/registry.ts';
import { readsExtendedHours } from '../../session-data/extended-hours.ts';
import type { Condition, Num } from './compiled-rule.ts';
import type { RuleInputs } from './rule-inputs.ts';
import { shifted, shiftedPredicate } from './shifted.ts';

/** Most columns of one rule: each is provisioned for every symbol of the universe. */
const MOST_COLUMNS = 400;

/** Something that an indicator can read or be: a field of closed bars, an indicator, a window over one of them. */
interface Leaf {
  readonly interval: Interval;
  readonly request: Omit<IndicatorRequest, 'interval'> & { readonly output?: string | undefined };
}

/** Turns a checked measure into arithmetic over columns, which it notes in `inputs`. */
export function compileMeasure(measure: Measure, inputs: RuleInputs): Num {
  switch (measure.kind) {
    case 'constant':
      return { kind: 'number', value: measure.value };
    case 'clock':
      return { kind: 'clock', clock: inputs.clock(measure.of) };
    case 'session':
      return { kind: 'column', column: inputs.column({ kind: 'session', of: measure.of }) };
    case 'field':
      return compileField(measure, inputs);
    case 'indicator':
      return compileLeaf(leafOf(measure), inputs);
    case 'rank': {
      const of = compileMeasure(measure.of, inputs);
      return { kind: 'column', column: inputs.column({ kind: 'rank', of, among: measure.among }) };
    }
    case 'arithmetic': {
      const left = compileMeasure(measure.left, inputs);
      return {
        kind: 'arithmetic',
        operator: measure.operator,
        left,
        right: compileMeasure(measure.right, inputs),
      };
    }
    case 'function':
      return {
        kind: 'function',
        name: measure.name,
        args: measure.args.map((arg) => compileMeasure(arg, inputs)),
      };
    case 'window':
      return compileWindow(measure, inputs);
    case 'bars_since':
      return {
        kind: 'bars_since',
        of: within(measure.within + 1, inputs, (ago) =>
          compilePredicate(shiftedPredicate(measure.of, ago), inputs),
        ),
      };
  }
}

/** As compileMeasure, of a condition. Crosses and trends are comparisons that all hold. */
export function compilePredicate(predicate: Predicate, inputs: RuleInputs): Condition {
  const compare = (operator: '>' | '>=' | '<' | '<=', left: Measure, right: Measure): Condition => ({
    kind: 'compare',
    operator,
    left: compileMeasure(left, inputs),
    right: compileMeasure(right, inputs),
  });
  switch (predicate.kind) {
    case 'compare':
      return {
        kind: 'compare',
        operator: predicate.operator,
        left: compileMeasure(predicate.left, inputs),
        right: compileMeasure(predicate.right, inputs),
      };
    case 'cross': {
      const isAbove = predicate.direction === 'above';
      const now = compare(isAbove ? '>' : '<', predicate.left, predicate.right);
      const before = compare(isAbove ? '<=' : '>=', predicate.leftBefore, predicate.rightBefore);
      return { kind: 'all', of: [now, before] };
    }
    case 'trend':
      return {
        kind: 'all',
        of: predicate.values.slice(1).map((earlier, place) => {
          const newer = predicate.values[place] ?? earlier;
          return compare(predicate.direction === 'rising' ? '>' : '<', newer, earlier);
        }),
      };
    case 'all':
    case 'any':
      return { kind: predicate.kind, of: predicate.of.map((each) => compilePredicate(each, inputs)) };
    case 'not':
      return { kind: 'not', of: compilePredicate(predicate.of, inputs) };
    case 'one_of':
      return { kind: 'membership', membership: inputs.membership(predicate) };
  }
}

function compileField(measure: FieldMeasure, inputs: RuleInputs): Num {
  const { field, interval, forming } = measure;
  if (!forming) return compileLeaf(leafOf(measure), inputs);
  return { kind: 'column', column: inputs.column({ kind: 'latest', interval, field }) };
}

function compileLeaf({ interval, request }: Leaf, inputs: RuleInputs): Num {
  const config = indicatorConfig({ ...request, interval });
  const output = request.output ?? indicatorDefinition(config.name).outputs[0] ?? '';
  return {
    kind: 'column',
    column: inputs.column({ kind: 'indicator', config, output, freshOf: freshnessOf(config) }),
  };
}

/** Levels of the pre-market stand as they are all day; closed days are known, however old the newest minute is. */
function freshnessOf(config: IndicatorConfig): Interval | undefined {
  return isIntraday(config.interval) && !readsExtendedHours(config) ? config.interval : undefined;
}

function leafOf(measure: FieldMeasure | IndicatorMeasure): Leaf {
  const { interval, ago } = measure;
  if (measure.kind === 'field')
    return { interval, request: { name: 'value_ago', params: { period: ago }, input: measure.field } };
  const { name, params, input, output } = measure;
  // Indicators that read whole bars take no choice of input.
  const hasInput = indicatorDefinition(name).defaultInput !== undefined;
  const own = { name, params, output, ...(hasInput && input !== undefined && { input }) };
  return { interval, request: ago === 0 ? own : earlier(own, ago) };
}

function earlier(input: InputRequest, ago: number): Leaf['request'] {
  return { name: 'value_ago', params: { period: ago }, input };
}

/** A window over a field or an indicator is an indicator itself; one over arithmetic looks at each of its bars. */
function compileWindow(measure: WindowMeasure, inputs: RuleInputs): Num {
  const leaf = windowLeaf(measure);
  if (leaf !== undefined) return compileLeaf(leaf, inputs);
  const values = within(measure.bars, inputs, (ago) => compileMeasure(shifted(measure.of, ago), inputs));
  return { kind: 'function', name: measure.name === 'highest' ? 'max' : 'min', args: values };
}

function windowLeaf({ name, bars, of }: WindowMeasure): Leaf | undefined {
  if (of.kind === 'field' && !of.forming) {
    const window = { name, params: { period: bars }, input: of.field };
    return { interval: of.interval, request: of.ago === 0 ? window : earlier(window, of.ago) };
  }
  if (of.kind !== 'indicator') return undefined;
  const { request } = leafOf({ ...of, ago: 0 });
  const window = { name, params: { period: bars }, input: request };
  return { interval: of.interval, request: of.ago === 0 ? window : earlier(window, of.ago) };
}

function within<Item>(bars: number, inputs: RuleInputs, itemAt: (ago: number) => Item): Item[] {
  return Array.from({ length: bars }, (_unused, ago) => {
    const item = itemAt(ago);
    if (inputs.columns.length > MOST_COLUMNS) {
      throw new InvalidArgumentError(
        'config.when',
        `${bars} bars of an expression`,
        `fewer: all bars of it are ${MOST_COLUMNS} columns at most`,
      );
    }
    return item;
  });
}
