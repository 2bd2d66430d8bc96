// @ts-check
import { describe, expect, it } from 'vitest';
import { fromPlaywright, fromVitest, single, sum, summaryLine } from './test-count.mjs';

const files = [{ status: 'passed', assertionResults: [{}] }];
const good = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: files,
};

describe('the count of tests', () => {
  it('adds up over all steps into the last line', () => {
    const counts = [single(true), single(false), { passed: 10, failed: 2, skipped: 3 }];
    expect(summaryLine(sum(counts))).toBe('11 passed, 3 failed, 3 skipped');
    expect(summaryLine(sum([]))).toBe('0 passed, 0 failed, 0 skipped');
  });

  it('takes todo tests of vitest for skipped', () => {
    expect(fromVitest(good, 0)).toEqual({ passed: 5, failed: 0, skipped: 3 });
  });

  it('has a failure for each test file that could not be loaded', () => {
    const unloaded = [...files, { status: 'failed', assertionResults: [] }];
    expect(fromVitest({ ...good, testResults: unloaded }, 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('has a failure where all tests passed and the program failed', () => {
    expect(fromVitest(good, 1).failed).toBe(1);
    const stats = { expected: 2, flaky: 1, unexpected: 0, skipped: 1 };
    expect(fromPlaywright({ stats }, 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
    expect(fromPlaywright({ stats }, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it('has a failure where there is no report', () => {
    expect(fromVitest(undefined, 0)).toEqual(single(false));
    expect(fromPlaywright(undefined, 0)).toEqual(single(false));
  });
});
