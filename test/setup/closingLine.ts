/** What Vitest's JSON reporter counts. */
export interface Counts {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

/** The last line of npm test. A step that failed without a failed test (types, lint, a file that does not load) counts as one. */
export function closingLine(counts: Counts | null, hasFailed: boolean): string {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = counts ?? {};
  const failed = numFailedTests === 0 && hasFailed ? 1 : numFailedTests;
  return `${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`;
}
