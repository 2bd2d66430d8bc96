import { describe, expect, it } from 'vitest';
import { typedAfter, typedInterval } from './interval-typing.ts';

describe('typedInterval', () => {
  it('reads minutes, and names of intervals', () => {
    expect(['1', '5', '15', '30', '60', '5m', '1h', '1D', '1w'].map(typedInterval)).toEqual([
      '1m',
      '5m',
      '15m',
      '30m',
      '1h',
      '5m',
      '1h',
      '1d',
      '1w',
    ]);
  });

  it('knows no others', () => {
    expect(['', '2', '7m', '55', '2d'].map(typedInterval)).toEqual(Array(5).fill(undefined));
  });
});

describe('typedAfter', () => {
  it('takes digits, then one unit', () => {
    expect(typedAfter('', '1')).toBe('1');
    expect(typedAfter('1', '5')).toBe('15');
    expect(typedAfter('1', 'd')).toBe('1d');
    expect(typedAfter('1d', 'd')).toBeUndefined();
  });

  it('leaves letters alone that begin a symbol', () => {
    expect(typedAfter('', 'd')).toBeUndefined();
    expect(typedAfter('1', 'x')).toBeUndefined();
  });

  it('takes the last one back', () => {
    expect(typedAfter('15', 'Backspace')).toBe('1');
    expect(typedAfter('', 'Backspace')).toBeUndefined();
  });
});
