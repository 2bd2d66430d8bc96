import { describe, expect, it } from 'vitest';
import { SYMBOL_FLAG } from '../../shared/session/status.ts';
import { type StateOfSymbol, shownState, stateRank, stateWord } from './symbol-state.ts';

const symbol = (changed: Partial<StateOfSymbol>): StateOfSymbol => ({
  state: 'screening',
  flags: 0,
  last: 181.11,
  loaded: Number.NaN,
  ...changed,
});

describe('the state of a symbol', () => {
  it.each([
    [{ state: 'error', flags: SYMBOL_FLAG.stale }, 'error'],
    [{ state: 'promoted', flags: SYMBOL_FLAG.stale | SYMBOL_FLAG.halted }, 'stale'],
    [{ state: 'promoted', flags: SYMBOL_FLAG.halted | SYMBOL_FLAG.locked }, 'halted'],
    [{ state: 'promoted', flags: SYMBOL_FLAG.locked }, 'promoted'],
  ] as const)('%j shows as %s', (changed, shown) => expect(shownState(symbol(changed))).toBe(shown));

  it('says how far a load has come, and never more than has come', () => {
    expect(stateWord(symbol({ state: 'loading', loaded: 0.999 }))).toBe('Loading 99 %');
    expect(stateWord(symbol({ state: 'loading' }))).toBe('Loading');
  });

  it('does not call stale what never had data', () => {
    const stale = symbol({ flags: SYMBOL_FLAG.stale, last: Number.NaN });
    expect(stateWord(stale)).toBe('No data');
    expect(stateWord({ ...stale, last: 10 })).toBe('Stale');
  });

  it('ranks what needs a look first', () => {
    const states = ['screening', 'promoted', 'error', 'registered', 'loading'] as const;
    const ranked = states.map((state) => symbol({ state })).sort((a, b) => stateRank(a) - stateRank(b));
    expect(ranked.map(({ state }) => state)).toEqual([
      'error',
      'promoted',
      'loading',
      'screening',
      'registered',
    ]);
  });
});
