import { describe, expect, it } from 'vitest';
import { scannerSchema } from '../../shared/domain/session-config/scanners.ts';
import { type SimpleSchedule, scheduleWords, simpleSchedule, timeProblem, timingOf } from './schedule.ts';

const WINDOW = { start: '09:40', end: 'close-5m', interval: '5m' } as const;

describe('the words of a schedule', () => {
  it('say how often and from when to when', () => {
    expect(scheduleWords({ schedule: [WINDOW], pre_session: false })).toBe('every 5 min, 09:40 to close−5m');
  });

  it('name the days, the close and the scan before the open', () => {
    const schedule = [{ at: 'close', days: ['mon' as const, 'fri' as const] }];
    expect(scheduleWords({ schedule, pre_session: true })).toBe('at the close on Mon, Fri, before the open');
  });

  it('say that it never runs', () => {
    expect(scheduleWords({ schedule: [], pre_session: false })).toBe('never');
  });
});

describe('the schedule of the form', () => {
  const simple: SimpleSchedule = {
    every: '15m',
    allSession: false,
    from: 'open+5m',
    to: '15:30',
    atClose: true,
    preSession: true,
    days: ['mon', 'wed'],
  };

  it('reads back what it wrote', () => {
    expect(simpleSchedule(timingOf(simple))).toEqual(simple);
  });

  it('can be every bar of the session', () => {
    const whole = { ...simple, allSession: true, from: 'open+5m', to: 'close-5m' };
    expect(timingOf(whole).schedule[0]).toEqual({ every: '15m', days: ['mon', 'wed'] });
    expect(simpleSchedule(timingOf(whole))).toEqual(whole);
    expect(scheduleWords({ schedule: [{ every: '15m' }], pre_session: false })).toBe('every 15 min');
  });

  it('writes what the config takes', () => {
    const entry = { name: 'x', kind: 'rule', ...timingOf(simple) };
    expect(scannerSchema.safeParse(entry).success).toBe(true);
  });

  it('leaves alone what it cannot show', () => {
    const two = { schedule: [WINDOW, { ...WINDOW, interval: '1m' as const }], pre_session: false };
    expect(simpleSchedule(two)).toBeUndefined();
    expect(simpleSchedule({ schedule: [{ at: 'open+1m' }], pre_session: false })).toBeUndefined();
  });
});

it.each(['09:30', 'open', 'close-5m', 'open+120m'])('%s is a time of a schedule', (time) => {
  expect(timeProblem(time)).toBeUndefined();
});

it.each(['9:30', '24:00', 'noon', 'close - 5m'])('%s is none, and the way to write one is said', (time) => {
  expect(timeProblem(time)).toContain('HH:MM');
});
