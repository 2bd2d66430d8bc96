import fc from 'fast-check';
import { type Measure, type Predicate, SESSION_FIGURES } from '../../shared/rules/checked-rule.ts';

const span = fc.constant({ from: 0, to: 4 });
const node = { unit: fc.constant('number' as const), span };
const interval = fc.constantFrom('5m', '1d');
const ago = fc.integer({ min: 0, max: 2 });
const fieldName = fc.constantFrom('open', 'high', 'low', 'close', 'volume');

const constant: fc.Arbitrary<Measure> = fc.record({
  ...node,
  kind: fc.constant('constant' as const),
  value: fc.constantFrom(-1, 0, -0, 0.5, 1, 2),
});

const closedField: fc.Arbitrary<Measure> = fc.record({
  ...node,
  ...{ kind: fc.constant('field' as const), field: fieldName, interval, ago, forming: fc.constant(false) },
});

const newestField: fc.Arbitrary<Measure> = fc.record({
  ...{ ...node, kind: fc.constant('field' as const), field: fieldName, interval },
  ...{ ago: fc.constant(0), forming: fc.constant(true) },
});

const indicator: fc.Arbitrary<Measure> = fc
  .record({
    ...{
      ...node,
      kind: fc.constant('indicator' as const),
      name: fc.constantFrom('rsi', 'sma'),
      interval,
      ago,
    },
    params: fc.record({ period: fc.integer({ min: 2, max: 4 }) }),
    input: fc.constant(undefined),
  })
  .map((measure) => ({ ...measure, output: measure.name }));

const clock: fc.Arbitrary<Measure> = fc.record({
  ...{ ...node, kind: fc.constant('clock' as const) },
  of: fc.constantFrom('minutes_since_open', 'minutes_to_close'),
});

const session: fc.Arbitrary<Measure> = fc.record({
  ...{ ...node, kind: fc.constant('session' as const) },
  of: fc.constantFrom(...SESSION_FIGURES),
});

function arithmetic(of: fc.Arbitrary<Measure>): fc.Arbitrary<Measure> {
  const operator = fc.constantFrom('+', '-', '*', '/');
  return fc.record({ ...node, kind: fc.constant('arithmetic' as const), operator, left: of, right: of });
}

function applied(of: fc.Arbitrary<Measure>): fc.Arbitrary<Measure> {
  const kind = fc.constant('function' as const);
  return fc.oneof(
    fc.record({
      ...{ ...node, kind, name: fc.constantFrom('abs', 'sqrt', 'round', 'floor', 'ceil') },
      args: fc.tuple(of),
    }),
    fc.record({
      ...{ ...node, kind, name: fc.constantFrom('min', 'max') },
      args: fc.array(of, { minLength: 2, maxLength: 3 }),
    }),
  );
}

/** Made of leaves that have earlier bars: what windows look at. */
const { closed } = fc.letrec<{ closed: Measure }>((tie) => ({
  closed: fc.oneof(
    { maxDepth: 2 },
    fc.oneof(constant, closedField, indicator, session),
    arithmetic(tie('closed')),
    applied(tie('closed')),
  ),
}));

function compare(of: fc.Arbitrary<Measure>): fc.Arbitrary<Predicate> {
  const operator = fc.constantFrom('>', '>=', '<', '<=', '=', '!=');
  return fc.record({ kind: fc.constant('compare' as const), operator, left: of, right: of, span });
}

function group(of: fc.Arbitrary<Predicate>): fc.Arbitrary<Predicate> {
  return fc.record({
    kind: fc.constantFrom('any', 'all'),
    of: fc.array(of, { minLength: 1, maxLength: 3 }),
    span,
  });
}

const window: fc.Arbitrary<Measure> = fc.record({
  ...{ ...node, kind: fc.constant('window' as const), name: fc.constantFrom('highest', 'lowest') },
  ...{ bars: fc.integer({ min: 1, max: 3 }), interval, of: closed },
});

const barsSince: fc.Arbitrary<Measure> = fc.record({
  ...{ ...node, kind: fc.constant('bars_since' as const), interval, within: fc.integer({ min: 0, max: 3 }) },
  of: fc.oneof(compare(closed), group(compare(closed))),
});

const { measure } = fc.letrec<{ measure: Measure }>((tie) => ({
  measure: fc.oneof(
    { maxDepth: 2 },
    fc.oneof(constant, closedField, newestField, indicator, clock, session, window, barsSince),
    arithmetic(tie('measure')),
    applied(tie('measure')),
    fc.record({
      ...{ ...node, kind: fc.constant('rank' as const), of: tie('measure') },
      among: fc.constantFrom('universe', 'sector'),
    }),
  ),
}));

const cross: fc.Arbitrary<Predicate> = fc.record({
  ...{ kind: fc.constant('cross' as const), direction: fc.constantFrom('above', 'below'), span },
  ...{ left: measure, right: measure, leftBefore: measure, rightBefore: measure },
});

const trend: fc.Arbitrary<Predicate> = fc
  .record({
    ...{ kind: fc.constant('trend' as const), direction: fc.constantFrom('rising', 'falling'), span },
    values: fc.array(measure, { minLength: 2, maxLength: 3 }),
  })
  .map((predicate) => ({ ...predicate, bars: predicate.values.length - 1 }));

function oneOf(fact: 'symbol' | 'sector' | 'list', ...names: string[]): fc.Arbitrary<Predicate> {
  const values = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 });
  return fc.record({
    ...{ kind: fc.constant('one_of' as const), fact: fc.constant(fact), values, negated: fc.boolean(), span },
  });
}

/** Any condition of the language, over few different leaves, so that their values meet. */
export const { anyPredicate } = fc.letrec<{ anyPredicate: Predicate }>((tie) => ({
  anyPredicate: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(
      compare(measure),
      cross,
      trend,
      oneOf('symbol', 'S0', 'S3', 'S4'),
      oneOf('sector', 'Energy', 'Utilities'),
      oneOf('list', 'mine', 'gone'),
    ),
    group(tie('anyPredicate')),
    fc.record({ kind: fc.constant('not' as const), of: tie('anyPredicate'), span }),
  ),
}));
