import { Button } from 'antd';
import { useState } from 'react';
import { prefillData, type RegistryFact, type RuleProblems, type SubmissionData } from '#core/form';
import { designerMessages } from '#core/messages';
import { ErrorSummary, FormRenderer, StepProgress, useFormSession } from '#renderer';
import { useLocale, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { BrokenRules } from './broken-rules.js';

interface PreviewFormProps {
  readonly facts: Readonly<Record<string, RegistryFact>>;
  readonly initialData: SubmissionData;
  readonly now: string;
  readonly onData: (data: SubmissionData) => void;
}

/** The real renderer with the real engine, page by page. */
export function PreviewForm({ facts, initialData, now, onData }: PreviewFormProps) {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  const { compiled } = useDraft();
  const [begin] = useState(() => prefillData(compiled, initialData, facts));
  const [broken, setBroken] = useState<ReadonlyMap<string, RuleProblems>>(new Map());
  const session = useFormSession({
    compiled,
    initialData: begin,
    now,
    registry: facts,
    locale,
    onChange: onData,
    // Rules also run while the page is drawn, when no state may be set.
    onRuleProblems: (found) =>
      queueMicrotask(() =>
        setBroken((known) => (known.has(found.source) ? known : new Map(known).set(found.source, found))),
      ),
  });
  const isLast = session.index >= session.sections.length - 1;
  const [isComplete, setComplete] = useState(false);
  return (
    <>
      {session.sections.length > 1 ? <StepProgress session={session} /> : null}
      <BrokenRules rules={[...broken.values()]} />
      <ErrorSummary session={session} section="current" />
      <FormRenderer session={session} section="current" layout="one-column" />
      {isComplete ? (
        <p className="ds-ok" role="status">
          {t('preview.complete')}
        </p>
      ) : null}
      <div className="ds-preview-foot">
        <Button disabled={session.index === 0} onClick={() => session.previous()}>
          {t('preview.previous')}
        </Button>
        <Button
          type="primary"
          onClick={() => {
            if (isLast) setComplete(session.attemptAll());
            else session.next();
          }}
        >
          {isLast ? t('preview.finish') : t('preview.next')}
        </Button>
      </div>
    </>
  );
}
