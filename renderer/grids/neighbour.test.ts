import { describe, expect, it } from 'vitest';
import { neighbourOf } from './neighbour.ts';

const ORDER = ['A', 'B', 'C', 'D'];
const alone = () => false;

describe('the neighbour of a row that leaves', () => {
  it('is the next one, and the one before at the end', () => {
    expect(neighbourOf(ORDER, 'B', alone)).toBe('C');
    expect(neighbourOf(ORDER, 'D', alone)).toBe('C');
  });

  it('passes over those that leave as well', () => {
    expect(neighbourOf(ORDER, 'B', (id) => id === 'C')).toBe('D');
    expect(neighbourOf(ORDER, 'C', (id) => id === 'D')).toBe('B');
  });

  it('is nobody where none stays, or where it stood in no row', () => {
    expect(neighbourOf(['A'], 'A', alone)).toBeNull();
    expect(neighbourOf(ORDER, 'B', () => true)).toBeNull();
    expect(neighbourOf(ORDER, 'X', alone)).toBeNull();
  });
});
