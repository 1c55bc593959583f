import type { FlowEvent, TimerState } from '#core/flow';
import type { JobSnapshot } from '../../jobs/job-document.js';
import type { Happening } from './happening.js';

const timerJob = (timer: TimerState, status: JobSnapshot['status']): JobSnapshot => ({
  jobId: timer.id,
  kind: 'timer',
  status,
  dueAt: timer.dueAt,
  jobType: '',
  params: {},
});

/** What has to be done later, and what no longer has to be; the last word on each job counts. */
export function jobsOf(happening: Happening): readonly JobSnapshot[] {
  const jobs = new Map<string, JobSnapshot>();
  for (const event of happening.events) {
    const job = jobOf(happening, event);
    if (job !== null) jobs.set(job.jobId, job);
  }
  return [...jobs.values()];
}

function jobOf({ at, clock }: Happening, event: FlowEvent): JobSnapshot | null {
  const over = { status: 'done' as const, dueAt: at, jobType: '', params: {} };
  switch (event.type) {
    case 'TimerScheduled':
      return timerJob(event.timer, 'waiting');
    case 'TimerStopped':
      return timerJob(event.timer, 'done');
    case 'TimerFired':
    case 'TimerCancelled':
      return { jobId: event.timerId, kind: 'timer', ...over };
    case 'ServiceJobRequested': {
      const { jobId, jobType, params } = event;
      const days = Number(params.days);
      // A publicity (公示) is a service that takes its working days (R35).
      const waits = jobType === 'publicity' && Number.isInteger(days) && days > 0;
      const dueAt = waits ? clock.dueAt(at, { workingDays: days }) : at;
      return { jobId, kind: 'service', status: 'waiting', dueAt, jobType, params };
    }
    case 'ServiceJobCompleted':
    case 'ServiceJobFailed':
    case 'ServiceJobCancelled':
      return { jobId: event.jobId, kind: 'service', ...over };
    default:
      return null;
  }
}
