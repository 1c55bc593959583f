import type { FlowExpression } from './expression.js';
import type { FlowIssue } from './issue.js';
import type { StepSettings, WorkingLimit } from './step.js';

/** A sequence flow. `isDefault` is set where its source names it as default. */
export interface SequenceFlow {
  readonly id: string;
  readonly name: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly condition: FlowExpression | null;
  readonly isDefault: boolean;
}

/** When a timer fires: an ISO 8601 date, duration or repeating interval (as a FEEL expression or plain text), or a working-time limit (D14). */
export type TimerSpec =
  | { readonly kind: 'date' | 'duration' | 'cycle'; readonly expression: FlowExpression }
  | { readonly kind: 'working'; readonly limit: WorkingLimit };

export type EventDefinition =
  | { readonly kind: 'none' }
  | { readonly kind: 'message'; readonly name: string }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'error'; readonly code: string | null }
  | { readonly kind: 'escalation'; readonly code: string | null }
  | { readonly kind: 'timer'; readonly timer: TimerSpec }
  | { readonly kind: 'link'; readonly name: string }
  | { readonly kind: 'terminate' };

/** What a service task asks of the outside; `publicity` waits `days` working days, `notify` sends a message. */
export interface ServiceSettings {
  readonly type: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Repetition of an activity: `while` is BPMN's standard loop (§13.3.6), the other two multi-instance (§13.3.7). */
export type LoopSettings =
  | {
      readonly kind: 'while';
      readonly condition: FlowExpression | null;
      readonly testBefore: boolean;
      readonly maximum: number | null;
    }
  | {
      readonly kind: 'sequential' | 'parallel';
      readonly cardinality: FlowExpression | null;
      readonly collection: FlowExpression | null;
      readonly itemName: string | null;
      readonly until: FlowExpression | null;
      /** `outputDataItem` of each round, gathered as the list `loopDataOutputRef` (BPMN 13.3.7). */
      readonly gather: { readonly item: string; readonly list: string } | null;
    };

/** One value that is handed over: FEEL over what the giver sees, to a variable of the receiver (BPMN 10.4.1). */
export interface DataMapping {
  readonly source: FlowExpression;
  readonly target: string;
}

/**
 * What an element is given when it begins and hands on when it is done (BPMN 10.4.2). Its data inputs and
 * outputs live with its token, and nothing outside sees them.
 */
export interface ElementData {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly inputs: readonly DataMapping[];
  readonly outputs: readonly DataMapping[];
}

/** Which decision a business rule task takes, and the variable that receives its value. */
export interface DecisionSettings {
  readonly decisionId: string;
  readonly resultName: string;
}

interface ElementBase {
  readonly id: string;
  readonly name: string;
  /** The id of the process or sub-process that contains it. */
  readonly scopeId: string;
  /** Sequence flow ids. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly lane: string | null;
  readonly data: ElementData | null;
}

export interface ActivityBase extends ElementBase {
  /** Boundary events attached to it. */
  readonly boundary: readonly string[];
  readonly loop: LoopSettings | null;
}

export interface StartEvent extends ElementBase {
  readonly type: 'startEvent';
  readonly event: EventDefinition;
  /** Of an event sub-process's start: whether it interrupts the enclosing scope. */
  readonly interrupting: boolean;
}
export interface EndEvent extends ElementBase {
  readonly type: 'endEvent';
  readonly event: EventDefinition;
}
export interface CatchEvent extends ElementBase {
  readonly type: 'intermediateCatchEvent';
  readonly event: EventDefinition;
}
export interface ThrowEvent extends ElementBase {
  readonly type: 'intermediateThrowEvent';
  readonly event: EventDefinition;
}
export interface BoundaryEvent extends ElementBase {
  readonly type: 'boundaryEvent';
  readonly event: EventDefinition;
  readonly attachedTo: string;
  readonly interrupting: boolean;
}
export interface UserTask extends ActivityBase {
  readonly type: 'userTask';
  readonly step: StepSettings;
}
export interface ServiceTask extends ActivityBase {
  readonly type: 'serviceTask' | 'sendTask';
  readonly service: ServiceSettings;
}
/** Takes a decision of the policy version, or, with service settings, asks a service for it. */
export interface BusinessRuleTask extends ActivityBase {
  readonly type: 'businessRuleTask';
  readonly decision: DecisionSettings | null;
  readonly service: ServiceSettings;
}
export interface ReceiveTask extends ActivityBase {
  readonly type: 'receiveTask';
  readonly message: string;
}
export interface ScriptTask extends ActivityBase {
  readonly type: 'scriptTask';
  readonly script: FlowExpression;
  /** The flow variable that receives the result. */
  readonly resultName: string;
}
export interface PlainTask extends ActivityBase {
  readonly type: 'task' | 'manualTask';
}
export interface SubProcess extends ActivityBase {
  readonly type: 'subProcess';
  readonly triggeredByEvent: boolean;
}
export interface CallActivity extends ActivityBase {
  readonly type: 'callActivity';
  /** The id of the called process, which is a scope of the same definition. */
  readonly called: string;
}
export interface Gateway extends ElementBase {
  readonly type: 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway' | 'eventBasedGateway';
}

export type ActivityElement =
  | UserTask
  | ServiceTask
  | BusinessRuleTask
  | ReceiveTask
  | ScriptTask
  | PlainTask
  | SubProcess
  | CallActivity;
export type FlowElement = StartEvent | EndEvent | CatchEvent | ThrowEvent | BoundaryEvent | ActivityElement | Gateway;
/** The process itself, a process that it calls, or a sub-process, with the ids of the elements directly inside. */
export interface FlowScope {
  readonly id: string;
  /** The enclosing scope, or `null` for a process. */
  readonly parentId: string | null;
  readonly elements: readonly string[];
  /** Start events that begin it when a token enters (none start events), or, in the process, when a case starts. */
  readonly starts: readonly string[];
  /** Event sub-processes directly inside. */
  readonly eventSubProcesses: readonly string[];
  /** Names of its data objects and properties: variables that live as long as it does (BPMN 10.4.1). */
  readonly data: readonly string[];
}

/** A parsed process, compiled once and shared by every case of its policy version. Build it with `parseBpmn` only. */
export interface ProcessDefinition {
  readonly id: string;
  readonly name: string;
  readonly elements: Readonly<Record<string, FlowElement>>;
  readonly flows: Readonly<Record<string, SequenceFlow>>;
  readonly scopes: Readonly<Record<string, FlowScope>>;
  /** Ids in the order of the file, which is the order of everything that is listed. */
  readonly order: readonly string[];
  /** Warnings found while reading, and what the rules of the standard say of the whole file. */
  readonly issues: readonly FlowIssue[];
}
