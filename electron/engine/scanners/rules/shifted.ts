import { InvalidArgumentError } from '../../../../shared/domain/errors.ts';
import type { Measure, Predicate } from '../../../../shared/rules/checked-rule.ts';

/** The same measure some bars earlier. Throws InvalidArgumentError for the newest, maybe forming bar, which has no place among the closed ones. */
export function shifted(measure: Measure, bars: number): Measure {
  if (bars === 0) return measure;
  switch (measure.kind) {
    case 'constant':
    case 'clock':
    case 'session':
      return measure;
    case 'field':
      if (measure.forming) {
        throw new InvalidArgumentError(
          'config.when',
          `last(${measure.interval})`,
          'a closed bar where earlier bars are looked at: close(...)',
        );
      }
      return { ...measure, ago: measure.ago + bars };
    case 'indicator':
      return { ...measure, ago: measure.ago + bars };
    case 'arithmetic':
      return { ...measure, left: shifted(measure.left, bars), right: shifted(measure.right, bars) };
    case 'function':
      return { ...measure, args: measure.args.map((arg) => shifted(arg, bars)) };
    case 'rank':
    case 'window':
      return { ...measure, of: shifted(measure.of, bars) };
    case 'bars_since':
      return { ...measure, of: shiftedPredicate(measure.of, bars) };
  }
}

/** The same condition some bars earlier. */
export function shiftedPredicate(predicate: Predicate, bars: number): Predicate {
  if (bars === 0) return predicate;
  const move = (measure: Measure): Measure => shifted(measure, bars);
  switch (predicate.kind) {
    case 'compare':
      return { ...predicate, left: move(predicate.left), right: move(predicate.right) };
    case 'cross':
      return {
        ...predicate,
        left: move(predicate.left),
        right: move(predicate.right),
        leftBefore: move(predicate.leftBefore),
        rightBefore: move(predicate.rightBefore),
      };
    case 'trend':
      return { ...predicate, values: predicate.values.map(move) };
    case 'all':
    case 'any':
      return { ...predicate, of: predicate.of.map((each) => shiftedPredicate(each, bars)) };
    case 'not':
      return { ...predicate, of: shiftedPredicate(predicate.of, bars) };
    case 'one_of':
      return predicate;
  }
}
