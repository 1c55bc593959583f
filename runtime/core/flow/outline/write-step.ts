import type { ModdleElement } from 'bpmn-moddle';
import type { StepSettings } from '../model/step.js';
import { stepSettings } from '../model/step-settings.js';

/** The properties of a `duixian:step`; what equals the default of its kind is left out, so that the default stays one. */
export function stepAttributes(
  make: (type: string, properties?: Record<string, unknown>) => ModdleElement,
  step: StepSettings,
): Record<string, unknown> {
  const usual = stepSettings({ kind: step.kind });
  const list = (values: readonly string[], none: string) => (values.length === 0 ? none : values.join(' '));
  const same = (left: readonly string[], right: readonly string[]) => left.join(' ') === right.join(' ');
  const attributes: Record<string, unknown> = { kind: step.kind };
  if (step.assignee !== '') attributes.assignee = step.assignee;
  if (step.limit !== null) {
    if ('workingDays' in step.limit) attributes.limitWorkingDays = step.limit.workingDays;
    else attributes.limitWorkingHours = step.limit.workingHours;
  }
  if (!same(step.actions, usual.actions)) attributes.actions = step.actions.join(' ');
  if (step.decision !== 'single') attributes.decision = step.decision;
  if (step.passShare !== 1) attributes.passShare = step.passShare;
  if (!same(step.separateFrom, usual.separateFrom)) attributes.separateFrom = list(step.separateFrom, 'none');
  if (step.opinionRequired) attributes.opinionRequired = true;
  if (step.grantsAmount) attributes.grantsAmount = true;
  if (step.returnTargets.length > 0) attributes.returnTargets = step.returnTargets.join(' ');
  if (step.whenEmpty !== usual.whenEmpty) attributes.whenEmpty = step.whenEmpty;
  if (step.emptyStandIn !== '') attributes.emptyStandIn = step.emptyStandIn;
  if (step.skipRepeat) attributes.skipRepeat = true;
  if (step.onTimeout !== usual.onTimeout) attributes.onTimeout = step.onTimeout;
  if (step.escalateTo !== '') attributes.escalateTo = step.escalateTo;
  if (step.remindBeforeHours !== null) attributes.remindBeforeHours = step.remindBeforeHours;
  if (step.remindAfterHours !== null) attributes.remindAfterHours = step.remindAfterHours;
  if (step.signature !== usual.signature) attributes.signature = step.signature;
  if (step.meeting) attributes.meeting = true;
  if (step.namesClause) attributes.namesClause = true;
  attributes.copies = step.copyTo.map((assignee) => make('duixian:CopyTo', { assignee }));
  attributes.deciders = step.deciders.map((decider) => make('duixian:Decider', { ...decider }));
  attributes.reviewPoints = step.reviewPoints.map((point) => make('duixian:ReviewPoint', { ...point }));
  attributes.phrases = step.phrases.map((text) => make('duixian:Phrase', { text }));
  attributes.fields = Object.entries(step.fields).map(([field, mode]) => make('duixian:FieldAccess', { field, mode }));
  return attributes;
}
