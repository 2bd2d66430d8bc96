import type { Interval } from '../../../shared/domain/interval.ts';

/** Intervals by what is typed for them: minutes without a unit, or the interval's own name. */
const TYPED: Readonly<Record<string, Interval>> = {
  1: '1m',
  5: '5m',
  15: '15m',
  30: '30m',
  60: '1h',
  '1H': '1h',
  '1D': '1d',
  '1W': '1w',
};
const LONGEST = 4;

/** The interval that was typed; undefined where there is none of that length. */
export function typedInterval(typed: string): Interval | undefined {
  return TYPED[typed.toUpperCase().replace(/^(\d+)M$/, '$1')];
}

/** What stands typed after one more key; undefined where the key has nothing to do with it. */
export function typedAfter(typed: string, key: string): string | undefined {
  if (key === 'Backspace' && typed !== '') return typed.slice(0, -1);
  const isUnit = typed !== '' && /^[mhdw]$/i.test(key) && !/[a-z]$/i.test(typed);
  if (!/^\d$/.test(key) && !isUnit) return undefined;
  return (typed + key).slice(0, LONGEST);
}
