import {
  type FlowIssue,
  type FlowOutline,
  lintBpmn,
  lintProcess,
  type ProcessDefinition,
  type Proof,
  parseBpmn,
  proveProcess,
  readOutline,
} from '#core/flow';

/** What is known of a flow once it was read; without `definition` it holds something that cannot be executed. */
export interface FlowReading {
  readonly xml: string;
  readonly definition: ProcessDefinition | undefined;
  readonly outline: FlowOutline | undefined;
  readonly issues: readonly FlowIssue[];
  readonly proof: Proof | undefined;
}

/** Reads, lints and proves a flow. The proof is bounded low, so that drawing stays fluent; publishing proves in full. */
export async function readFlow(xml: string): Promise<FlowReading> {
  const parsed = await parseBpmn(xml);
  if (!parsed.ok)
    return { xml, definition: undefined, outline: undefined, issues: await lintBpmn(xml), proof: undefined };
  const definition = parsed.value;
  const issues = lintProcess(definition);
  const isSound = !issues.some((issue) => issue.severity === 'error');
  return {
    xml,
    definition,
    outline: readOutline(definition),
    issues,
    proof: isSound ? proveProcess(definition, { maxStates: 20_000 }) : undefined,
  };
}
