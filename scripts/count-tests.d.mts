interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export declare const noTests: Counts;
export declare function countReport(report: Report | null, exitCode: number): Counts;
export declare function addCounts(counts: readonly Counts[]): Counts;
export declare function summaryLine(counts: Counts): string;
export declare function exitCodeOf(counts: Counts): number;
