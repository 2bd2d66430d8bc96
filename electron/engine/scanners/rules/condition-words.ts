import { numberWords } from './number-words.ts';
import type { PlanCondition } from './rule-plan.ts';

/** What a condition asks for, ready to be shown: `> 47.88`, `in Energy, Utilities`. */
export function needsWords({ source, unit }: PlanCondition, threshold: number | null): string {
  const number = threshold === null ? 'an unknown value' : numberWords(threshold, unit);
  switch (source.kind) {
    case 'compare':
      return `${source.operator} ${number}`;
    case 'cross':
      return `crosses ${source.direction} ${number}`;
    case 'trend':
      return `${source.direction} for ${source.bars} ${source.bars === 1 ? 'bar' : 'bars'}`;
    case 'one_of': {
      const list = source.fact === 'list' ? (source.values.length === 1 ? 'list ' : 'lists ') : '';
      return `${source.negated ? 'not in' : 'in'} ${list}${source.values.join(', ')}`;
    }
  }
}
