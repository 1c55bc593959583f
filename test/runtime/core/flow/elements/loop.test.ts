import { describe, expect, it } from 'vitest';
import { bpmn, flows, start } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('repeated activities (BPMN 10.3.8)', () => {
  const repeated = (loop: string) =>
    bpmn(
      `${ends}<bpmn:userTask id="a"><bpmn:extensionElements><duixian:step/></bpmn:extensionElements>${loop}</bpmn:userTask>${flows('s>a', 'a>e')}`,
    );
  const multi = (attributes: string, inside: string) =>
    `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${inside}</bpmn:multiInstanceLoopCharacteristics>`;

  it('a standard loop goes on while its condition holds, at most to its maximum (BPMN 13.3.6)', async () => {
    const testCase = await start(
      repeated(
        '<bpmn:standardLoopCharacteristics loopMaximum="4"><bpmn:loopCondition>loopCounter &lt; n</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
      ),
      { variables: { n: 3 } },
    );
    for (let round = 1; round <= 3; round += 1) {
      expect(testCase.state.status).toBe('running');
      testCase.approve('a');
    }
    expect(testCase.state.status).toBe('ended');
  });

  it('a loop that tests first may be passed over', async () => {
    const testCase = await start(
      repeated(
        '<bpmn:standardLoopCharacteristics testBefore="true"><bpmn:loopCondition>n > 3</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
      ),
      { variables: { n: 3 } },
    );
    expect(testCase.state.status).toBe('ended');
  });

  it('parallel instances begin at once, sequential ones one after another (BPMN 13.3.7)', async () => {
    const cardinality = '<bpmn:loopCardinality>n</bpmn:loopCardinality>';
    const parallel = await start(repeated(multi('', cardinality)), { variables: { n: 3 } });
    expect(parallel.open()).toEqual(['a', 'a', 'a']);
    const sequential = await start(repeated(multi('isSequential="true"', cardinality)), { variables: { n: 3 } });
    for (const testCase of [parallel, sequential]) for (let round = 0; round < 3; round += 1) testCase.approve('a');
    expect(sequential.history.filter((event) => event.type === 'TaskCreated')).toHaveLength(3);
    expect([parallel.state.status, sequential.state.status]).toEqual(['ended', 'ended']);
  });

  it('a completion condition ends it early and calls the others off', async () => {
    const until =
      '<bpmn:loopCardinality>5</bpmn:loopCardinality><bpmn:completionCondition>numberOfCompletedInstances >= 2 and numberOfActiveInstances = 3 and numberOfInstances = 5 and numberOfTerminatedInstances = 0</bpmn:completionCondition>';
    const testCase = await start(repeated(multi('', until)));
    testCase.approve('a');
    const events = testCase.approve('a');
    expect(events.filter((event) => event.type === 'TaskCancelled')).toHaveLength(3);
    expect(testCase.state.status).toBe('ended');
  });

  it('goes over the items of a list; an empty one is passed over; what is no list is an incident', async () => {
    const script = `<bpmn:scriptTask id="a"><bpmn:extensionElements><duixian:resultVariable name="最后"/></bpmn:extensionElements>${multi('isSequential="true"', '<bpmn:extensionElements><duixian:collection source="部门" item="一个"/></bpmn:extensionElements>')}<bpmn:script>一个 + loopCounter</bpmn:script></bpmn:scriptTask>`;
    const xml = bpmn(`${ends}${script}${flows('s>a', 'a>e')}`);
    const full = await start(xml, { variables: { 部门: [10, 20] } });
    expect(full.state).toMatchObject({ status: 'ended', variables: { 最后: 22 } });
    const empty = await start(xml, { variables: { 部门: [] } });
    expect(empty.state).toMatchObject({ status: 'ended', variables: {} });
    const wrong = await start(xml, { variables: { 部门: 3 } });
    expect(Object.values(wrong.state.incidents)).toMatchObject([{ code: 'COLLECTION_NOT_LIST' }]);
  });

  it('a thousand instances stay within the bounds of the case document (D4)', async () => {
    const testCase = await start(repeated(multi('', '<bpmn:loopCardinality>1000</bpmn:loopCardinality>')));
    expect(testCase.open()).toHaveLength(1000);
    expect(JSON.stringify(testCase.state).length).toBeLessThan(1_000_000);
    expect(JSON.stringify(testCase.events).length).toBeLessThan(4_000_000);
  });
});
