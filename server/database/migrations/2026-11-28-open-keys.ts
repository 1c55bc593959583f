import type { Migration } from './migration.js';

/** Tasks say for whom there is something to do (加签, 委派, 联审), and who has decided a part; cases, to whom they were copied. */
export const openKeys: Migration = {
  id: '2026-11-28-open-keys',
  async run(database) {
    const tasks = database.collection('tasks');
    for await (const task of tasks.find({ openKeys: { $exists: false } })) {
      const isOpen = task.status === 'open';
      await tasks.updateOne(
        { _id: task._id },
        {
          $set: {
            openKeys: isOpen ? task.candidateKeys : [],
            decidedBy: task.doneBy === null || task.doneBy === undefined ? [] : [task.doneBy],
            decidedAt: task.finishedAt ?? null,
            doneByName: null,
            urgedTimes: 0,
            urgedAt: null,
            escalated: false,
          },
        },
      );
    }
    const cases = database.collection('cases');
    for await (const found of cases.find({ copiedTo: { $exists: false } })) {
      const steps = (found.currentSteps ?? []) as Record<string, unknown>[];
      const currentSteps = steps.map((step) => ({
        ...step,
        openKeys: step.status === 'open' ? step.candidateKeys : [],
        seats: [],
        requests: [],
        assignedAs: '',
        urgedTimes: 0,
        urgedAt: null,
        escalated: false,
        decidedBy: [],
        decidedAt: null,
      }));
      await cases.updateOne({ _id: found._id }, { $set: { copiedTo: [], currentSteps } });
    }
  },
};
