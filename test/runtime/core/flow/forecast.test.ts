import { describe, expect, it } from 'vitest';
import { chinaCalendar, workingClock } from '#core/calendar';
import {
  buildLinearFlow,
  forecast,
  type OutlineBlock,
  type ProcessDefinition,
  proveProcess,
  stepSettings,
  writeBpmn,
} from '#core/flow';
import { bpmn, flows, monday, parsed, startDefined } from './driver.js';

const step = (id: string, days: number | null, more: Parameters<typeof stepSettings>[0] = {}): OutlineBlock => ({
  kind: 'step',
  id,
  name: id,
  step: stepSettings({ limit: days === null ? null : { workingDays: days }, assignee: 'role:reviewer', ...more }),
});
const flow = async (...blocks: readonly OutlineBlock[]): Promise<ProcessDefinition> =>
  parsed(await writeBpmn(buildLinearFlow('policy', '政策', blocks)));
const branch: OutlineBlock = {
  kind: 'branch',
  id: 'x',
  name: '',
  branches: [
    { id: 'x1', name: '', condition: '申报金额 > 100', blocks: [step('board', 10)] },
    { id: 'x2', name: '', condition: null, blocks: [step('desk', 1)] },
  ],
};
const context = (variables = {}, now = monday) => ({ now, variables, calendar: workingClock(chinaCalendar) });
const brief = (result: ReturnType<typeof forecast>) =>
  result.steps.map(
    ({ elementId, status, dueAt, conditional }) =>
      `${elementId} ${status} ${dueAt?.slice(0, 10) ?? '-'}${conditional ? ' ?' : ''}`,
  );

describe('the forecast', () => {
  it('before filing: each step with its due date, one limit after another', async () => {
    const definition = await flow(step('a', 2), step('b', 3));
    const result = forecast(definition, null, context());
    expect(brief(result)).toEqual(['a coming 2026-11-25', 'b coming 2026-11-30']);
    expect(result.endsBy).toBe('2026-11-30T09:00:00.000Z');
    expect(result.steps[1]).toMatchObject({
      assignee: 'role:reviewer',
      limit: { workingDays: 3 },
      startsBy: '2026-11-25T09:00:00.000Z',
    });
  });

  it('takes the branch that the variables decide', async () => {
    const definition = await flow(step('a', 1), branch, step('z', 1));
    expect(brief(forecast(definition, null, context({ 申报金额: 101 })))).toEqual([
      'a coming 2026-11-24',
      'board coming 2026-12-08',
      'z coming 2026-12-09',
    ]);
    expect(brief(forecast(definition, null, context({ 申报金额: 100 })))).toEqual([
      'a coming 2026-11-24',
      'desk coming 2026-11-25',
      'z coming 2026-11-26',
    ]);
  });

  it('shows both branches as possible where they are undecided, what follows as certain and by the longer one', async () => {
    const definition = await flow(step('a', 1), branch, step('z', 1));
    const lines = brief(forecast(definition, null, context()));
    expect(lines.toSorted()).toEqual([
      'a coming 2026-11-24',
      'board coming 2026-12-08 ?',
      'desk coming 2026-11-25 ?',
      'z coming 2026-12-09',
    ]);
  });

  it('begins where the case stands, and tells nothing of times while a clock stands still', async () => {
    const testCase = startDefined(await flow(step('a', 2, { kind: 'acceptance' }), step('b', 3)));
    const taskId = testCase.task('a');
    testCase.send({ type: 'ClaimTask', taskId });
    expect(brief(forecast(testCase.definition, testCase.state, context()))).toEqual([
      'a current 2026-11-25',
      'b coming 2026-11-30',
    ]);
    testCase.send({ type: 'ReturnToApplicant', taskId, reason: '缺件', items: [] });
    const paused = forecast(testCase.definition, testCase.state, context());
    expect(brief(paused)).toEqual(['a suspended -', 'b coming -']);
    expect(paused.endsBy).toBeNull();
    testCase.send({ type: 'Resubmit', taskId });
    testCase.approve('a');
    expect(forecast(testCase.definition, testCase.state, context()).steps).toMatchObject([
      { elementId: 'b', status: 'current', claimedBy: null },
    ]);
  });

  it('reckons an overdue step from now', async () => {
    const testCase = startDefined(await flow(step('a', 2), step('b', 3)));
    const late = forecast(testCase.definition, testCase.state, context({}, '2026-12-01T02:00:00.000Z'));
    expect(brief(late)).toEqual(['a current 2026-12-01', 'b coming 2026-12-04']);
  });

  it('waits for the longer of two parallel branches, counts publicity, and has nothing to say of a case that is over', async () => {
    const parallel: OutlineBlock = {
      kind: 'parallel',
      id: 'x',
      name: '',
      branches: [
        { id: 'x1', name: '', condition: null, blocks: [step('p', 1)] },
        { id: 'x2', name: '', condition: null, blocks: [step('q', 4)] },
      ],
    };
    const notice: OutlineBlock = {
      kind: 'service',
      id: 'n',
      name: '公示',
      service: { type: 'publicity', params: { days: '5' } },
    };
    const definition = await flow(parallel, notice, step('z', null));
    expect(brief(forecast(definition, null, context())).toSorted()).toEqual([
      'n coming 2026-12-04',
      'p coming 2026-11-24',
      'q coming 2026-11-27',
      'z coming -',
    ]);
    const testCase = startDefined(definition);
    testCase.send({ type: 'Terminate', reason: '废止' });
    expect(forecast(definition, testCase.state, context()).steps).toEqual([]);
  });

  it('goes through sub-processes and called processes; after one that is called twice it promises no time', async () => {
    const limited = (id: string, days: number) =>
      `<bpmn:userTask id="${id}"><bpmn:extensionElements><duixian:step limitWorkingDays="${days}"/></bpmn:extensionElements></bpmn:userTask>`;
    const scope = (id: string, inside: string) => `<bpmn:startEvent id="${id}s"/>${inside}<bpmn:endEvent id="${id}e"/>`;
    const sub = `<bpmn:subProcess id="u">${scope('u', `${limited('a', 2)}${flows('us>a', 'a>ue')}`)}</bpmn:subProcess>`;
    const called = `<bpmn:process id="q">${scope('q', `${limited('b', 3)}${flows('qs>b', 'b>qe')}`)}</bpmn:process>`;
    const call = (id: string) => `<bpmn:callActivity id="${id}" calledElement="q"/>`;
    const once = await parsed(
      bpmn(scope('p', `${sub}${call('c')}${limited('z', 1)}${flows('ps>u', 'u>c', 'c>z', 'z>pe')}`), called),
    );
    expect(brief(forecast(once, null, context()))).toEqual([
      'a coming 2026-11-25',
      'b coming 2026-11-30',
      'z coming 2026-12-01',
    ]);
    expect(proveProcess(once)).toMatchObject({ verdict: 'proved', worstWorkingDays: 6 });
    const twice = await parsed(
      bpmn(scope('p', `${call('c')}${call('d')}${limited('z', 1)}${flows('ps>c', 'c>d', 'd>z', 'z>pe')}`), called),
    );
    expect(brief(forecast(twice, null, context()))).toEqual(['b coming 2026-11-26', 'z coming -']);
    expect(forecast(twice, null, context()).endsBy).toBeNull();
    expect(proveProcess(twice)).toMatchObject({ verdict: 'proved', worstWorkingDays: null });
  });
});
