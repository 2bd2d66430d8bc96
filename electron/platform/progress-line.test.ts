import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { epochMs, sessionDate } from '../../shared/domain/time.ts';
import type { SessionStatus } from '../../shared/session/status.ts';
import { describeProgress, ProgressLine } from './progress-line.ts';

const STATUS: SessionStatus = {
  mode: 'replay',
  sessionName: 'Test',
  seed: null,
  runState: 'running',
  failure: null,
  now: epochMs(0),
  wallTime: '10:35:00',
  sessionDate: sessionDate('2013-10-07'),
  phase: 'regular',
  open: epochMs(0),
  close: epochMs(0),
  halfDay: false,
  hitsByTenMinutes: [],
  dataBytes: 0,
  speed: null,
  symbolCount: 505,
  watchedCount: 505,
  promotedCount: 12,
  lockedCount: 0,
  hitCount: 240,
  firstHitCount: 90,
  barCount: 52_310,
  rejectedRowCount: 0,
  pendingLoads: 0,
  feed: 'replay',
  feedTime: null,
  warnings: [],
};

const LINE = '2013-10-07 10:35:00 running · 505 symbols · 12 promoted · 240 hits · 52,310 bars';

it('says how far a run is, and what it waits for', () => {
  expect(describeProgress(STATUS)).toBe(LINE);
  expect(describeProgress({ ...STATUS, runState: 'loading', pendingLoads: 1_505 })).toBe(
    LINE.replace('running', 'loading · 1,505 loads'),
  );
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a progress line writes in three seconds and at its end. */
function written(isTTY: boolean): string {
  const stream = Object.assign(new PassThrough(), { isTTY });
  const line = new ProgressLine(stream, () => STATUS);
  vi.advanceTimersByTime(3_100);
  line.end();
  vi.advanceTimersByTime(10_000);
  return String(stream.read() ?? '');
}

it('rewrites its line on a terminal', () => {
  const lines = written(true).split('\r\u001b[2K').slice(1);
  expect(lines).toHaveLength(16);
  expect(new Set(lines)).toEqual(new Set([LINE, `${LINE}\n`]));
});

it('writes a line now and then where there is no terminal, and the last state', () => {
  expect(written(false)).toBe(`${LINE}\n`.repeat(2));
});
