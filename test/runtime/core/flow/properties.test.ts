import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolve, type ProcessState, proveProcess, readOutline, replay, writeBpmn } from '#core/flow';
import { parsed, startDefined, type TestCase } from './driver.js';
import { anyOutlines, soundOutlines } from './random-outline.js';

const runs = { numRuns: 40, seed: 20261122 };
/** Enough for most of these flows; the others are given up, which must never be called a counterexample. */
const bound = { maxStates: 1500 };

/** Everything that may happen next, as functions that make it happen. */
function possible(testCase: TestCase): readonly (() => void)[] {
  const { state, definition } = testCase;
  const moves: (() => void)[] = [];
  for (const task of Object.values(state.tasks)) {
    const element = definition.elements[task.elementId];
    if (element?.type !== 'userTask') continue;
    const taskId = task.id;
    if (task.suspension?.reason === 'returned-to-applicant' && !isAside(state, taskId)) {
      moves.push(() => testCase.send({ type: 'Resubmit', taskId }));
      continue;
    }
    if (task.status === 'suspended') continue;
    const claimed = (act: () => void) => () => {
      if (task.claimedBy === null) testCase.send({ type: 'ClaimTask', taskId });
      act();
    };
    const { actions, returnTargets } = element.step;
    const target = returnTargets.find((id) => state.done[id] !== undefined);
    const approve = claimed(() => testCase.send({ type: 'CompleteTask', taskId, decision: 'approve', opinion: '' }));
    moves.push(approve, approve, approve, approve);
    if (actions.includes('refuse'))
      moves.push(claimed(() => testCase.send({ type: 'RefuseTask', taskId, code: 'REFUSED', opinion: '不符' })));
    if (actions.includes('return-to-applicant'))
      moves.push(claimed(() => testCase.send({ type: 'ReturnToApplicant', taskId, reason: '缺件', items: [] })));
    if (target !== undefined && actions.includes('return-to-step'))
      for (const mode of ['run-on', 'straight-back'] as const)
        moves.push(
          claimed(() => testCase.send({ type: 'ReturnToStep', taskId, targetElementId: target, mode, reason: '再核' })),
        );
  }
  for (const timer of Object.values(state.timers))
    if (timer.banked === undefined)
      moves.push(() => {
        if (Date.parse(timer.dueAt) > Date.parse(testCase.now)) testCase.now = timer.dueAt;
        testCase.send({ type: 'FireTimer', timerId: timer.id, firedFor: timer.dueAt });
      });
  for (const job of Object.values(state.jobs))
    moves.push(() => testCase.send({ type: 'CompleteServiceJob', jobId: job.id }));
  return moves;
}

const isAside = (state: ProcessState, taskId: string) => state.tokens[taskId]?.setAsideFor !== undefined;

/** Walks at random; `true` if the case ended, `false` if nothing could be done any more. */
function walk(testCase: TestCase, choices: readonly number[]): boolean {
  for (let step = 0; step < 400; step += 1) {
    if (testCase.state.status === 'ended') return true;
    const moves = possible(testCase);
    if (moves.length === 0) return false;
    moves[(choices[step % choices.length] ?? 0) % moves.length]?.();
  }
  // Returning for ever is allowed; then straight to the end, always by the first move of some task.
  for (let step = 0; step < 400 && testCase.state.status === 'running'; step += 1) {
    const moves = possible(testCase);
    if (moves.length === 0) return false;
    moves[0]?.();
  }
  return testCase.state.status === 'ended';
}

const choices = fc.array(fc.nat(1000), { minLength: 5, maxLength: 60 });

describe('random block-structured flows', { timeout: 120_000 }, () => {
  it('are proved sound, and every random walk of them ends', async () => {
    let proved = 0;
    await fc.assert(
      fc.asyncProperty(soundOutlines, choices, fc.nat(40), async (outline, picks, n) => {
        const definition = await parsed(await writeBpmn(outline));
        const proof = proveProcess(definition, bound);
        expect(proof.findings).toEqual([]);
        if (proof.verdict === 'proved') proved += 1;
        expect(walk(startDefined(definition, { variables: { n } }), picks)).toBe(true);
      }),
      runs,
    );
    expect(proved).toBeGreaterThan(runs.numRuns / 2);
  });

  it('get stuck in a walk only where the proof has a counterexample', async () => {
    let stuck = 0;
    await fc.assert(
      fc.asyncProperty(anyOutlines, choices, fc.nat(40), async (outline, picks, n) => {
        const definition = await parsed(await writeBpmn(outline));
        const ended = walk(startDefined(definition, { variables: { n } }), picks);
        if (!ended) expect(proveProcess(definition).verdict).toBe('counterexample');
        stuck += ended ? 0 : 1;
      }),
      runs,
    );
    expect(stuck).toBeGreaterThan(0);
  });

  it('replay from their events, event by event or at once, to the state that was stored', async () => {
    await fc.assert(
      fc.asyncProperty(soundOutlines, choices, fc.nat(40), async (outline, picks, n) => {
        const testCase = startDefined(await parsed(await writeBpmn(outline)), { variables: { n } });
        walk(testCase, picks);
        const folded = testCase.history.reduce<ProcessState | null>((state, event) => evolve(state, event), null);
        expect(folded).toEqual(testCase.state);
        expect(replay(JSON.parse(JSON.stringify(testCase.history)))).toEqual(testCase.state);
        expect(JSON.parse(JSON.stringify(testCase.state))).toEqual(testCase.state);
      }),
      runs,
    );
  });

  it('never change once they are over', async () => {
    await fc.assert(
      fc.asyncProperty(soundOutlines, choices, async (outline, picks) => {
        const testCase = startDefined(await parsed(await writeBpmn(outline)), { variables: { n: 3 } });
        const seen = testCase.history.flatMap((event) => (event.type === 'TaskCreated' ? [event.taskId] : []));
        walk(testCase, picks);
        for (const taskId of [...seen, 'i1']) {
          expect(testCase.refuse({ type: 'CompleteTask', taskId, decision: 'approve', opinion: '' }).code).toBe(
            'CASE_FINISHED',
          );
          expect(testCase.refuse({ type: 'FireTimer', timerId: taskId }).code).toBe('CASE_FINISHED');
        }
        expect(testCase.refuse({ type: 'Terminate', reason: '-' }).code).toBe('CASE_FINISHED');
        const { tokens, tasks, timers, jobs, scopes, subscriptions, incidents } = testCase.state;
        expect([tokens, tasks, timers, jobs, scopes, subscriptions, incidents]).toEqual([{}, {}, {}, {}, {}, {}, {}]);
      }),
      runs,
    );
  });

  it('come back from BPMN as the outline that they were written from', async () => {
    await fc.assert(
      fc.asyncProperty(anyOutlines, async (outline) => {
        const once = readOutline(await parsed(await writeBpmn(outline)));
        const twice = readOutline(await parsed(await writeBpmn(once)));
        expect(twice).toEqual(once);
        expect(once.blocks.slice(0, outline.blocks.length)).toEqual(outline.blocks);
      }),
      runs,
    );
  });

  it('are drawn without one shape over another', async () => {
    await fc.assert(
      fc.asyncProperty(anyOutlines, async (outline) => {
        const xml = await writeBpmn(outline);
        const shape =
          /<bpmndi:BPMNShape id="([^"]+)_di"[^>]*>\s*<dc:Bounds x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)"/gu;
        const boxes = [...xml.matchAll(shape)]
          .filter(([, id]) => !id?.endsWith('_timer'))
          .map(([, id, ...numbers]) => [id, ...numbers.map(Number)] as [string, number, number, number, number]);
        expect(boxes.length).toBeGreaterThan(2);
        for (const [left, x, y, width, height] of boxes)
          for (const [right, otherX, otherY] of boxes)
            if (left !== right && otherX >= x && otherX < x + width && otherY >= y && otherY < y + height)
              throw new Error(`${right} lies on ${left}`);
      }),
      runs,
    );
  });
});
