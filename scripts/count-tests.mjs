/** Counting what `npm test` ran. */

export const noTests = { passed: 0, failed: 0, skipped: 0 };

/**
 * Counts of one run from vitest's JSON report (null: it wrote none) and its exit code. A file that broke before its first
 * test, a failing hook and an error outside of tests count as one failure each: nothing that went wrong adds up to zero.
 */
export function countReport(report, exitCode) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const isBroken = ({ status, assertionResults }) =>
    status === 'failed' && assertionResults.every((test) => test.status !== 'failed');
  const failed = report.numFailedTests + report.testResults.filter(isBroken).length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function addCounts(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The last line of `npm test`. */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;

/** A run in which nothing passed has shown nothing. */
export const exitCodeOf = ({ passed, failed }) => (failed === 0 && passed > 0 ? 0 : 1);
