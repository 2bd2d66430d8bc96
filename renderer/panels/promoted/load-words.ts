import { isIntraday } from '../../../shared/domain/interval.ts';
import type { LoadProgress, PromotedRecord } from '../../../shared/domain/promotion.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatTimeOn } from '../../format/times.ts';

/** How the history of a promoted symbol stands, in one line. */
export interface LoadLook {
  /** `failed`: the symbol has no bars at all; `short`: not all that was asked for, and it can be worked with. */
  readonly kind: 'loading' | 'failed' | 'short' | 'complete';
  /** Bars that have come, and those that are expected, over all intervals that are loaded. */
  readonly got: number;
  readonly asked: number;
  /** What stands in the row while it is of more interest than why the symbol is here; empty where it is not. */
  readonly text: string;
}

/** `secondsLeft`: NaN while nobody can tell. */
export function loadLook(
  { loads, bars }: Pick<PromotedRecord, 'loads' | 'bars'>,
  secondsLeft: number,
): LoadLook {
  const got = sum(loads.map((load) => Math.min(load.got, load.asked)));
  const asked = sum(loads.map((load) => load.asked));
  const unfinished = loads.filter(({ state }) => state === 'waiting' || state === 'loading');
  if (unfinished.length > 0) {
    const left = Number.isFinite(secondsLeft) ? `, ${Math.ceil(secondsLeft)} s left` : '';
    const text =
      got === 0 && unfinished.every(({ state }) => state === 'waiting')
        ? `Waits to load ${formatCount(asked)} bars`
        : `${formatCount(got)} of ${formatCount(asked)} bars${left}`;
    return { kind: 'loading', got, asked, text };
  }
  const failed = loads.filter(({ state }) => state === 'failed');
  if (failed.length > 0) {
    const text = failedWords(loads, failed);
    return { kind: bars === 0 ? 'failed' : 'short', got, asked, text };
  }
  const short = loads.find(({ state }) => state === 'short');
  if (short === undefined) return { kind: 'complete', got, asked, text: '' };
  const text = `${short.interval}: ${formatCount(short.got)} of ${formatCount(short.asked)} bars`;
  return { kind: 'short', got, asked, text };
}

/** Short enough for the row; the causes stand under the pointer, in `loadLines`. */
function failedWords(loads: readonly LoadProgress[], failed: readonly LoadProgress[]): string {
  const came = loads.filter((load) => !failed.includes(load));
  if (came.length > 0 && came.every(({ interval }) => !isIntraday(interval))) return 'Daily bars only';
  return `No ${failed.map(({ interval }) => interval).join(', ')} bars`;
}

/** Why a symbol is promoted: `gap 10:20`, `By hand 09:35`, `Session config`. */
export function causeWords({ by, since }: PromotedRecord, sessionDate: string): string {
  if (by === 'config') return 'Session config';
  const time = formatTimeOn(since, sessionDate).slice(0, -3);
  return by === 'user' ? `By hand ${time}` : `${by} ${time}`;
}

const STATES: Record<LoadProgress['state'], string> = {
  waiting: 'waits',
  loading: 'loading',
  complete: 'complete',
  short: 'short',
  failed: 'failed',
};

/** Every interval on a line of its own, with what is missing. */
export function loadLines(loads: readonly LoadProgress[]): string[] {
  return loads.map(({ interval, got, asked, state, cause, missing }) => {
    const bars = `${interval}: ${formatCount(got)} of ${formatCount(asked)} bars, ${STATES[state]}`;
    const without = missing.length === 0 ? '' : `, without ${spanWords(missing)}`;
    return cause === null ? `${bars}${without}` : `${bars}${without} (${cause})`;
  });
}

/** Stretches of missing sessions that are named; the others are counted. */
const NAMED_SPANS = 2;

function spanWords(missing: LoadProgress['missing']): string {
  const named = missing
    .slice(0, NAMED_SPANS)
    .map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  const more = missing.length - NAMED_SPANS;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

/** True where asking again could bring something: bars are missing, and none of them are on their way. */
export function canRetry(loads: readonly LoadProgress[]): boolean {
  return (
    loads.some(({ missing }) => missing.length > 0) &&
    loads.every(({ state }) => state !== 'waiting' && state !== 'loading')
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
