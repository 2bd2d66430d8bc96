import { describe, expect, it } from 'vitest';
import type { LockHolderKind, LockRecord } from '../../../shared/domain/lock.ts';
import { symbolId } from '../../../shared/domain/symbol.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import { SYMBOL_FLAG } from '../../../shared/session/status.ts';
import type { SymbolRow } from '../../stores/symbol-rows.ts';
import { rowLabel } from './row-label.ts';

const NOW = Date.parse('2013-10-09T18:12:12Z');
const row = (changed: Partial<SymbolRow>): SymbolRow => ({
  index: 0,
  symbol: symbolId('AAPL'),
  sector: null,
  state: 'promoted',
  flags: 0,
  holders: 0,
  last: 181.11,
  changePercent: 1,
  volume: 1,
  hits: 0,
  lastHit: Number.NaN,
  lastBarEnd: NOW - 40_000,
  relativeVolume: Number.NaN,
  loaded: Number.NaN,
  source: null,
  ...changed,
});
const held = (...kinds: LockHolderKind[]): LockRecord[] =>
  kinds.map((kind, index) => ({
    id: `L-${index}`,
    symbol: symbolId('AAPL'),
    holder: { kind, id: 'x' },
    reason: '',
    since: epochMs(0),
  }));

describe('a row as a screen reader says it', () => {
  it('names symbol and state', () => expect(rowLabel(row({}), [], NOW)).toBe('AAPL, promoted'));

  it('says who holds it, and for how long there was no data', () =>
    expect(rowLabel(row({ flags: SYMBOL_FLAG.stale }), held('position'), NOW)).toBe(
      'AAPL, promoted, locked by 1 position, stale 40 seconds',
    ));

  it('counts holders of each kind', () =>
    expect(rowLabel(row({}), held('position', 'manual', 'position'), NOW)).toBe(
      'AAPL, promoted, locked by 2 positions and 1 manual lock',
    ));

  it('says that a symbol never had data, and that it is halted', () => {
    const flags = SYMBOL_FLAG.stale | SYMBOL_FLAG.halted;
    expect(rowLabel(row({ flags, lastBarEnd: Number.NaN, state: 'screening' }), [], NOW)).toBe(
      'AAPL, screening, no data yet, halted',
    );
  });
});
