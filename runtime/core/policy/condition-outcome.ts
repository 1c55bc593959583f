import type { ConditionTrace, TraceOperand } from '#core/feel';
import { assertNever } from '#core/result';
import type { ConditionOutcome } from './types.js';

/**
 * What a condition came to, told apart from what is not known. FEEL says that null = "大型" is false; of an applicant
 * whose size nobody has told, “not met” would be a lie. So a comparison with an operand that is not known counts as
 * unknown, and and/or/not combine three values (Kleene), unless the author compares with null on purpose.
 */
export function conditionOutcome(trace: ConditionTrace): ConditionOutcome {
  switch (trace.kind) {
    case 'and':
      return combine(trace.children, 'not-met', 'met');
    case 'or':
      return combine(trace.children, 'met', 'not-met');
    case 'not':
      return opposite(conditionOutcome(trace.child));
    case 'comparison': {
      const asksForNull = trace.right.some(
        (operand) => operand.source === 'constant' && operand.text.trim() === 'null',
      );
      const isOpen = !asksForNull && [trace.left, ...trace.right].some(isUnknown);
      return isOpen ? 'unknown' : plain(trace.verdict);
    }
    case 'value':
      return trace.operands.some(isUnknown) ? 'unknown' : plain(trace.verdict);
    default:
      return assertNever(trace);
  }
}

const isUnknown = (operand: TraceOperand): boolean => operand.value === null;

function plain(verdict: ConditionTrace['verdict']): ConditionOutcome {
  return verdict === 'pass' ? 'met' : verdict === 'fail' ? 'not-met' : 'unknown';
}

export function opposite(outcome: ConditionOutcome): ConditionOutcome {
  return outcome === 'met' ? 'not-met' : outcome === 'not-met' ? 'met' : 'unknown';
}

/** One `decisive` part settles it; all parts `settled` settle it the other way; else it stays open. */
function combine(
  parts: readonly ConditionTrace[],
  decisive: ConditionOutcome,
  settled: ConditionOutcome,
): ConditionOutcome {
  const outcomes = parts.map(conditionOutcome);
  if (outcomes.includes(decisive)) return decisive;
  return outcomes.every((outcome) => outcome === settled) ? settled : 'unknown';
}
