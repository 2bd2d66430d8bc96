import { describe, expect, it } from 'vitest';
import { epochMs, sessionDate } from '../../shared/domain/time.ts';
import type { SessionMark } from './position-file.ts';
import { wayBack } from './way-back.ts';

const place = (session: number) => ({ session, time: epochMs(0), step: 1 });
const moment = (date: string, wallTime: string) => ({ sessionDate: sessionDate(date), wallTime });

const MARK: SessionMark = {
  format: 1,
  savedAt: 0,
  position: place(2),
  paused: false,
  speed: 20,
  name: 'Simulated session',
  mode: 'simulated',
  ...moment('2026-11-20', '12:45:00'),
  symbols: 500,
  promoted: 0,
  locked: 0,
  positions: 0,
};

describe('the way back to where a session stood', () => {
  it('is told by where it is and where it goes', () => {
    expect(wayBack(1, moment('2026-11-19', '10:32:05'), MARK)).toMatchObject({
      at: { date: '2026-11-19', wallTime: '10:32:05' },
      until: { date: '2026-11-20', wallTime: '12:45:00' },
    });
  });

  it('is counted in trading sessions, from nothing to the whole', () => {
    const done = (session: number, wallTime: string) =>
      wayBack(session, moment('2026-11-19', wallTime), MARK).done;
    expect(done(0, '04:00:00')).toBe(0);
    expect(done(1, '04:00:00')).toBe(0);
    expect(done(1, '12:45:00')).toBeCloseTo(1 / 3);
    // The evening, the night and the next morning are one place.
    expect(done(1, '20:00:00')).toBeCloseTo(2 / 3);
    expect(done(2, '08:00:00')).toBeCloseTo(2 / 3);
    expect(done(2, '12:45:00')).toBe(1);
    expect(done(2, '15:00:00')).toBe(1);
  });

  it('is not known where no mark tells of its end', () => {
    expect(wayBack(1, moment('2026-11-19', '10:32:05'), null)).toMatchObject({ until: null, done: null });
  });

  it('has nothing done where it stood before its first open', () => {
    const early = { ...MARK, position: place(1), wallTime: '08:00:00' };
    expect(wayBack(1, moment('2026-11-19', '07:00:00'), early).done).toBe(0);
  });
});
