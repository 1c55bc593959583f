import { type ProcessState, stateFormatVersion } from '../model/state.js';

type Tables = 'scopes' | 'tokens' | 'tasks' | 'timers' | 'jobs' | 'subscriptions' | 'incidents' | 'loops' | 'done';

/**
 * A state in the making: its tables belong to one run and may be changed, what is in them may not. A command makes one
 * draft, so that its cost does not grow with the number of its events times the size of the state.
 */
export type DraftState = { -readonly [K in keyof Omit<ProcessState, Tables>]: ProcessState[K] } & {
  readonly [K in Tables]: { [id: string]: ProcessState[K][string] };
};

export const newDraft = (): DraftState => ({
  formatVersion: stateFormatVersion,
  processId: '',
  status: 'running',
  outcome: null,
  startedAt: '',
  endedAt: null,
  filedBy: '',
  acceptedBy: null,
  acceptedAt: null,
  grantedAmountFen: null,
  variables: {},
  scopes: {},
  tokens: {},
  tasks: {},
  timers: {},
  jobs: {},
  subscriptions: {},
  incidents: {},
  loops: {},
  done: {},
});

export const draftOf = (state: ProcessState | null): DraftState =>
  state === null
    ? newDraft()
    : {
        ...state,
        scopes: { ...state.scopes },
        tokens: { ...state.tokens },
        tasks: { ...state.tasks },
        timers: { ...state.timers },
        jobs: { ...state.jobs },
        subscriptions: { ...state.subscriptions },
        incidents: { ...state.incidents },
        loops: { ...state.loops },
        done: { ...state.done },
      };

/** Changes one entry of a table, where it is there. */
export function update<T>(table: { [id: string]: T }, id: string, edit: (value: T) => T): void {
  const value = table[id];
  if (value !== undefined) table[id] = edit(value);
}
