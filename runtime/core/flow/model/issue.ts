/**
 * Something wrong with a process model. `rule` is a stable id (the message catalogue has its words), `section` the place
 * in the standard or the product's own rule that it follows from, `elementId` what to show in the designer.
 */
export interface FlowIssue {
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly elementId?: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly section?: string;
}
