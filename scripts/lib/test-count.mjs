// @ts-check

/**
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @param {readonly TestCount[]} counts @returns {TestCount} */
export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const count of counts) {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  return total;
}

/** The last line of `npm test`. @param {TestCount} count */
export function summaryLine(count) {
  return `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
}

/** A check that is one test. @param {boolean} good @returns {TestCount} */
export function single(good) {
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
}

/**
 * Counts the JSON report of vitest. A test file that could not be loaded is one
 * failure; so is whatever else made vitest fail.
 * @param {any} report parsed; undefined where vitest left none
 * @param {number} exitCode
 * @returns {TestCount}
 */
export function fromVitest(report, exitCode) {
  if (report === undefined) return single(false);
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults ?? [];
  const unloaded = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return atLeastOneFailure(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    },
    exitCode,
  );
}

/**
 * Counts the JSON report of Playwright. A test that passed on a second try has passed.
 * @param {any} report parsed; undefined where Playwright left none
 * @param {number} exitCode
 * @returns {TestCount}
 */
export function fromPlaywright(report, exitCode) {
  if (report === undefined) return single(false);
  const { expected, flaky, unexpected, skipped } = report.stats;
  return atLeastOneFailure({ passed: expected + flaky, failed: unexpected, skipped }, exitCode);
}

/** @param {TestCount} count @param {number} exitCode @returns {TestCount} */
function atLeastOneFailure(count, exitCode) {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}
