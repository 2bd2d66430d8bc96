import type { SessionSnapshot } from '../../../shared/session/snapshot.ts';
import { SYMBOL_FLAG, SYMBOL_STATES } from '../../../shared/session/status.ts';

/** Symbols of the universe by what the status bar says of them. */
export interface UniverseCounts {
  readonly symbols: number;
  readonly loading: number;
  readonly errors: number;
  /** Had data, and have none now. */
  readonly stale: number;
  /** Never had any in this session. */
  readonly withoutData: number;
  readonly halted: number;
  /** End of the newest bar of all, epoch ms; NaN where there is none. */
  readonly newest: number;
}

const LOADING = SYMBOL_STATES.indexOf('loading');
const ERROR = SYMBOL_STATES.indexOf('error');

/** Counts the symbols that are in the universe, in one pass. */
export function universeCounts({ columns }: Pick<SessionSnapshot, 'columns'>): UniverseCounts {
  const counts = { symbols: 0, loading: 0, errors: 0, stale: 0, withoutData: 0, halted: 0 };
  let newest = Number.NaN;
  columns.flags.forEach((flags, row) => {
    if ((flags & SYMBOL_FLAG.excluded) !== 0) return;
    counts.symbols += 1;
    const state = columns.state[row];
    if (state === LOADING) counts.loading += 1;
    if (state === ERROR) counts.errors += 1;
    if ((flags & SYMBOL_FLAG.halted) !== 0) counts.halted += 1;
    const isKnown = !Number.isNaN(columns.last[row] ?? Number.NaN);
    if ((flags & SYMBOL_FLAG.stale) !== 0) counts[isKnown ? 'stale' : 'withoutData'] += 1;
    const end = columns.lastBarEnd[row] ?? Number.NaN;
    if (!(end <= newest) && !Number.isNaN(end)) newest = end;
  });
  return { ...counts, newest };
}
