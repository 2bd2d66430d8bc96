import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../shared/domain/time.ts';
import { openingWords } from './opening-words.ts';

const place = (date: string, wallTime: string) => ({ date: sessionDate(date), wallTime });
const CONTINUED = { name: 'Simulated session', continued: true, at: null, until: null };

describe('a session that is being opened', () => {
  it('is told by where it is and where it stood', () => {
    const at = place('2026-11-19', '10:32:41');
    const until = place('2026-11-19', '14:12:00');
    expect(openingWords({ ...CONTINUED, at, until })).toBe('Continuing Simulated session… 10:32 of 14:12');
  });

  it('names the days where it takes more than one', () => {
    const at = place('2026-11-19', '10:32:41');
    const until = place('2026-11-20', '14:12:00');
    expect(openingWords({ ...CONTINUED, at, until })).toBe(
      'Continuing Simulated session… Thu 19 Nov 2026 10:32 of Fri 20 Nov 2026 14:12',
    );
  });

  it('says no more than it knows', () => {
    expect(openingWords(CONTINUED)).toBe('Continuing Simulated session…');
    expect(openingWords({ ...CONTINUED, at: place('2026-11-19', '10:32:41') })).toBe(
      'Continuing Simulated session…',
    );
    expect(openingWords({ ...CONTINUED, name: 'data', continued: false })).toBe('Opening data…');
  });
});
