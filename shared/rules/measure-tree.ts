import type { IndicatorInput } from '../domain/indicator.ts';
import { INTERVALS, type Interval, intervalIndex } from '../domain/interval.ts';
import type { Measure, Predicate } from './checked-rule.ts';

/** What a measure is computed of. */
function partsOf(measure: Measure): readonly (Measure | Predicate)[] {
  switch (measure.kind) {
    case 'arithmetic':
      return [measure.left, measure.right];
    case 'function':
      return measure.args;
    case 'rank':
    case 'window':
    case 'bars_since':
      return [measure.of];
    default:
      return [];
  }
}

/** What a condition is made of. */
function partsOfPredicate(predicate: Predicate): readonly (Measure | Predicate)[] {
  switch (predicate.kind) {
    case 'compare':
      return [predicate.left, predicate.right];
    case 'cross':
      return [predicate.left, predicate.right, predicate.leftBefore, predicate.rightBefore];
    case 'trend':
      return predicate.values;
    case 'all':
    case 'any':
      return predicate.of;
    case 'not':
      return [predicate.of];
    case 'one_of':
      return [];
  }
}

type Part = Measure | Predicate;

function isPredicate(part: Part): part is Predicate {
  return PREDICATES.has(part.kind);
}

const PREDICATES: ReadonlySet<string> = new Set<Predicate['kind']>([
  'compare',
  'cross',
  'trend',
  'all',
  'any',
  'not',
  'one_of',
]);

function childrenOfPart(part: Part): readonly Part[] {
  return isPredicate(part) ? partsOfPredicate(part) : partsOf(part);
}

/** Every part of a measure or condition with itself, outermost first. The caller knows the tree to be small. */
export function* everyPart(part: Part): Generator<Part> {
  const waiting = [part];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...childrenOfPart(next).toReversed());
  }
}

const SIZES = new WeakMap<Part, number>();

/** Nodes of a tree, those that it has twice counted twice. Linear in the distinct ones. */
export function sizeOf(part: Part): number {
  const known = SIZES.get(part);
  if (known !== undefined) return known;
  let size = 1;
  for (const child of childrenOfPart(part)) size += sizeOf(child);
  SIZES.set(part, size);
  return size;
}

/** Intervals whose closed bars are read, finest first. */
export function intervalsOf(part: Part): readonly Interval[] {
  const found = new Set<Interval>();
  for (const each of everyPart(part))
    if (each.kind === 'field' || each.kind === 'indicator') found.add(each.interval);
  return INTERVALS.filter((interval) => found.has(interval));
}

export function finest(intervals: readonly Interval[]): Interval | undefined {
  return intervals.toSorted((a, b) => intervalIndex(a) - intervalIndex(b))[0];
}

/**
 * The same measure so many bars earlier: moved at its leaves, those on `interval`. What has no bars of that interval
 * is a level and stays. The caller has seen to it that nothing of it is forming or ranked.
 */
export function earlier<T extends Part>(part: T, bars: number, interval: Interval): T;
export function earlier(part: Part, bars: number, interval: Interval): Part {
  if (bars === 0) return part;
  const move = <P extends Part>(child: P): P => earlier(child, bars, interval);
  switch (part.kind) {
    case 'field':
    case 'indicator':
      return part.interval === interval ? { ...part, ago: part.ago + bars } : part;
    case 'arithmetic':
      return { ...part, left: move(part.left), right: move(part.right) };
    case 'function':
      return { ...part, args: part.args.map(move) };
    case 'window':
      return { ...part, of: move(part.of) };
    case 'bars_since':
      return { ...part, of: move(part.of) };
    case 'rank':
      return { ...part, of: move(part.of) };
    default:
      return isPredicate(part) ? earlierPredicate(part, move) : part;
  }
}

function earlierPredicate(part: Predicate, move: <P extends Part>(child: P) => P): Predicate {
  switch (part.kind) {
    case 'compare':
      return { ...part, left: move(part.left), right: move(part.right) };
    case 'cross':
      return {
        ...part,
        left: move(part.left),
        right: move(part.right),
        leftBefore: move(part.leftBefore),
        rightBefore: move(part.rightBefore),
      };
    case 'trend':
      return { ...part, values: part.values.map(move) };
    case 'all':
    case 'any':
      return { ...part, of: part.of.map(move) };
    case 'not':
      return { ...part, of: move(part.of) };
    case 'one_of':
      return part;
  }
}

/** Indicators behind each other, the one that is asked for included: 1 for an average of closes. */
export function chainLength(input: IndicatorInput | undefined): number {
  return typeof input === 'object' ? 1 + chainLength(input.input) : 1;
}
