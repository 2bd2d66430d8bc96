import { describe, expect, it } from 'vitest';
import { chartLine } from '../../shared/testing/chart-data.ts';
import { shownLines } from './indicator-series.ts';
import { paneRoom } from './pane-stack.ts';

const sma = chartLine([1]);
const rsi = chartLine([1], { key: 'rsi', pane: 'own' });
const macd = chartLine([1], { key: 'macd', pane: 'own' });
const signal = chartLine([1], { key: 'macd', output: 'signal', pane: 'own' });
const lines = [sma, rsi, macd, signal];

describe('shownLines', () => {
  it('leaves out what is hidden', () => {
    expect(shownLines(lines, new Set(['rsi']), 9)).toEqual([sma, macd, signal]);
  });

  it('leaves out the last panes where there is no room for them', () => {
    expect(shownLines(lines, new Set(), 1)).toEqual([sma, rsi]);
    expect(shownLines(lines, new Set(['rsi']), 1)).toEqual([sma, macd, signal]);
    expect(shownLines(lines, new Set(), 0)).toEqual([sma]);
  });
});

describe('paneRoom', () => {
  it('keeps most of a low chart for the prices', () => {
    expect([120, 230, 240, 300, 700].map(paneRoom)).toEqual([0, 0, 1, 2, 9]);
  });
});
