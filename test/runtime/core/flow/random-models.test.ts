import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolve, lintProcess, type ProcessState, proveProcess, replay } from '#core/flow';
import { ok } from '#core/result';
import { parsed, startDefined, type TestCase } from './driver.js';
import { anyModels } from './random-model.js';

const isLong = process.env.SOAK !== undefined;
const runs = { numRuns: isLong ? 2_000 : 40, seed: 20261128 };
const bound = { maxStates: 800 };
const decide = () => ok(1);

/** What people, time and the outside may do next, sensible or not. */
function moves(testCase: TestCase): readonly (() => void)[] {
  const { state } = testCase;
  const possible: (() => void)[] = [];
  for (const task of Object.values(state.tasks)) possible.push(() => void testCase.approve(task.elementId));
  for (const jobId of Object.keys(state.jobs))
    possible.push(() => void testCase.send({ type: 'CompleteServiceJob', jobId, variables: { m: 2 } }));
  for (const timer of Object.values(state.timers))
    possible.push(() => {
      if (Date.parse(timer.dueAt) > Date.parse(testCase.now)) testCase.now = timer.dueAt;
      testCase.send({ type: 'FireTimer', timerId: timer.id, firedFor: timer.dueAt });
    });
  for (const wait of Object.values(state.subscriptions))
    possible.push(() =>
      wait.kind === 'message'
        ? void testCase.send({ type: 'CorrelateMessage', name: wait.name, subscriptionId: wait.id })
        : void testCase.send({ type: 'BroadcastSignal', name: wait.name }),
    );
  return possible;
}

/** Whether the case came to its end, stopped for good (nothing can be done any more), or was still under way. */
function walk(testCase: TestCase, picks: readonly number[]): 'ended' | 'stuck' | 'under way' {
  for (let step = 0; step < 150; step += 1) {
    if (testCase.state.status === 'ended') return 'ended';
    if (Object.keys(testCase.state.tokens).length > 300) return 'under way';
    const possible = moves(testCase);
    if (possible.length === 0) return 'stuck';
    possible[(picks[step % picks.length] ?? 0) % possible.length]?.();
  }
  return 'under way';
}

const picks = fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 });

describe('random models of every element', { timeout: isLong ? 1_800_000 : 120_000 }, () => {
  it('never make reading, linting, proving or running throw, and replay to the state that was stored', async () => {
    await fc.assert(
      fc.asyncProperty(anyModels, picks, fc.nat(40), async (xml, choices, n) => {
        const definition = await parsed(xml);
        expect(lintProcess(definition).filter((issue) => issue.rule === 'event-misplaced')).toEqual([]);
        const testCase = startDefined(definition, { variables: { n }, decide });
        walk(testCase, choices);
        const stored = JSON.parse(JSON.stringify(testCase.state)) as ProcessState;
        expect(stored).toEqual(testCase.state);
        expect(replay(JSON.parse(JSON.stringify(testCase.history)))).toEqual(testCase.state);
        expect(testCase.history.reduce<ProcessState | null>(evolve, null)).toEqual(testCase.state);
      }),
      runs,
    );
  });

  it('are never called proved where a walk stops for good', async () => {
    const seen = { ended: 0, stuck: 0, proved: 0 };
    await fc.assert(
      fc.asyncProperty(anyModels, picks, fc.nat(40), async (xml, choices, n) => {
        const definition = await parsed(xml);
        const { verdict } = proveProcess(definition, bound);
        const outcome = walk(startDefined(definition, { variables: { n }, decide }), choices);
        if (outcome === 'stuck') {
          seen.stuck += 1;
          expect(verdict).not.toBe('proved');
        }
        if (outcome === 'ended') seen.ended += 1;
        if (verdict === 'proved') seen.proved += 1;
      }),
      runs,
    );
    // The walks and proofs are about something.
    expect(seen.ended).toBeGreaterThan(runs.numRuns / 4);
    expect(seen.proved).toBeGreaterThan(runs.numRuns / 10);
    expect(seen.stuck).toBeGreaterThan(0);
  });

  it('refuse every command once they are over, and do not change', async () => {
    await fc.assert(
      fc.asyncProperty(anyModels, picks, async (xml, choices) => {
        const testCase = startDefined(await parsed(xml), { variables: { n: 3 }, decide });
        if (walk(testCase, choices) !== 'ended') return;
        const id = 'i1';
        const commands = [
          { type: 'StartProcess' },
          { type: 'ClaimTask', taskId: id },
          { type: 'CompleteTask', taskId: id, decision: 'approve', opinion: '' },
          { type: 'Resubmit', taskId: id },
          { type: 'Withdraw', reason: '-' },
          { type: 'FireTimer', timerId: id },
          { type: 'CompleteServiceJob', jobId: id },
          { type: 'FailServiceJob', jobId: id, message: '-' },
          { type: 'CorrelateMessage', name: 'm' },
          { type: 'BroadcastSignal', name: 'sg' },
          { type: 'RetryIncident', incidentId: id, reason: '-' },
          { type: 'MoveOn', incidentId: id, reason: '-' },
          { type: 'RecomputeLimits' },
          { type: 'Terminate', reason: '-' },
        ] as const;
        const before = JSON.stringify(testCase.state);
        for (const command of commands) expect(testCase.refuse(command).code).toBe('CASE_FINISHED');
        expect(JSON.stringify(testCase.state)).toBe(before);
        const { tokens, scopes, timers, jobs, subscriptions, loops } = testCase.state;
        expect([tokens, scopes, timers, jobs, subscriptions, loops]).toEqual([{}, {}, {}, {}, {}, {}]);
      }),
      runs,
    );
  });
});
