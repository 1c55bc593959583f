import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('an escalation (BPMN 10.5.5, 10.5.6)', () => {
  it('an escalation from inside is caught without ending the sub-process; nobody catching it is no fault', async () => {
    const inner = (id: string) =>
      `<bpmn:startEvent id="${id}s"/>${tasks(`${id}x`)}<bpmn:intermediateThrowEvent id="${id}t"><bpmn:escalationEventDefinition escalationRef="esc"/></bpmn:intermediateThrowEvent>${tasks(`${id}y`)}${flows(`${id}s>${id}x`, `${id}x>${id}t`, `${id}t>${id}y`)}`;
    const testCase = await start(
      bpmn(
        `${ends}<bpmn:subProcess id="p1">${inner('i')}</bpmn:subProcess><bpmn:subProcess id="p2">${inner('j')}</bpmn:subProcess>${tasks('b')}<bpmn:endEvent id="f"/><bpmn:boundaryEvent id="c" attachedToRef="p1" cancelActivity="false"><bpmn:escalationEventDefinition escalationRef="esc"/></bpmn:boundaryEvent>${flows('s>p1', 'p1>p2', 'p2>e', 'c>b', 'b>f')}`,
        '<bpmn:escalation id="esc" escalationCode="督办"/>',
      ),
    );
    testCase.approve('ix');
    expect(testCase.open().toSorted()).toEqual(['b', 'iy']);
    testCase.approve('iy');
    const events = testCase.approve('jx');
    expect(events).toContainEqual(expect.objectContaining({ type: 'EscalationThrown', caughtBy: null }));
    expect(testCase.open().toSorted()).toEqual(['b', 'jy']);
  });
});
