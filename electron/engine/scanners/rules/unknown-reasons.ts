import type { MarketColumns } from '../contract.ts';
import type { Num } from './compiled-rule.ts';
import type { BoundInputs } from './compiled-scan.ts';
import type { Reason } from './evidence.ts';
import { columnsOf } from './loop-source.ts';
import type { RuleInputs } from './rule-inputs.ts';

/** Why a number is unknown in a row: by the first column of it that has no value there. */
export function unknownReason(
  num: Num,
  row: number,
  inputs: RuleInputs,
  bound: BoundInputs,
  market: MarketColumns,
): Reason {
  for (const place of columnsOf(num)) {
    const reason = columnReason(place, row, inputs, bound, market);
    if (reason !== '') return reason;
  }
  return 'divides by zero or has no value';
}

function columnReason(
  place: number,
  row: number,
  inputs: RuleInputs,
  { columns, fresh }: BoundInputs,
  market: MarketColumns,
): Reason {
  const input = inputs.columns[place];
  const isStale = fresh[place]?.[row] === 0;
  const isKnown = !isStale && !Number.isNaN(columns[place]?.[row] ?? Number.NaN);
  if (input === undefined || isKnown) return '';
  if (input.kind === 'rank') return 'has no place: what is ranked is unknown';
  if (input.kind === 'session') return 'has no value yet';
  const interval = input.kind === 'latest' ? input.interval : input.config.interval;
  if (Number.isNaN(market.latest(interval).start[row] ?? Number.NaN)) return 'has no bars';
  return isStale ? 'is stale' : 'is not ready';
}
