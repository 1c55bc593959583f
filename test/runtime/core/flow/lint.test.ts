import { describe, expect, it } from 'vitest';
import { flowRules, lintProcess, parseBpmn } from '#core/flow';
import { bpmn, flows, parsed, tasks } from './driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const step = (id: string, attributes: string) =>
  `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><duixian:step assignee="role:reviewer" limitWorkingDays="1" ${attributes}/></bpmn:extensionElements></bpmn:userTask>`;
const root = '<bpmn:message id="m" name="m"/><bpmn:error id="x" errorCode="X"/>';
const gateway = (type: string, id: string) => `<bpmn:${type}Gateway id="${id}"/>`;
const found = async (content: string) =>
  lintProcess(await parsed(bpmn(content, root))).map(
    ({ severity, rule, elementId }) => `${severity} ${rule} ${elementId}`,
  );

describe('lintProcess', () => {
  it('has nothing to say about a proper approval', async () => {
    const content =
      ends + step('accept', 'kind="acceptance"') + step('review', 'kind="review"') + step('pay', 'kind="payout"');
    expect(await found(content + flows('s>accept', 'accept>review', 'review>pay', 'pay>e'))).toEqual([]);
  });

  it.each([
    // Beginnings and ends
    [tasks('a'), 'error start-event-missing p'],
    [`<bpmn:startEvent id="s"/>${tasks('a')}${flows('s>a')}`, 'error end-event-missing p'],
    [`<bpmn:startEvent id="s"/>${tasks('a')}${flows('s>a')}`, 'warning implicit-end a'],
    [`${ends}<bpmn:startEvent id="s2"/>${flows('s>e', 's2>e')}`, 'error start-event-several p'],
    [`${ends}${tasks('a')}${flows('s>a', 'a>s', 'a>e')}`, 'error start-event-incoming s'],
    [`${ends}${tasks('a')}${flows('s>e', 'e>a', 'a>e')}`, 'error end-event-outgoing e'],
    [`${ends}<bpmn:endEvent id="f"/>${flows('s>e')}`, 'error end-event-incoming f'],
    [`${ends}${tasks('a')}${flows('s>e')}`, 'error element-not-connected a'],
    // Events in their places
    [
      `${ends}<bpmn:startEvent id="t"><bpmn:errorEventDefinition/></bpmn:startEvent>${flows('s>e', 't>e')}`,
      'error event-misplaced t',
    ],
    [`${ends}<bpmn:intermediateCatchEvent id="c"/>${flows('s>c', 'c>e')}`, 'error event-misplaced c'],
    [
      `${ends}<bpmn:endEvent id="f"><bpmn:errorEventDefinition/></bpmn:endEvent>${flows('s>e', 's>f')}`,
      'error error-code-missing f',
    ],
    [
      `${ends}${tasks('a')}<bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><bpmn:errorEventDefinition errorRef="x"/></bpmn:boundaryEvent>${flows('s>a', 'a>e', 'b>e')}`,
      'error boundary-error-not-interrupting b',
    ],
    [
      `${ends}${tasks('a')}<bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>${flows('s>a', 'a>e', 'a>b')}`,
      'error boundary-incoming b',
    ],
    [
      `${ends}${tasks('a')}<bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>${flows('s>a', 'a>e')}`,
      'error boundary-outgoing b',
    ],
    [
      `${ends}${tasks('a')}${['b', 'c'].map((id) => `<bpmn:boundaryEvent id="${id}" attachedToRef="a"><bpmn:errorEventDefinition errorRef="x"/></bpmn:boundaryEvent>`).join('')}${flows('s>a', 'a>e', 'b>e', 'c>e')}`,
      'error boundary-duplicate c',
    ],
    [
      `${ends}<bpmn:intermediateThrowEvent id="l"><bpmn:linkEventDefinition name="k"/></bpmn:intermediateThrowEvent>${flows('s>l')}`,
      'error link-target-missing l',
    ],
    [
      `${ends}<bpmn:intermediateCatchEvent id="l"><bpmn:linkEventDefinition name="k"/></bpmn:intermediateCatchEvent>${flows('s>e', 'l>e')}`,
      'error link-source-missing l',
    ],
    // Sub-processes
    [
      `${ends}<bpmn:subProcess id="u">${tasks('a')}</bpmn:subProcess>${flows('s>u', 'u>e')}`,
      'error start-event-missing u',
    ],
    [
      `${ends}<bpmn:subProcess id="u"><bpmn:startEvent id="us"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent></bpmn:subProcess>${flows('s>u', 'u>e')}`,
      'error start-event-trigger us',
    ],
    [
      `${ends}<bpmn:subProcess id="u" triggeredByEvent="true">${tasks('a')}</bpmn:subProcess>${flows('s>e')}`,
      'error event-sub-process-start u',
    ],
    [
      `${ends}<bpmn:subProcess id="u" triggeredByEvent="true"><bpmn:startEvent id="us"/></bpmn:subProcess>${flows('s>u', 'u>e')}`,
      'error event-sub-process-connected u',
    ],
    // Gateways
    [`${ends}${gateway('exclusive', 'g')}${flows('s>e', 's>g')}`, 'error gateway-no-outgoing g'],
    [`${ends}${gateway('exclusive', 'g')}${flows('s>g', 'g>e')}`, 'warning gateway-without-effect g'],
    [
      `${ends}${tasks('a', 'b')}${gateway('exclusive', 'g')}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>e', 'b>e')}`,
      'error condition-missing g',
    ],
    [
      `${ends}${tasks('a', 'b')}${gateway('exclusive', 'g')}${flows('s>g', 'g>a?n > 1', 'g>b?n < 1', 'a>e', 'b>e')}`,
      'warning default-missing g',
    ],
    [
      `${ends}${tasks('a', 'b')}${gateway('parallel', 'g')}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>e', 'b>e')}`,
      'error condition-not-allowed g',
    ],
    [`${ends}${tasks('a')}${gateway('eventBased', 'g')}${flows('s>g', 'g>a', 'a>e')}`, 'error event-gateway-target g'],
    [`${ends}${tasks('a')}${gateway('eventBased', 'g')}${flows('s>g', 'g>a', 'a>e')}`, 'error event-gateway-few g'],
    // Approvals
    [`${ends}${tasks('a')}${flows('s>a', 'a>e')}`, 'error assignee-missing a'],
    [`${ends}${tasks('a')}${flows('s>a', 'a>e')}`, 'warning limit-missing a'],
    [`${ends}${step('a', 'kind="review"')}${flows('s>a', 'a>e')}`, 'warning acceptance-missing p'],
    [
      `${ends}${step('a', 'kind="review" separateFrom="none"')}${flows('s>a', 'a>e')}`,
      'warning acceptor-may-approve a',
    ],
    [`${ends}${step('a', 'separateFrom="step:zz"')}${flows('s>a', 'a>e')}`, 'error separation-step-unknown a'],
    [`${ends}${step('a', 'actions="refuse"')}${flows('s>a', 'a>e')}`, 'error step-cannot-finish a'],
    [`${ends}${step('a', 'actions="approve return-to-step"')}${flows('s>a', 'a>e')}`, 'error return-target-missing a'],
    [
      `${ends}${step('a', 'actions="approve return-to-step" returnTargets="s"')}${flows('s>a', 'a>e')}`,
      'error return-target-invalid a',
    ],
    [
      `${ends}${step('a', 'actions="approve return-to-step" returnTargets="b"')}${step('b', '')}${flows('s>a', 'a>b', 'b>e')}`,
      'error return-target-not-earlier a',
    ],
    [
      `${ends}${step('a', '')}${gateway('exclusive', 'g')}${flows('s>g', 'g>a?核定金额 > 1', 'g>e', 'a>e')}`,
      'error amount-not-granted g_a',
    ],
  ])('of %s reports it', async (content, expected) => {
    expect(await found(content)).toContain(expected);
  });

  it('and the parser name the section that each rule comes from', async () => {
    const result = await parseBpmn('x');
    expect(result).toMatchObject({ ok: false, error: [{ section: flowRules['xml-malformed'] }] });
  });
});
