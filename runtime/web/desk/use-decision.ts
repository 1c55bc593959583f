import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { type BodyOf, routes, type TaskAct } from '#core/contract';
import { errorText, useLocale } from '#ui';
import type { Act } from './approval/act-dialog.js';

type DecisionBody = BodyOf<typeof routes.decideTask>;
/** A decision without its command id, which is made here. */
export type Decision = DecisionBody extends infer D ? (D extends DecisionBody ? Omit<D, 'commandId'> : never) : never;

interface TaskCommands {
  decide(decision: Decision, said: string): void;
  act(act: Act, said: string): void;
  claim(said: string): void;
  release(said: string): void;
  readonly isBusy: boolean;
  readonly error: unknown;
}

/**
 * The acts on one task. A command id is made once per intent and kept until it succeeds, so that a second press after a
 * lost answer does the same thing once (D6).
 */
export function useTaskCommands(taskId: string, caseId: string, onDone: () => void): TaskCommands {
  const queries = useQueryClient();
  const locale = useLocale();
  const { message } = App.useApp();
  const [commandId, setCommandId] = useState(() => crypto.randomUUID());
  const act = useMutation({
    mutationFn: async ({ run }: { run: (id: string) => Promise<unknown>; said: string; isDecision: boolean }) =>
      run(commandId),
    onSuccess: (_, { said, isDecision }) => {
      setCommandId(crypto.randomUUID());
      message.success(said);
      if (isDecision) onDone();
    },
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['case', caseId] });
    },
  });
  const params = { taskId };
  return {
    decide: (decision, said) =>
      act.mutate({
        said,
        isDecision: true,
        run: (id) => call(routes.decideTask, { params, body: { ...decision, commandId: id } as DecisionBody }),
      }),
    act: (wish, said) =>
      act.mutate({
        said,
        isDecision: false,
        run: (id) => call(routes.actOnTask, { params, body: { ...wish, commandId: id } as TaskAct }),
      }),
    claim: (said) =>
      act.mutate({ said, isDecision: false, run: (id) => call(routes.claimTask, { params, body: { commandId: id } }) }),
    release: (said) =>
      act.mutate({
        said,
        isDecision: false,
        run: (id) => call(routes.releaseTask, { params, body: { commandId: id } }),
      }),
    isBusy: act.isPending,
    error: act.error,
  };
}
