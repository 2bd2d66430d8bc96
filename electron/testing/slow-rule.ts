import type { Measure, Predicate } from '../../shared/rules/checked-rule.ts';
import type { MarketColumns } from '../engine/scanners/contract.ts';
import { usualVolumeShare } from '../engine/volume-curve.ts';

/** `undefined` is unknown. */
type Known<T> = T | undefined;

/**
 * What a rule means, written down once more and as slowly as can be: for one symbol at a time, from the checked
 * tree itself. It shares nothing with the compiled scan.
 */
export class SlowRule {
  constructor(
    private readonly market: MarketColumns,
    private readonly now: number,
  ) {}

  truth(predicate: Predicate, row: number, back = 0): Known<boolean> {
    const number = (of: Measure, more = 0): Known<number> => this.number(of, row, back + more);
    switch (predicate.kind) {
      case 'compare':
        return comparing(predicate.operator, number(predicate.left), number(predicate.right));
      case 'cross': {
        const isAbove = predicate.direction === 'above';
        const now = comparing(isAbove ? '>' : '<', number(predicate.left), number(predicate.right));
        const before = [number(predicate.leftBefore), number(predicate.rightBefore)] as const;
        return both([now, comparing(isAbove ? '<=' : '>=', ...before)]);
      }
      case 'trend': {
        const operator = predicate.direction === 'rising' ? '>' : '<';
        const values = predicate.values.map((each) => number(each));
        return both(values.slice(1).map((older, place) => comparing(operator, values[place], older)));
      }
      case 'all':
        return both(predicate.of.map((each) => this.truth(each, row, back)));
      case 'any': {
        const truths = predicate.of.map((each) => this.truth(each, row, back));
        return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
      }
      case 'not': {
        const truth = this.truth(predicate.of, row, back);
        return truth === undefined ? undefined : !truth;
      }
      case 'one_of': {
        const isOne = this.#isOne(predicate.fact, predicate.values, row);
        return isOne === undefined ? undefined : isOne !== predicate.negated;
      }
    }
  }

  #isOne(fact: 'symbol' | 'sector' | 'list', values: readonly string[], row: number): Known<boolean> {
    const symbol = this.market.symbolAt(row);
    const { facts } = this.market;
    if (fact === 'symbol') return values.includes(symbol);
    if (fact === 'sector') {
      const sector = facts.sectorOf(symbol);
      return sector === undefined ? undefined : values.includes(sector);
    }
    const truths = values.map((name) =>
      facts.lists.find((list) => list.name === name)?.symbols.includes(symbol),
    );
    return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
  }

  number(measure: Measure, row: number, back = 0): Known<number> {
    const value = this.#number(measure, row, back);
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  #number(measure: Measure, row: number, back: number): Known<number> {
    switch (measure.kind) {
      case 'constant':
        return measure.value;
      case 'clock': {
        const { open, close } = this.market.session;
        return (measure.of === 'minutes_since_open' ? this.now - open : close - this.now) / 60_000;
      }
      case 'field': {
        const { interval, field, ago, forming } = measure;
        const newest = this.market.latest(interval);
        const isStale = newest.fresh[row] !== 1;
        if (forming) return isStale ? undefined : newest[field][row];
        if (isStale && interval !== '1d') return undefined;
        return this.#indicator(
          `value_ago_${ago + back}_${interval}${field === 'close' ? '' : `_${field}`}`,
          row,
        );
      }
      case 'indicator': {
        const { name, interval, ago, params } = measure;
        if (interval !== '1d' && this.market.latest(interval).fresh[row] !== 1) return undefined;
        const earlier = ago + back;
        if (earlier === 0) return this.#indicator(`${name}_${params.period}_${interval}`, row, name);
        return this.#indicator(`value_ago_${earlier}_${interval}_of_${name}_${params.period}`, row);
      }
      case 'session':
        return this.#session(measure.of, row);
      case 'arithmetic': {
        const [left, right] = [this.number(measure.left, row, back), this.number(measure.right, row, back)];
        if (left === undefined || right === undefined) return undefined;
        if (measure.operator === '+') return left + right;
        if (measure.operator === '-') return left - right;
        if (measure.operator === '*') return left * right;
        return right === 0 ? undefined : left / right;
      }
      case 'function':
        return calling(
          measure.name,
          measure.args.map((arg) => this.number(arg, row, back)),
        );
      case 'window':
        return this.#window(measure, row, back);
      case 'bars_since': {
        for (let bars = 0; bars <= measure.within; bars += 1) {
          const truth = this.truth(measure.of, row, back + bars);
          if (truth !== false) return truth === undefined ? undefined : bars;
        }
        return undefined;
      }
      case 'rank':
        return this.#rank(measure, row, back);
    }
  }

  #window(measure: Extract<Measure, { kind: 'window' }>, row: number, back: number): Known<number> {
    const { of, bars, name } = measure;
    if (of.kind === 'field' || of.kind === 'indicator') {
      if (of.interval !== '1d' && this.market.latest(of.interval).fresh[row] !== 1) return undefined;
      const usual = name === 'highest' ? 'high' : 'low';
      const input =
        of.kind === 'indicator'
          ? `_of_${of.name}_${of.params.period}`
          : of.field === usual
            ? ''
            : `_${of.field}`;
      const ago = of.ago + back;
      if (ago > 0) return this.#indicator(`value_ago_${ago}_${of.interval}_of_${name}_${bars}${input}`, row);
      return this.#indicator(`${name}_${bars}_${of.interval}${input}`, row);
    }
    const values = Array.from({ length: bars }, (_unused, ago) => this.number(of, row, back + ago));
    return calling(name === 'highest' ? 'max' : 'min', values);
  }

  #rank(measure: Extract<Measure, { kind: 'rank' }>, row: number, back: number): Known<number> {
    const own = this.#ranked(measure, row, back);
    if (own === undefined) return undefined;
    const sectorOf = (of: number): Known<string> => this.market.facts.sectorOf(this.market.symbolAt(of));
    if (measure.among === 'sector' && sectorOf(row) === undefined) return undefined;
    let place = 1;
    for (let other = 0; other < this.market.count; other += 1) {
      if (measure.among === 'sector' && sectorOf(other) !== sectorOf(row)) continue;
      const value = this.#ranked(measure, other, back);
      if (value !== undefined && value > own) place += 1;
    }
    return place;
  }

  /** Who is not in the universe is not ranked. */
  #ranked(measure: Extract<Measure, { kind: 'rank' }>, row: number, back: number): Known<number> {
    return this.market.members[row] === 1 ? this.number(measure.of, row, back) : undefined;
  }

  #session(of: Extract<Measure, { kind: 'session' }>['of'], row: number): Known<number> {
    const daily = this.market.latest('1d');
    const { open, close } = this.market.session;
    const isTodays = (daily.start[row] ?? Number.NaN) >= open;
    const today = (field: 'open' | 'high' | 'low' | 'close' | 'volume'): Known<number> =>
      isTodays && daily.fresh[row] === 1 ? daily[field][row] : undefined;
    const previous = (field: 'high' | 'low' | 'close'): Known<number> => {
      const ago = this.now >= close && isTodays ? 1 : 0;
      return this.#indicator(`value_ago_${ago}_1d${field === 'close' ? '' : `_${field}`}`, row);
    };
    const change = (price: Known<number>): Known<number> => {
      const before = previous('close');
      return price === undefined || before === undefined || before === 0
        ? undefined
        : 100 * (price / before - 1);
    };
    switch (of) {
      case 'day_open':
        return today('open');
      case 'day_high':
        return today('high');
      case 'day_low':
        return today('low');
      case 'day_volume':
        return today('volume');
      case 'prev_close':
        return previous('close');
      case 'prev_high':
        return previous('high');
      case 'prev_low':
        return previous('low');
      case 'overnight_gap':
        return change(today('open'));
      case 'session_change':
        return change(today('close'));
      case 'relative_volume': {
        const isOver = this.now >= close && isTodays;
        const key = isOver ? 'value_ago_1_1d_of_usual_volume_20' : 'usual_volume_20_1d';
        const [volume, average] = [today('volume'), this.#indicator(key, row)];
        if (volume === undefined || average === undefined) return undefined;
        const usual = average * usualVolumeShare(this.now, open, close);
        return usual > 0 ? volume / usual : undefined;
      }
      case 'premarket_high':
        return this.#indicator('premarket_1m', row, 'high');
      case 'premarket_low':
        return this.#indicator('premarket_1m', row, 'low');
    }
  }

  #indicator(key: string, row: number, output?: string): Known<number> {
    const value = this.market.indicator(key, output)?.[row];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }
}

function both(truths: readonly Known<boolean>[]): Known<boolean> {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function comparing(operator: string, left: Known<number>, right: Known<number>): Known<boolean> {
  if (left === undefined || right === undefined) return undefined;
  if (operator === '>') return left > right;
  if (operator === '>=') return left >= right;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return (operator === '=') === (left === right);
}

function calling(name: string, args: readonly Known<number>[]): Known<number> {
  const known = args.filter((arg) => arg !== undefined);
  if (known.length < args.length) return undefined;
  if (name === 'min') return known.reduce((a, b) => (b < a ? b : a));
  if (name === 'max') return known.reduce((a, b) => (b > a ? b : a));
  const [value = Number.NaN] = known;
  if (name === 'abs') return value < 0 ? -value : value;
  if (name === 'floor') return Math.floor(value);
  if (name === 'ceil') return Math.ceil(value);
  return name === 'sqrt' ? Math.sqrt(value) : Math.floor(value + 0.5);
}
