import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../shared/domain/time.ts';
import { describeLast, savedWords } from './last-session.ts';

const last = {
  name: 'October 2013',
  mode: 'replay',
  sessionDate: sessionDate('2013-10-09'),
  wallTime: '14:12:12',
  symbols: 1_483,
  promoted: 7,
  locked: 4,
  savedAt: 0,
} as const;

describe('the last session', () => {
  it('is told by its mode, its moment and its counts', () => {
    expect(describeLast(last)).toBe(
      'Replay of Wed 9 Oct 2013 at 14:12:12. 1,483 symbols, 7 promoted, 4 locked.',
    );
    expect(describeLast({ ...last, symbols: 1 })).toContain('. 1 symbol, ');
  });

  it('was saved today, or on a day that is named', () => {
    const evening = new Date(2026, 7, 3, 17, 40).getTime();
    expect(savedWords(evening, new Date(2026, 7, 3, 23, 59).getTime())).toBe('Saved today 17:40');
    expect(savedWords(evening, new Date(2026, 7, 4, 0, 1).getTime())).toBe('Saved Mon 3 Aug 17:40');
  });
});
