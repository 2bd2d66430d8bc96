import { describe, expect, it } from 'vitest';
import { formatAmount, formatProfit, profitClass } from './money.ts';
import { heldWords, orderWords } from './positions.ts';

describe('dollars', () => {
  it.each([
    [299, '+299.00'],
    [-9, '−9.00'],
    [1_246.5, '+1,246.50'],
    [0, '0.00'],
    [-0.004, '0.00'],
    [Number.NaN, '—'],
  ])('gained %d are shown as %s', (value, text) => expect(formatProfit(value)).toBe(text));

  it('as an amount have no sign unless they are owed', () => {
    expect([36_160, -120, -0.001, Number.NaN].map(formatAmount)).toEqual([
      '36,160.00',
      '−120.00',
      '0.00',
      '—',
    ]);
  });

  it('have a colour only where the figure has a sign', () => {
    expect([1, -1, 0, 0.004, -0.004, Number.NaN].map(profitClass)).toEqual([
      'cell-up',
      'cell-down',
      '',
      '',
      '',
      '',
    ]);
  });
});

it('a position says its side and its shares, parts of a share among them', () => {
  expect([1_200, -150, -17.5, 0].map(heldWords)).toEqual([
    'Long 1,200',
    'Short 150',
    'Short 17.5',
    'Waiting',
  ]);
  expect([200, -3].map(orderWords)).toEqual(['Buy 200', 'Sell 3']);
});
