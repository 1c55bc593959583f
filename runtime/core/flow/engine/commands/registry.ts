import type { FlowCommand, FlowCommandType, FlowRejection } from '../../model/command.js';
import type { Run } from '../run.js';
import { claimTask, releaseTask, transferTask } from './claim.js';
import { completeTask } from './complete.js';
import { answerDelegation, delegateTask, recallDelegation } from './delegate.js';
import type { Handler } from './handler.js';
import { moveOn, retryIncident } from './incidents.js';
import { startProcess, terminate, withdraw } from './lifecycle.js';
import { broadcastSignal, completeServiceJob, correlateMessage, failServiceJob, fireTimer } from './outside.js';
import { recordPayment } from './payment.js';
import { beginProcedure, endProcedure } from './procedure.js';
import { recomputeLimits } from './recompute-limits.js';
import { refuseTask } from './refuse.js';
import { answerRequest, requestOpinions } from './requests.js';
import { resubmit, returnToApplicant } from './return-to-applicant.js';
import { returnToStep } from './return-to-step.js';
import { settleTask } from './settle-task.js';
import { addSigner, removeSigner } from './signers.js';
import { takeBack } from './take-back.js';
import { copyCase, recuse, urgeTask } from './urge.js';

const handlers: { readonly [T in FlowCommandType]: Handler<T> } = {
  StartProcess: startProcess,
  ClaimTask: claimTask,
  ReleaseTask: releaseTask,
  TransferTask: transferTask,
  CompleteTask: completeTask,
  RefuseTask: refuseTask,
  ReturnToApplicant: returnToApplicant,
  Resubmit: resubmit,
  ReturnToStep: returnToStep,
  Withdraw: withdraw,
  RecordPayment: recordPayment,
  FireTimer: fireTimer,
  CompleteServiceJob: completeServiceJob,
  FailServiceJob: failServiceJob,
  CorrelateMessage: correlateMessage,
  BroadcastSignal: broadcastSignal,
  RetryIncident: retryIncident,
  MoveOn: moveOn,
  RecomputeLimits: recomputeLimits,
  Terminate: terminate,
  DelegateTask: delegateTask,
  AnswerDelegation: answerDelegation,
  RecallDelegation: recallDelegation,
  AddSigner: addSigner,
  RemoveSigner: removeSigner,
  RequestOpinions: requestOpinions,
  AnswerRequest: answerRequest,
  BeginProcedure: beginProcedure,
  EndProcedure: endProcedure,
  TakeBack: takeBack,
  UrgeTask: urgeTask,
  CopyCase: copyCase,
  Recuse: recuse,
  SettleTask: settleTask,
};

export const handle = (run: Run, command: FlowCommand): FlowRejection | null =>
  (handlers[command.type] as Handler<FlowCommandType>)(run, command);
