import { describe, expect, it } from 'vitest';
import { scannerSchema } from '../../../shared/domain/session-config/scanners.ts';
import { epochMs } from '../../../shared/domain/time.ts';
import type { ScannerRecord } from '../../../shared/session/activity.ts';
import { scanWords, stoppedWords } from './scan-words.ts';

const NOW = 1_000_000;
const scanner = (changed: Partial<ScannerRecord> = {}): ScannerRecord => ({
  name: 'above_2',
  kind: 'gap',
  state: 'active',
  schedule: '',
  config: scannerSchema.parse({ name: 'above_2', kind: 'gap' }),
  version: 1,
  savedAt: null,
  hitsToday: 0,
  hits: 0,
  firsts: 0,
  runs: 1,
  doneToday: 1,
  dueToday: 1,
  errors: 0,
  skipped: 0,
  lastSkip: null,
  unknown: 0,
  costP50Ms: null,
  costP95Ms: null,
  lastRun: epochMs(NOW - 3_000),
  nextRun: null,
  lastError: null,
  ...changed,
});

describe('where there are no hits', () => {
  it.each([
    [null, 'Scanners watch 500 symbols.'],
    [[scanner(), scanner({ lastRun: epochMs(0) })], '2 scanners on 500 symbols, last run 3 s ago.'],
    [[scanner({ lastRun: null })], '1 scanner on 500 symbols, not run yet.'],
    [[scanner({ state: 'disabled' })], 'No scanner is active: the Scanners panel says why.'],
  ] as const)('%j says %s', (scanners, words) => expect(scanWords(scanners, 500, NOW)).toBe(words));
});

describe('a scanner that stopped', () => {
  it('is named with its cause', () => {
    const failed = scanner({ name: 'RVol', state: 'failed', lastError: 'over 250 ms, 3 times' });
    expect(stoppedWords([scanner(), failed])).toEqual(['RVol stopped: over 250 ms, 3 times']);
    expect(stoppedWords([{ ...failed, lastError: null }])).toEqual(['RVol stopped: no cause was given']);
    expect(stoppedWords(null)).toEqual([]);
  });
});
