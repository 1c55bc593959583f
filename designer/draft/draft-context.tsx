import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { DraftPolicy } from '#core/contract';
import { type CheckedDecisions, checkDecisions } from '#core/dmn';
import type { FeelType } from '#core/feel';
import { type CompiledForm, compileForm, type Option } from '#core/form';
import { checkPolicy, type PolicyProblem, type RegistryVariable } from '#core/policy';
import type { RuleVariable } from '../model/condition/condition.js';
import type { PolicyDocument } from '../model/draft/document.js';
import { decisionVariables, ruleVariables, variableTypes } from '../model/variables.js';
import type { DraftSnapshot, DraftStore } from './draft-store.js';
import { type FlowReading, readFlow } from './flow-reading.js';

/** The open draft and what follows from it, for everything inside the editor. */
export interface Draft {
  readonly policy: DraftPolicy;
  readonly store: DraftStore;
  readonly snapshot: DraftSnapshot;
  readonly doc: PolicyDocument;
  readonly compiled: CompiledForm;
  readonly registry: readonly RegistryVariable[];
  /** What rules of the form may read. */
  readonly variables: readonly RuleVariable[];
  /** The same and the policy's decisions, for conditions and the amount. */
  readonly ruleVariables: readonly RuleVariable[];
  /** The same and the case's amounts, for branches of the flow. */
  readonly flowVariables: readonly RuleVariable[];
  /** Types of all these, decisions and amounts too. */
  readonly types: Readonly<Record<string, FeelType>>;
  readonly names: readonly string[];
  readonly decided: CheckedDecisions;
  /** Undefined until the flow was read for the first time; then the last reading, perhaps of the flow a moment ago. */
  readonly flow: FlowReading | undefined;
  readonly problems: readonly PolicyProblem[];
}

const DraftContext = createContext<Draft | null>(null);

export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (draft === null) throw new Error('Expected to be inside a DraftProvider, but there is none');
  return draft;
}

const checkDelayMs = 500;

export function DraftProvider({
  policy,
  store,
  registry,
  codeTables,
  children,
}: {
  readonly policy: DraftPolicy;
  readonly store: DraftStore;
  readonly registry: readonly RegistryVariable[];
  readonly codeTables: Readonly<Record<string, readonly Option[]>>;
  readonly children: ReactNode;
}) {
  const snapshot = useSyncExternalStore(store.subscribe, store.get);
  const doc = snapshot.history.present;
  const compiled = useMemo(() => compileForm(doc.form, { codeTables }), [doc.form, codeTables]);
  const names = useMemo(() => {
    const variables = ruleVariables(compiled, registry);
    const decided = checkDecisions(doc.rules.decisions, variableTypes(variables, compiled));
    const decisions = decisionVariables(doc.rules.decisions, decided.types);
    const flowVariables = [...ruleVariables(compiled, registry, { withAmounts: true }), ...decisions];
    return {
      variables,
      ruleVariables: [...variables, ...decisions],
      flowVariables,
      types: { ...variableTypes(flowVariables, compiled), ...decided.types },
      names: flowVariables.map((one) => one.name),
      decided,
    };
  }, [compiled, registry, doc.rules.decisions]);
  const flow = useFlowReading(doc.flow);
  const problems = useProblems(doc, registry);
  const value = useMemo<Draft>(
    () => ({ policy, store, snapshot, doc, compiled, registry, ...names, flow, problems }),
    [policy, store, snapshot, doc, compiled, registry, names, flow, problems],
  );
  return <DraftContext value={value}>{children}</DraftContext>;
}

function useFlowReading(xml: string): FlowReading | undefined {
  const [reading, setReading] = useState<FlowReading>();
  useEffect(() => {
    let isStale = false;
    void readFlow(xml).then((read) => {
      if (!isStale) setReading(read);
    });
    return () => {
      isStale = true;
    };
  }, [xml]);
  return reading;
}

/** The same check as the server's, a moment after the last change, so that tabs and places can be marked while one works. */
function useProblems(doc: PolicyDocument, registry: readonly RegistryVariable[]): readonly PolicyProblem[] {
  const [problems, setProblems] = useState<readonly PolicyProblem[]>([]);
  useEffect(() => {
    let isStale = false;
    const timer = setTimeout(() => {
      void checkPolicy(doc, { now: new Date().toISOString(), registry }).then((found) => {
        if (!isStale) setProblems(found);
      });
    }, checkDelayMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [doc, registry]);
  return problems;
}
