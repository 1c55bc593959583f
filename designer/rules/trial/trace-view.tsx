import { CheckCircleFilled, ExclamationCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import { type ConditionTrace, describeTrace, type TraceOperand } from '#core/feel';
import { designerDecisionMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';

const icons = {
  pass: <CheckCircleFilled aria-hidden />,
  fail: <ExclamationCircleFilled aria-hidden />,
  unknown: <QuestionCircleFilled aria-hidden />,
};

/** Each part of a condition with what it came to, where its value comes from, and what is missing. */
export function TraceView({ trace }: { readonly trace: ConditionTrace }) {
  switch (trace.kind) {
    case 'and':
    case 'or':
      return <TraceGroup kind={trace.kind} parts={trace.children} />;
    case 'not':
      return <TraceGroup kind="not" parts={[trace.child]} />;
    case 'comparison':
      return <TraceLine trace={trace} operands={[trace.left, ...trace.right]} />;
    case 'value':
      return <TraceLine trace={trace} operands={trace.operands} />;
  }
}

interface TraceGroupProps {
  readonly kind: 'and' | 'or' | 'not';
  readonly parts: readonly ConditionTrace[];
}

function TraceGroup({ kind, parts }: TraceGroupProps) {
  const t = useMessages(designerDecisionMessages);
  return (
    <div className="ds-trace-group">
      <span className="ds-sub">{t(`trial.${kind}`)}</span>
      <ul>
        {parts.map((part) => (
          <li key={part.from}>
            <TraceView trace={part} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface TraceLineProps {
  readonly trace: ConditionTrace;
  readonly operands: readonly TraceOperand[];
}

function TraceLine({ trace, operands }: TraceLineProps) {
  const locale = useLocale();
  return (
    <span className="ds-trace" data-verdict={trace.verdict}>
      {icons[trace.verdict]}
      <span>
        {describeTrace(trace, locale)}
        <Sources operands={operands} />
      </span>
    </span>
  );
}

function Sources({ operands }: { readonly operands: readonly TraceOperand[] }) {
  const t = useMessages(designerDecisionMessages);
  const sources = new Set(operands.map((one) => one.source).filter((source) => source !== 'constant'));
  return [...sources].map((source) => (
    <span key={source} className="ds-trace-source">
      {t(`trial.source.${source}`)}
    </span>
  ));
}
