import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chinaCalendar, workingClock } from '#core/calendar';
import {
  checkMigration,
  execute,
  type FlowEvent,
  migrate,
  type ProcessDefinition,
  type ProcessState,
  replay,
  suggestElementMap,
} from '#core/flow';
import { bpmn, flows, monday, parsed, start, type TestCase, tasks } from './driver.js';

const calendar = workingClock(chinaCalendar);
let counter = 0;
const context = (now = monday, by = 'admin') => ({
  now,
  variables: {},
  calendar,
  actor: { accountId: by },
  newId: () => {
    counter += 1;
    return `m-${counter}`;
  },
});

const simple = (middle: string, root = '') => bpmn(`<bpmn:startEvent id="s"/>${middle}<bpmn:endEvent id="e"/>`, root);
const timer = (id: string, on: string, text: string) =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${on}" cancelActivity="false"><bpmn:timerEventDefinition>
   <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`;

async function move(one: TestCase, xml: string, more: Readonly<Record<string, string>> = {}) {
  const to = await parsed(xml);
  const migration = { from: one.definition, to, elements: { ...suggestElementMap(one.definition, to), ...more } };
  return { to, migration, moved: migrate(migration, one.state, 'move', context(one.now)) };
}

const reasonsOf = async (one: TestCase, xml: string, more: Readonly<Record<string, string>> = {}) => {
  const { migration, moved } = await move(one, xml, more);
  const reasons = checkMigration(migration, one.state);
  expect(moved.ok ? [] : moved.error).toEqual(reasons);
  return reasons.map(({ code, params }) => [code, params.elementId]);
};

/** Approves whatever is open until the end. */
function toTheEnd(definition: ProcessDefinition, from: ProcessState): { state: ProcessState; events: FlowEvent[] } {
  let state = from;
  const events: FlowEvent[] = [];
  for (let step = 0; step < 50 && state.status === 'running'; step += 1) {
    const [task] = Object.values(state.tasks);
    if (task === undefined) throw new Error('Expected a task to be open');
    for (const command of [
      ...(task.claimedBy === null ? [{ type: 'ClaimTask' as const, taskId: task.id, commandId: `c${step}` }] : []),
      {
        type: 'CompleteTask' as const,
        taskId: task.id,
        decision: 'approve' as const,
        opinion: '',
        commandId: `d${step}`,
      },
    ]) {
      const done = execute(definition, state, command, context(monday, task.claimedBy ?? 'admin'));
      if (!done.ok) throw new Error(JSON.stringify(done.error));
      state = done.value.state;
      events.push(...done.value.events);
    }
  }
  return { state, events };
}

describe('A case that is moved to another version', () => {
  it('keeps its tokens, tasks, claims and clocks under the new elements, and goes the new way from there', async () => {
    const one = await start(simple(tasks('a', 'b') + flows('s>a', 'a>b', 'b>e')));
    one.send({ type: 'ClaimTask', taskId: one.task('a') }, { by: 'li' });
    const taskId = one.task('a');
    const { to, moved } = await move(one, simple(tasks('x', 'c', 'b') + flows('s>x', 'x>c', 'c>b', 'b>e')), { a: 'x' });
    if (!moved.ok) throw new Error(JSON.stringify(moved.error));
    const { state, events } = moved.value;
    expect(state.tasks[taskId]).toEqual({ ...one.state.tasks[taskId], elementId: 'x' });
    expect(state.tokens[taskId]).toMatchObject({ elementId: 'x', via: 's_x' });
    expect(replay([...one.history, ...events])).toEqual(state);
    const end = toTheEnd(to, state);
    expect(end.state).toMatchObject({ status: 'ended', outcome: 'completed' });
    expect(Object.keys(end.state.done).toSorted()).toEqual(['b', 'c', 'x']);
    expect(replay([...one.history, ...events, ...end.events])).toEqual(end.state);
  });

  it('keeps a timer that is mapped as it runs, begins one that is new, and calls off one that is gone', async () => {
    const one = await start(
      simple(
        tasks('a', 'l') +
          timer('t', 'a', 'PT1H') +
          timer('gone', 'a', 'PT2H') +
          flows('s>a', 'a>e', 't>l', 'gone>l', 'l>e'),
      ),
    );
    const { moved } = await move(
      one,
      simple(
        tasks('a', 'l') +
          timer('u', 'a', 'PT5H') +
          timer('new', 'a', 'PT3H') +
          flows('s>a', 'a>e', 'u>l', 'new>l', 'l>e'),
      ),
      { t: 'u' },
    );
    if (!moved.ok) throw new Error(JSON.stringify(moved.error));
    const due = Object.values(moved.value.state.timers).map(({ elementId, dueAt }) => [elementId, dueAt]);
    expect(due.toSorted()).toEqual([
      ['new', '2026-11-23T04:00:00.000Z'],
      ['u', '2026-11-23T02:00:00.000Z'],
    ]);
    expect(moved.value.events.map(({ type }) => type)).toEqual(['TimerCancelled', 'ProcessMigrated', 'TimerScheduled']);
    expect(replay([...one.history, ...moved.value.events])).toEqual(moved.value.state);
  });

  it('says each reason why it cannot be moved, and then nothing happens', async () => {
    const message = '<bpmn:message id="M" name="m"/>';
    const receive = '<bpmn:receiveTask id="a" messageRef="M"/>';
    const one = await start(simple(tasks('a') + flows('s>a', 'a>e')));
    expect(await reasonsOf(one, simple(tasks('b') + flows('s>b', 'b>e')))).toEqual([['element-unmapped', 'a']]);
    expect(await reasonsOf(one, simple(tasks('b') + flows('s>b', 'b>e')), { a: 'none' })).toEqual([
      ['element-unknown', 'a'],
    ]);
    expect(await reasonsOf(one, simple(receive + flows('s>a', 'a>e'), message), { a: 'a' })).toEqual([
      ['kind-differs', 'a'],
    ]);
    const inside = `<bpmn:subProcess id="p1"><bpmn:startEvent id="s1"/>${tasks('a')}<bpmn:endEvent id="e1"/>${flows('s1>a', 'a>e1')}</bpmn:subProcess>`;
    expect(await reasonsOf(one, simple(inside + flows('s>p1', 'p1>e')), { a: 'a' })).toEqual([['scope-differs', 'a']]);
    const nested = await start(simple(inside + flows('s>p1', 'p1>e')));
    expect(await reasonsOf(nested, simple(inside + flows('s>p1', 'p1>e')))).toEqual([]);
    expect(await reasonsOf(nested, simple(tasks('a') + flows('s>a', 'a>e')))).toEqual([
      ['element-unmapped', 'p1'],
      ['scope-differs', 'a'],
    ]);
    const loop = tasks('a').replace(
      '</bpmn:userTask>',
      '<bpmn:standardLoopCharacteristics><bpmn:loopCondition xsi:type="bpmn:tFormalExpression">false</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:userTask>',
    );
    expect((await reasonsOf(one, simple(loop + flows('s>a', 'a>e')))).map(([code]) => code)).toEqual([
      'repetition-differs',
    ]);
    const ended = toTheEnd(one.definition, one.state).state;
    expect(checkMigration({ from: one.definition, to: one.definition, elements: {} }, ended)).toEqual([
      { code: 'ended', params: {} },
    ]);
  });

  it('at a join needs the way that each waiting token came by', async () => {
    const gates = '<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/>';
    const two = simple(gates + tasks('a', 'b') + flows('s>f', 'f>a', 'f>b', 'a>j', 'b>j', 'j>e'));
    const one = await start(two);
    one.approve('a');
    const fits = simple(gates + tasks('a', 'b', 'c') + flows('s>f', 'f>a', 'f>b', 'a>j', 'b>c', 'c>j', 'j>e'));
    expect(await reasonsOf(one, fits)).toEqual([]);
    const { to, moved } = await move(one, fits);
    expect(moved.ok && toTheEnd(to, moved.value.state).state.status).toBe('ended');
    const without = simple(gates + tasks('b', 'c') + flows('s>f', 'f>b', 'f>c', 'b>j', 'c>j', 'j>e'));
    expect(await reasonsOf(one, without)).toEqual([['way-unknown', 'j']]);
  });

  it('to the same version, wherever it stands, goes the way it would have gone', async () => {
    const gates = '<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/>';
    const xml = simple(
      gates + tasks('a', 'b', 'c', 'd') + flows('s>a', 'a>f', 'f>b', 'f>c', 'b>j', 'c>j', 'j>d', 'd>e'),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3 }), async (approved) => {
        const one = await start(xml);
        for (const id of ['a', 'b', 'c'].slice(0, approved)) one.approve(id);
        const { to, moved } = await move(one, xml);
        if (!moved.ok) throw new Error(JSON.stringify(moved.error));
        const strip = ({ processId: _id, ...rest }: ProcessState) => rest;
        expect(strip(moved.value.state)).toEqual(strip(one.state));
        expect(toTheEnd(to, moved.value.state).state.outcome).toBe('completed');
      }),
      { seed: 7, numRuns: 8 },
    );
  });
});
