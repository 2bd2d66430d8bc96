import { describe, expect, it } from 'vitest';
import { parseRule } from '../../../../shared/rules/parser.ts';
import { edited } from './form-edits.ts';
import { type Piece, piecesOf } from './pieces.ts';

function piecesIn(text: string): readonly Piece[] {
  const { expression, problems } = parseRule(text);
  expect(problems, text).toEqual([]);
  return expression === undefined ? [] : piecesOf(text, expression);
}

/** A row as it would be read aloud; numbers in braces, what can be chosen in brackets. */
function read(text: string): string {
  return piecesIn(text).map(spoken).join(' ');
}

function spoken(piece: Piece): string {
  switch (piece.kind) {
    case 'word':
      return piece.text;
    case 'number':
      return `{${piece.value}}${piece.unit}`;
    case 'measure':
      return `[${piece.name}]`;
    case 'choice':
      return piece.options.find(({ value }) => value === piece.value)?.label ?? 'nothing';
    case 'interval':
      return `[${piece.value}]`;
    case 'list':
      return piece.values.join(', ');
    case 'code':
      return `code ${piece.text}`;
  }
}

describe('a condition in the form', () => {
  it.each([
    ['gap > 3 %', '[gap] above {3}%'],
    ['gap <= -3.5', '[gap] at most {-3.5}'],
    ['volume(1d) > 1_000_000', '[volume] [1d] above {1000000}'],
    ['rvol >= 2', '[rvol] at least {2} × usual'],
    ['rel_volume(5m) > 1.5', '[rel_volume] [5m] above {1.5} × usual'],
    ['rsi(14, 5m) < 30', '[rsi] {14} [5m] below {30}'],
    ['close(5m) > vwap(5m)', '[close] [5m] above [vwap] [5m]'],
    ['last(1d) >= sma(20, 1d) * 1.02', '[last] [1d] at least [sma] {20} [1d] × {1.02}'],
    ['crosses_above(ema(9, 5m), ema(20, 5m))', '[ema] {9} [5m] crosses above [ema] {20} [5m]'],
    ['rising(close(5m), 3)', '[close] [5m] rising for {3} bars'],
    ['not rising(close(5m), 3)', 'not [close] [5m] rising for {3} bars'],
    ['close(1d)[5] > 10', '[close] [1d] {5} bars ago above {10}'],
    ['macd(5m).signal > 0', '[macd] [5m] signal above {0}'],
    ['rank(change) <= 10', 'rank of [change] at most {10}'],
    ['rank(rvol, sector) = 1', 'rank of [rvol] in its sector equal to {1}'],
    ['sector in ("Energy", "Utilities")', 'sector is one of Energy, Utilities'],
    ['symbol not in ("SPY")', 'symbol is none of SPY'],
  ])('%s reads %s', (text, words) => {
    expect(read(text)).toBe(words);
  });

  it.each([
    'bars_since(close > open, 10) < 3',
    'rank((close - open) / open) <= 10',
    '(close - open) / (high - low) > 0.5',
  ])('%s is left to the text where it has no words', (text) => {
    expect(read(text)).toContain('code ');
  });

  it('changes the text exactly where a piece stands', () => {
    const text = 'last(1d) >= sma(20, 1d) * 1.02';
    const numbers = piecesIn(text).filter(({ kind }) => kind === 'number');
    const changed = numbers.map((piece) =>
      piece.kind === 'number' ? edited(text, [{ span: piece.span, replacement: '7' }]) : '',
    );
    expect(changed).toEqual(['last(1d) >= sma(7, 1d) * 1.02', 'last(1d) >= sma(20, 1d) * 7']);
  });

  it('leaves the percent sign where it stands', () => {
    const [, , number] = piecesIn('gap > 3 %');
    expect(
      number?.kind === 'number' ? edited('gap > 3 %', [{ span: number.span, replacement: '4' }]) : '',
    ).toBe('gap > 4 %');
  });
});
