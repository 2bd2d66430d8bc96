import { describe, expect, it } from 'vitest';
import { blankColumns } from '../../../shared/session/columns.ts';
import { SYMBOL_FLAG, SYMBOL_STATES } from '../../../shared/session/status.ts';
import { universeCounts } from './counts.ts';

describe('counts of the universe', () => {
  it('tell stale from never there, and leave out what was removed', () => {
    const columns = blankColumns(6);
    columns.flags.set([0, SYMBOL_FLAG.stale, SYMBOL_FLAG.stale, SYMBOL_FLAG.halted, 0, SYMBOL_FLAG.excluded]);
    columns.last.set([10, 20, Number.NaN, 40, 50, 60]);
    columns.lastBarEnd.set([1_000, 500, Number.NaN, 900, 800, 9_000]);
    columns.state[0] = SYMBOL_STATES.indexOf('loading');
    columns.state[4] = SYMBOL_STATES.indexOf('error');
    expect(universeCounts({ columns })).toEqual({
      symbols: 5,
      loading: 1,
      errors: 1,
      stale: 1,
      withoutData: 1,
      halted: 1,
      newest: 1_000,
    });
  });

  it('know no newest bar where there is none', () => {
    expect(universeCounts({ columns: blankColumns(2) }).newest).toBeNaN();
  });
});
