import { describe, expect, it } from 'vitest';
import { columnsToHide } from './fit.ts';

const COLUMNS = ['symbol', 'last', 'volume', 'spark'].map((id) => ({ id, width: 100 }));
const hidden = (available: number) => [...columnsToHide(COLUMNS, ['spark', 'volume'], available)];

describe('columns in a narrow dock', () => {
  it('all stay where they fit', () => expect(hidden(400)).toEqual([]));
  it('give way in their order, no more than must', () => {
    expect(hidden(399)).toEqual(['spark']);
    expect(hidden(299)).toEqual(['spark', 'volume']);
  });
  it('the essential ones stay however narrow it is', () => expect(hidden(10)).toEqual(['spark', 'volume']));
});
