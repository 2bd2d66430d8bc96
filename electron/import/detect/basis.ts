import type { PriceBasis } from '../../../shared/domain/bar.ts';
import { isSessionDate, type SessionDate } from '../../../shared/domain/time.ts';
import type { Detected } from './findings.ts';

/** A fall or rise overnight that a split would make, as the sample shows it. */
export interface SuspectedSplit {
  readonly symbol: string;
  readonly date: string;
  readonly ratio: number;
}

const RAW = 'raw';
const ADJUSTED = 'adjusted:';
/** Shares for one, of splits that happen. */
const RATIOS = [2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50];
const TOLERANCE = 0.04;

/** The ratio of a split that a change of price overnight may be; undefined for an ordinary one. */
export function splitRatio(before: number, after: number): number | undefined {
  const change = before / after;
  const ratio = change > 1 ? change : 1 / change;
  if (!(ratio > 1.8 && ratio < 60)) return undefined;
  const near = RATIOS.find((shares) => Math.abs(ratio / shares - 1) < TOLERANCE);
  if (near === undefined) return undefined;
  return change > 1 ? near : 1 / near;
}

/**
 * Whether prices are as they were traded, or adjusted for later splits: no file says it, so that it is always asked.
 * A jump that looks like a split speaks against an adjustment.
 */
export function detectBasis(
  last: SessionDate | undefined,
  today: SessionDate,
  splits: readonly SuspectedSplit[],
  hasAdjustedClose: boolean,
): Detected {
  const options = [
    { value: RAW, label: 'As traded on their day (raw)' },
    ...(last === undefined
      ? []
      : [
          {
            value: `${ADJUSTED}${last}`,
            label: `Adjusted for splits up to ${last}, the last day in the files`,
          },
        ]),
    ...(today === last
      ? []
      : [{ value: `${ADJUSTED}${today}`, label: `Adjusted for splits up to ${today}, today` }]),
  ];
  const [first] = splits;
  const beside = hasAdjustedClose
    ? ' An adjusted close stands beside the close, which is as a rule adjusted for splits only.'
    : '';
  const why =
    first === undefined
      ? `No jump that looks like a split was seen, which fits adjusted prices, and raw ones without splits.${beside}`
      : `${first.symbol} changes on ${first.date} as by a split of ${ratioWords(first.ratio)}: that speaks for raw prices.${beside}`;
  return {
    value: first === undefined ? (options[1]?.value ?? RAW) : RAW,
    confidence: 'ambiguous',
    why,
    options,
  };
}

/** The basis that an answer names; undefined for any other text. */
export function basisOf(value: string): PriceBasis | undefined {
  if (value === RAW) return { kind: 'raw' };
  const asOf = value.startsWith(ADJUSTED) ? value.slice(ADJUSTED.length) : '';
  return isSessionDate(asOf) ? { kind: 'split_adjusted', asOf } : undefined;
}

function ratioWords(ratio: number): string {
  return ratio >= 1 ? `${ratio}:1` : `1:${Math.round(1 / ratio)}`;
}
