import { businessOf } from '#server/business';
import type { CaseDocument } from '#server/cases/case-document';
import { runDueJobs } from '#server/jobs/run-jobs';
import { type Kit, ok, qualifying } from '../business-kit.js';
import type { TestAccount } from '../harness.js';

/** Policies with a flow of one's own, and cases of them. */
export interface FlowKit {
  /** A policy with this flow, published; `middle` stands between acceptance and review. */
  publish(middle: Middle): Promise<string>;
  /** Publishes the policy anew with another flow. */
  republish(policyId: string, middle: Middle): Promise<void>;
  /** Filed and accepted, so that it stands in the middle. */
  begun(policyId: string, who?: TestAccount): Promise<string>;
  caseOf(caseId: string): Promise<CaseDocument>;
  runJobs(): Promise<number>;
}

export interface Middle {
  /** Elements in place of the single task between `Accept` and `Review`; the first is `Middle`, the last leads to `Review`. */
  readonly elements: string;
  /** Signals, messages and errors beside the process. */
  readonly roots?: string;
  readonly acceptName?: string;
  /** Id of the first element; `Middle` where it is missing. */
  readonly first?: string;
}

const step = (kind: string, assignee: string, more = '') =>
  `<bpmn:extensionElements><duixian:step kind="${kind}" assignee="${assignee}" limitWorkingDays="1" ${more}/></bpmn:extensionElements>`;

const bpmn = ({
  elements,
  roots = '',
  acceptName = '受理',
  first = 'Middle',
}: Middle): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:duixian="https://duixian.dev/schema/bpmn/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Defs" targetNamespace="https://duixian.dev/flows">
  ${roots}
  <bpmn:process id="Flow" name="办理" isExecutable="true">
    <bpmn:startEvent id="Start"/>
    <bpmn:sequenceFlow id="f1" sourceRef="Start" targetRef="Accept"/>
    <bpmn:userTask id="Accept" name="${acceptName}">${step('acceptance', 'role:window')}</bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="Accept" targetRef="${first}"/>
    ${elements}
    <bpmn:userTask id="Review" name="审核">${step('review', 'role:reviewer', 'separateFrom="acceptor"')}</bpmn:userTask>
    <bpmn:sequenceFlow id="f8" sourceRef="Review" targetRef="Pay"/>
    <bpmn:userTask id="Pay" name="兑付">${step('payout', 'role:finance')}</bpmn:userTask>
    <bpmn:sequenceFlow id="f9" sourceRef="Pay" targetRef="End"/>
    <bpmn:endEvent id="End"/>
  </bpmn:process>
</bpmn:definitions>`;

/** A service task as the middle. */
export const service = (type: string, params: Readonly<Record<string, string>>): Middle => ({
  elements: `<bpmn:serviceTask id="Middle" name="推送"><bpmn:extensionElements><duixian:service type="${type}">${Object.entries(
    params,
  )
    .map(([name, value]) => `<duixian:param name="${name}" value="${value}"/>`)
    .join(
      '',
    )}</duixian:service></bpmn:extensionElements></bpmn:serviceTask><bpmn:sequenceFlow id="f3" sourceRef="Middle" targetRef="Review"/>`,
});

/** An event as the middle: `catch` waits, `throw` tells. */
const event = (what: 'intermediateCatchEvent' | 'intermediateThrowEvent', definition: string, roots = ''): Middle => ({
  roots,
  elements: `<bpmn:${what} id="Middle" name="等待">${definition}</bpmn:${what}><bpmn:sequenceFlow id="f3" sourceRef="Middle" targetRef="Review"/>`,
});

const timerOf = (kind: 'timeDate' | 'timeDuration' | 'timeCycle', text: string) =>
  `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;

export const timer = (kind: 'timeDate' | 'timeDuration', text: string): Middle =>
  event('intermediateCatchEvent', timerOf(kind, text));

/** A step of a person with a boundary timer that goes on firing beside it. */
export const reminded = (cycle: string): Middle => ({
  elements: `<bpmn:userTask id="Middle" name="核查">${step('review', 'role:reviewer', 'separateFrom="acceptor"')}</bpmn:userTask>
    <bpmn:sequenceFlow id="f3" sourceRef="Middle" targetRef="Review"/>
    <bpmn:boundaryEvent id="Late" name="催" attachedToRef="Middle" cancelActivity="false">${timerOf('timeCycle', cycle)}</bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f4" sourceRef="Late" targetRef="LateEnd"/>
    <bpmn:endEvent id="LateEnd"/>`,
});

export const signal = (what: 'intermediateCatchEvent' | 'intermediateThrowEvent', name: string): Middle =>
  event(what, '<bpmn:signalEventDefinition signalRef="Sig"/>', `<bpmn:signal id="Sig" name="${name}"/>`);

export const message = (what: 'intermediateCatchEvent' | 'intermediateThrowEvent', name: string): Middle =>
  event(what, '<bpmn:messageEventDefinition messageRef="Msg"/>', `<bpmn:message id="Msg" name="${name}"/>`);

export async function createFlowKit(kit: Kit): Promise<FlowKit> {
  const { world } = kit;
  const { departmentAdmin, enterprise, otherEnterprise } = world.yungang.accounts;
  for (const { tenantId, applicantId, name } of [enterprise, otherEnterprise])
    await world.deps.applicants.setRegistry(tenantId, applicantId ?? '', qualifying(name));
  const business = businessOf(world.deps);

  const publishFlow = async (policyId: string, middle: Middle) => {
    const path = `/api/designer/policies/${policyId}`;
    const { revisions } = ok(await kit.get(departmentAdmin, path));
    const body = { part: 'flow', revision: revisions.flow, content: bpmn(middle) };
    const { revision } = ok(await kit.put(departmentAdmin, `${path}/parts/flow`, body));
    ok(await kit.post(departmentAdmin, `${path}/publish`, { revisions: { ...revisions, flow: revision } }));
  };
  return {
    async publish(middle) {
      const asked = { title: `试验 ${Math.random().toString(36).slice(2, 8)}`, templateId: 'smart-factory-award' };
      const made = ok(await kit.post(departmentAdmin, '/api/designer/policies', asked), 201);
      await publishFlow(made.id, middle);
      return made.id;
    },
    republish: publishFlow,
    async begun(policyId, who = enterprise) {
      const caseId = await kit.file(policyId, { who });
      await kit.accept(caseId);
      return caseId;
    },
    async caseOf(caseId) {
      const found = await business.store.byId(world.yungang.id, caseId);
      if (found === null) throw new Error(`Expected case ${caseId}, but there is none`);
      return found;
    },
    runJobs: () => runDueJobs(business),
  };
}

/** Where the case stands: the elements with a token. */
export const placesOf = (document: CaseDocument): string[] =>
  Object.values(document.flow.tokens).map((token) => token.elementId);
