/** Every word a person reads. An area is one file in `areas/`; pages import the areas they show. */

export { adminMessages } from './areas/admin.js';
export { approvalMessages } from './areas/approval.js';
export { auditActionWords, auditDetailNames } from './areas/audit.js';
export { designerMessages } from './areas/designer.js';
export { designerApprovalMessages } from './areas/designer-approval.js';
export { designerDecisionMessages } from './areas/designer-decisions.js';
export { designerFlowMessages } from './areas/designer-flow.js';
export { designerFormMessages } from './areas/designer-form.js';
export { designerRuleMessages } from './areas/designer-rules.js';
export { deskMessages } from './areas/desk.js';
export { errorMessages } from './areas/errors.js';
export { feelFunctionMessages } from './areas/feel-functions.js';
export { flowFlawMessages, flowRuleMessages } from './areas/flow-rules.js';
export { identityMessages, numberNames } from './areas/identity.js';
export {
  calendarIssueMessages,
  fieldNames,
  issueWords,
  passwordIssueMessages,
  requestIssueMessages,
  waitWords,
} from './areas/issues.js';
export { operationMessages } from './areas/operations.js';
export { decisionProblemMessages, dmnFileMessages, policyProblemMessages } from './areas/policy.js';
export { portalMessages } from './areas/portal.js';
export { rendererMessages } from './areas/renderer.js';
export { cellProblemMessages, screeningMessages, tableProblemMessages } from './areas/screening.js';
export { calendarMessages } from './areas/time.js';
export { uiMessages } from './areas/ui.js';
export { windowMessages } from './areas/window.js';
export {
  audienceWords,
  conditionKindWords,
  policyClassWords,
  projectClassWords,
  redemptionWords,
  roleWords,
  stepKindWords,
  unitKindWords,
} from './areas/words.js';
export {
  defineMessages,
  type Locale,
  locales,
  type MessageParams,
  type Messages,
  message,
  placeholders,
} from './define.js';
export { formatDate, formatDateTime, formatLimit, formatLongDate, formatRemaining } from './format-time.js';
