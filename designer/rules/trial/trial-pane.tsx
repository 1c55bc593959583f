import type { DecisionTrace } from '#core/dmn';
import { designerDecisionMessages } from '#core/messages';
import type { AmountResult, ConditionResult } from '#core/policy';
import { Amount, ConditionVerdict, useMessages, Verdict } from '#ui';
import { SampleInputs } from './sample-inputs.js';
import { TraceView } from './trace-view.js';
import type { Trial } from './use-trial.js';

/** The rules tried on a supposed applicant while one writes them. */
export function TrialPane({ trial }: { readonly trial: Trial }) {
  const t = useMessages(designerDecisionMessages);
  const { assessment, amount, decisions, isBlank } = trial;
  return (
    <aside className="dx-pane dx-pane-side ds-props ds-trial" aria-label={t('trial.title')}>
      <section className="ds-group">
        <h2>{t('trial.title')}</h2>
        <p className="ds-help">{t('trial.help')}</p>
      </section>
      {isBlank ? null : (
        <div className="ds-trial-result" aria-live="polite">
          <Verdict assessment={assessment} />
          {amount === null ? null : <AmountOutcome amount={amount} />}
        </div>
      )}
      <SampleInputs />
      {isBlank ? null : (
        <section className="ds-group">
          <h3>{t('trial.why')}</h3>
          <ol className="ds-outcome-list">
            {assessment.conditions.map((condition) => (
              <li key={condition.id}>
                <ConditionOutcomeRow condition={condition} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {isBlank || decisions.length === 0 ? null : (
        <section className="ds-group">
          <h3>{t('decisions.title')}</h3>
          <ul className="ds-outcome-list">
            {decisions.map((trace) => (
              <li key={trace.id}>
                <b>{trace.name}</b>
                <span className="ds-sub">
                  <DecisionOutcome trace={trace} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

function ConditionOutcomeRow({ condition }: { readonly condition: ConditionResult }) {
  const t = useMessages(designerDecisionMessages);
  const { title, clause, outcome, trace, missing, advice, onUnknown } = condition;
  return (
    <>
      <span className="ds-line">
        <span>
          <b>{title}</b> <span className="ds-clause-tag">{clause}</span>
        </span>
        <ConditionVerdict outcome={outcome} />
      </span>
      {trace === null ? null : <TraceView trace={trace} />}
      {missing.length === 0 ? null : (
        <span className="ds-sub">
          {t('trial.missing', { names: missing.map((one) => one.label).join(t('comma')) })}
        </span>
      )}
      {outcome === 'unknown' && onUnknown === 'review' ? <span className="ds-sub">{t('trial.toReview')}</span> : null}
      {outcome === 'not-met' && advice !== undefined ? (
        <span className="ds-sub">{t('trial.advice', { advice })}</span>
      ) : null}
    </>
  );
}

/** Which rules matched, and what they gave. */
function DecisionOutcome({ trace }: { readonly trace: DecisionTrace }) {
  const t = useMessages(designerDecisionMessages);
  const { value } = trace.result;
  const shown = value === null ? t('trial.nothing') : typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (trace.matched.length > 0) {
    const rows = trace.matched.map(({ number }) => number).join(t('comma'));
    return <>{t('trial.matched', { rows, value: shown })}</>;
  }
  return <>{trace.inputs.length > 0 && value === null ? t('trial.noMatch') : t('trial.result', { value: shown })}</>;
}

function AmountOutcome({ amount }: { readonly amount: AmountResult }) {
  const t = useMessages(designerDecisionMessages);
  return (
    <div className="ds-outcome">
      <Amount fen={amount.amountFen} size="hero" />
      {amount.missing.length === 0 ? null : (
        <span className="ds-sub">
          {t('trial.missing', { names: amount.missing.map((one) => one.label).join(t('comma')) })}
        </span>
      )}
      {amount.steps.length < 2 ? null : (
        <ol className="ds-steps-list">
          {amount.steps.map((step) => (
            <li key={step.kind}>
              <span>{t(`trial.step.${step.kind}`)}</span> <Amount fen={step.amountFen} />
            </li>
          ))}
        </ol>
      )}
      {amount.instalments.length === 0 ? null : (
        <ol className="ds-steps-list">
          {amount.instalments.map((one) => (
            <li key={one.number}>
              <span>{t('trial.instalment', { number: one.number })}</span> <Amount fen={one.amountFen} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
