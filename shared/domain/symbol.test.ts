import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from './errors.ts';
import { normalizeSymbol, symbolId } from './symbol.ts';

describe('a symbol', () => {
  it.each(['BRK.B', 'brk.b', 'brk-b', 'BRK/B', 'BRK B', 'brk_b', ' Brk.b\n'])('spelt %j is BRK.B', (text) => {
    expect(normalizeSymbol(text)).toBe('BRK.B');
  });

  it.each([
    '',
    ' ',
    '.',
    'BRK.',
    '.B',
    'BRK.B.C',
    'BRK.BBBB',
    'ABCDEFGHI',
    'A$',
    '=1+1',
    '../A',
    'A\0',
    'ıbm',
    'ß',
    'ＡＡＰＬ',
    'АAPL',
  ])('is not what %j says', (text) => {
    expect(normalizeSymbol(text)).toBeUndefined();
    expect(() => symbolId(text)).toThrow(InvalidArgumentError);
  });

  it('in canonical form stays what it is, in plain letters', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z0-9 ./_-]{1,12}$/)),
        (text) => {
          const symbol = normalizeSymbol(text);
          if (symbol === undefined) return;
          expect(symbol).toMatch(/^[A-Z0-9.]+$/);
          expect([symbol, symbol.toLowerCase(), symbol.replace('.', '-')].map(normalizeSymbol)).toEqual([
            symbol,
            symbol,
            symbol,
          ]);
        },
      ),
    );
  });
});
