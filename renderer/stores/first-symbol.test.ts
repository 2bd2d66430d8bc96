import { expect, it } from 'vitest';
import type { Hit } from '../../shared/domain/hit.ts';
import type { PromotedRecord } from '../../shared/domain/promotion.ts';
import { symbolId } from '../../shared/domain/symbol.ts';
import { epochMs } from '../../shared/domain/time.ts';
import { firstSymbol } from './first-symbol.ts';

const AAPL = symbolId('AAPL');
const MSFT = symbolId('MSFT');
const NONE = { promoted: [], hits: [] };
const hits: Hit[] = [
  { time: epochMs(0), symbol: MSFT, scanner: 'gap', first: true, version: 1, metadata: {} },
];
const promoted: PromotedRecord[] = [
  { symbol: AAPL, since: epochMs(0), by: 'gap', bars: 0, bytes: 0, indicators: 0, ready: 0, loads: [] },
];

it('is the first promoted symbol, else the first hit, else none', () => {
  expect(firstSymbol(null, { promoted, hits })).toBe(AAPL);
  expect(firstSymbol(null, { promoted: [], hits })).toBe(MSFT);
  expect(firstSymbol(null, NONE)).toBeNull();
});

it('stays the same while the session is open, and is another one in another session', () => {
  expect(firstSymbol(MSFT, { promoted, hits })).toBe(MSFT);
  expect(firstSymbol(MSFT, NONE)).toBe(MSFT);
  expect(firstSymbol(MSFT, null)).toBeNull();
});
