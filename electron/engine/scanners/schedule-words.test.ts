import { expect, it } from 'vitest';
import type { ScannerConfig } from '../../../shared/domain/session-config.ts';
import { scheduleWords } from './schedule-words.ts';

function scanner(schedule: ScannerConfig['schedule'], preSession = false): ScannerConfig {
  return {
    name: 'gap',
    kind: 'gap',
    enabled: true,
    pre_session: preSession,
    schedule,
    config: {},
    timeout_seconds: 30,
    hold_scans: 1,
    alert: { sound: false, notify: false, flash: true },
  };
}

it('a schedule is told in words', () => {
  expect(scheduleWords(scanner([{ start: '09:35', end: '15:55', interval: '5m' }], true), '09:00')).toBe(
    '09:00 pre-session; every 5 min 09:35–15:55',
  );
  expect(scheduleWords(scanner([{ start: 'open', end: 'close-5m', interval: '1h' }]), '09:00')).toBe(
    'every 1 h the open–5 min before the close',
  );
  expect(scheduleWords(scanner([{ at: 'open+15m', days: ['mon', 'fri'] }, { at: '12:00' }]), '09:00')).toBe(
    'at 15 min after the open (mon, fri); at 12:00',
  );
});

it('a scanner without any schedule runs never', () => {
  expect(scheduleWords(scanner([]), '09:00')).toBe('never');
});
