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
    const job = jobOf(happening, event) ?? thrownOf(happening, event, jobs.size);
    if (job !== null) jobs.set(job.jobId, job);
  }
  return [...jobs.values()];
}

function jobOf({ at }: Happening, event: FlowEvent): JobSnapshot | null {
  const over = { status: 'done' as const, dueAt: at, jobType: '', params: {} };
  switch (event.type) {
    case 'TimerScheduled':
      return timerJob(event.timer, 'waiting');
    case 'TimerStopped':
      return timerJob(event.timer, 'done');
    case 'TimerFired':
    case 'TimerCancelled':
      return { jobId: event.timerId, kind: 'timer', ...over };
    case 'ServiceJobRequested':
      // Due at once: a publicity (公示) is put up now, and the flow itself then waits its working days by a timer.
      return {
        jobId: event.jobId,
        kind: 'service',
        status: 'waiting',
        dueAt: at,
        jobType: event.jobType,
        params: event.params,
      };
    case 'ServiceJobCompleted':
    case 'ServiceJobFailed':
    case 'ServiceJobCancelled':
      return { jobId: event.jobId, kind: 'service', ...over };
    default:
      return null;
  }
}

/** What was thrown goes to other cases by a job: a signal to all that wait in the tenant, a message to one of the same applicant. */
function thrownOf({ at, seq, facts }: Happening, event: FlowEvent, index: number): JobSnapshot | null {
  if (event.type !== 'SignalThrown' && event.type !== 'MessageThrown') return null;
  const kind = event.type === 'SignalThrown' ? 'signal' : 'message';
  const params: Record<string, string> = kind === 'signal' ? {} : { applicantId: facts.applicantId };
  return { jobId: `${seq}-${kind}-${index}`, kind, status: 'waiting', dueAt: at, jobType: event.name, params };
}
