import type { FlowVariables } from '#core/flow';
import type { CaseDocument } from '../../cases/case-document.js';
import type { ReadyVersion } from '../../policies/published-versions.js';

/** What a handler is told. */
export interface ServiceCall {
  /** The same at each attempt and after an incident's retry; a receiver that honours it does what is asked once. */
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
  readonly elementId: string;
  readonly elementName: string;
  readonly document: CaseDocument;
  readonly version: ReadyVersion;
}

/**
 * How it ended. `failed` is final: a BPMN error of that code where the model catches it, an incident where not; `message` is
 * one of `serviceFaults` where there are words for it, or what the receiver said.
 */
export type ServiceResult =
  | { readonly outcome: 'done'; readonly variables?: FlowVariables }
  | { readonly outcome: 'failed'; readonly message: string; readonly errorCode?: string };

/** Does one type of service. What it throws is tried again later, with growing pauses and at last an incident. */
export type ServiceHandler = (call: ServiceCall) => Promise<ServiceResult>;

export const done: ServiceResult = { outcome: 'done' };
export const failed = (message: string, errorCode?: string): ServiceResult => ({
  outcome: 'failed',
  message,
  ...(errorCode === undefined ? {} : { errorCode }),
});
