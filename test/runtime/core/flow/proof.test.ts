import { describe, expect, it } from 'vitest';
import { proveProcess } from '#core/flow';
import { bpmn, flows, parsed, tasks } from './driver.js';

const gateway = (type: string, id: string, chosen?: string) =>
  `<bpmn:${type}Gateway id="${id}"${chosen === undefined ? '' : ` default="${chosen}"`}/>`;
const startEnd = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const prove = async (content: string, options = {}) => proveProcess(await parsed(bpmn(content)), options);

describe('the proof', () => {
  it('proves a line', async () => {
    const proof = await prove(startEnd + tasks('a', 'b') + flows('s>a', 'a>b', 'b>e'));
    expect(proof).toMatchObject({ verdict: 'proved', findings: [] });
  });

  it('finds a parallel join behind an exclusive split, with the way to it', async () => {
    const content = startEnd + tasks('a', 'b') + gateway('exclusive', 'x', 'x_b') + gateway('parallel', 'j');
    const proof = await prove(content + flows('s>x', 'x>a?n > 1', 'x>b', 'a>j', 'b>j', 'j>e'));
    expect(proof.verdict).toBe('counterexample');
    expect(proof.findings).toContainEqual({
      kind: 'deadlock',
      elementId: 'j',
      path: expect.arrayContaining(['x']),
      abstracted: false,
    });
  });

  it('finds a task that runs twice behind a parallel split that an exclusive gateway merges', async () => {
    const content = startEnd + tasks('a', 'b', 'c') + gateway('parallel', 'x') + gateway('exclusive', 'm');
    const proof = await prove(content + flows('s>x', 'x>a', 'x>b', 'a>m', 'b>m', 'm>c', 'c>e'));
    expect(proof.findings).toContainEqual(expect.objectContaining({ kind: 'runs-twice', elementId: 'c' }));
  });

  it('lets equal conditions share a value, so that a split and its repetition agree', async () => {
    const content =
      startEnd +
      tasks('a', 'b', 'c', 'd') +
      gateway('parallel', 'f') +
      gateway('exclusive', 'x', 'x_b') +
      gateway('exclusive', 'y', 'y_d');
    // Both branches ask the same: tokens on `a` and `c` meet, or on `b` and `d`.
    const joins = gateway('parallel', 'j') + gateway('parallel', 'k');
    const proof = await prove(
      content +
        joins +
        flows('s>f', 'f>x', 'f>y', 'x>a?n > 1', 'x>b', 'y>c?n > 1', 'y>d', 'a>j', 'c>j', 'b>k', 'd>k', 'j>e', 'k>e'),
    );
    expect(proof).toMatchObject({ verdict: 'proved' });
  });

  it('says that it gave up, never that it proved, where the states are too many', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e1', 'f1'];
    const content = startEnd + tasks(...ids) + gateway('parallel', 'x') + gateway('inclusive', 'j');
    const proof = await prove(
      content + flows('s>x', ...ids.map((id) => `x>${id}`), ...ids.map((id) => `${id}>j`), 'j>e'),
      { maxStates: 3 },
    );
    expect(proof).toMatchObject({ verdict: 'gave-up', findings: [] });
  });

  it('looks at one order only of what is independent', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e1', 'f1', 'g', 'h'];
    const content = startEnd + tasks(...ids) + gateway('parallel', 'x') + gateway('parallel', 'j');
    const proof = await prove(
      content + flows('s>x', ...ids.map((id) => `x>${id}`), ...ids.map((id) => `${id}>j`), 'j>e'),
    );
    expect(proof.verdict).toBe('proved');
    expect(proof.exploredStates).toBeLessThan(20);
  });

  it('names elements that can never run, and a loop without a way out', async () => {
    const content = startEnd + tasks('a', 'b') + gateway('exclusive', 'm');
    const proof = await prove(content + flows('s>m', 'm>a', 'a>m', 'b>e'));
    expect(proof.findings.map(({ kind, elementId }) => `${kind} ${elementId}`)).toEqual(
      expect.arrayContaining(['end-unreachable p', 'dead-element e']),
    );
  });

  it('finds a loop that never waits', async () => {
    const content = startEnd + gateway('exclusive', 'm') + gateway('exclusive', 'x', 'x_e');
    const proof = await prove(content + flows('s>m', 'm>x', 'x>m?n > 1', 'x>e'));
    expect(proof.findings).toContainEqual(expect.objectContaining({ kind: 'endless-loop', elementId: 'x' }));
  });

  it('counts working days: the longest branch, with each return once at worst, typical with the mean', async () => {
    const step = (id: string, days: number, more = '') =>
      `<bpmn:userTask id="${id}"><bpmn:extensionElements><duixian:step limitWorkingDays="${days}"${more}/></bpmn:extensionElements></bpmn:userTask>`;
    const content = startEnd + step('a', 2) + step('b', 10) + step('c', 4) + gateway('exclusive', 'x', 'x_c');
    const proof = await prove(content + flows('s>a', 'a>x', 'x>b?n > 1', 'x>c', 'b>e', 'c>e'));
    expect(proof).toMatchObject({ longestWorkingDays: 12, worstWorkingDays: 12, typicalWorkingDays: 9 });
    const back = step('b', 3, ' actions="approve return-to-step" returnTargets="a"');
    const returning = await prove(startEnd + step('a', 2) + back + flows('s>a', 'a>b', 'b>e'));
    expect(returning).toMatchObject({ longestWorkingDays: 5, worstWorkingDays: 10, typicalWorkingDays: 5 });
  });

  it('counts the rounds of a loop one after another, and says that it cannot tell where nobody knows how many', async () => {
    const step = (loop: string) =>
      `<bpmn:userTask id="a"><bpmn:extensionElements><duixian:step limitWorkingDays="2"/></bpmn:extensionElements>${loop}</bpmn:userTask>`;
    const multi = (attributes: string, count: string) =>
      `<bpmn:multiInstanceLoopCharacteristics ${attributes}><bpmn:loopCardinality>${count}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;
    const days = async (loop: string, around = '') => {
      const inner = `<bpmn:startEvent id="is"/><bpmn:endEvent id="ie"/>${step(loop)}${flows('is>a', 'a>ie')}`;
      const content = `${startEnd}<bpmn:subProcess id="u">${around}${inner}</bpmn:subProcess>${flows('s>u', 'u>e')}`;
      return (await prove(content)).worstWorkingDays;
    };
    expect(await days('')).toBe(2);
    expect(await days(multi('', '3'))).toBe(2);
    expect(await days(multi('isSequential="true"', '3'))).toBe(6);
    expect(await days(multi('isSequential="true"', '3'), multi('isSequential="true"', '2'))).toBe(12);
    expect(await days('<bpmn:standardLoopCharacteristics loopMaximum="4"/>')).toBe(8);
    expect(await days(multi('isSequential="true"', 'n'))).toBeNull();
  });

  it('walks through a called process, and out of it by what it throws', async () => {
    const inner = `<bpmn:process id="q"><bpmn:startEvent id="qs"/>${tasks('x')}${gateway('exclusive', 'g', 'g_qe')}<bpmn:endEvent id="qe"/><bpmn:endEvent id="qf"><bpmn:errorEventDefinition errorRef="er"/></bpmn:endEvent>${flows('qs>x', 'x>g', 'g>qf?n > 1', 'g>qe')}</bpmn:process><bpmn:error id="er" errorCode="X"/>`;
    const content = `${startEnd}<bpmn:callActivity id="c" calledElement="q"/>${flows('s>c', 'c>e')}`;
    const caught = `<bpmn:boundaryEvent id="b" attachedToRef="c"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>${flows('b>e')}`;
    expect(proveProcess(await parsed(bpmn(content + caught, inner)))).toMatchObject({ verdict: 'proved' });
    const uncaught = proveProcess(await parsed(bpmn(content, inner)));
    expect(uncaught.findings).toMatchObject([{ kind: 'deadlock', elementId: 'qf', path: ['s', 'qs', 'x', 'g'] }]);
  });

  it('finds what an interrupting event leaves behind, and what it can never reach', async () => {
    const handler = `<bpmn:subProcess id="ev" triggeredByEvent="true"><bpmn:startEvent id="es"><bpmn:errorEventDefinition errorRef="er"/></bpmn:startEvent>${tasks('h')}<bpmn:endEvent id="ee"/>${flows('es>h', 'h>ee')}</bpmn:subProcess>`;
    const definition = await parsed(
      bpmn(`${startEnd}${tasks('a')}${handler}${flows('s>a', 'a>e')}`, '<bpmn:error id="er" errorCode="X"/>'),
    );
    // Nothing throws X, so its handler can never run.
    const dead = proveProcess(definition).findings.map(({ kind, elementId }) => `${kind} ${elementId}`);
    expect(dead).toEqual(expect.arrayContaining(['dead-element ev', 'dead-element h']));
  });
});
