import { openTable } from '../enterprises/read-table.js';
import { openScreen } from '../screenings/screen-rows.js';

/** Answers one question after the other; what it opened ends with its thread. */
export type Handler<Question, Answer> = (question: Question) => Promise<Answer>;

/** Every kind of work that a thread can do. */
export const tasks = { 'read-table': openTable, 'screen-rows': openScreen } as const;

export type TaskName = keyof typeof tasks;
export type TaskInput<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[0];
export type TaskQuestion<Name extends TaskName> = Parameters<Awaited<ReturnType<(typeof tasks)[Name]>>>[0];
export type TaskAnswer<Name extends TaskName> = Awaited<ReturnType<Awaited<ReturnType<(typeof tasks)[Name]>>>>;
