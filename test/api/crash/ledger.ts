/** What the clients were told; everything the server is held to. */
export interface Ledger {
  /** Cases by draft, as acknowledged. */
  readonly submitted: Map<string, { readonly caseId: string; readonly number: string }>;
  /** Decisions by command id, as acknowledged. */
  readonly decided: Map<string, { readonly caseId: string }>;
  /** Commands that were refused, so that they must not have happened. */
  readonly refused: Set<string>;
  /** Acknowledged commands with what repeating them needs. */
  readonly repeatable: Repeatable[];
  /** Commands that got no answer, and how many of those have been sent again. */
  lost: number;
  resent: number;
  /** Answers that no client should ever get. */
  readonly faults: string[];
}

export interface Repeatable {
  readonly login: string;
  readonly path: string;
  readonly key: string;
  readonly body: object;
  readonly answer: unknown;
}

export const newLedger = (): Ledger => ({
  submitted: new Map(),
  decided: new Map(),
  refused: new Set(),
  repeatable: [],
  lost: 0,
  resent: 0,
  faults: [],
});

export const acknowledged = ({ submitted, decided }: Ledger): number => submitted.size + decided.size;
