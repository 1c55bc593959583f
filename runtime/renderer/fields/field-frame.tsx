import { ExclamationCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { type ComponentName, type FieldInfo, type FormIssue, holdsRows, issueText } from '#core/form';
import { type ControlProps, wordsOf } from '../controls/control.js';
import { fileRule } from '../controls/file-control.js';
import { useSurroundings } from '../session/hooks.js';
import { Capitals } from './capitals.js';
import { factDate } from './fact-date.js';
import { AnswerText, LockedValue } from './read-value.js';
import { type Bound, useControl } from './use-control.js';

/** These are groups of controls: their label names the group and points to no single input. */
const grouped = new Set<ComponentName>([
  ...(['YesNo', 'Choice', 'MultipleChoice', 'DateRange', 'Agreement', 'Region', 'Cascade', 'Tree'] as const),
  ...(['Rating', 'Signature'] as const),
]);
const short = new Set<ComponentName>([
  'Text',
  'Number',
  'Integer',
  'Percent',
  'Money',
  'Date',
  'YearMonth',
  'Time',
  'Rating',
  'Formula',
  'YesNo',
  'Choice',
  'Email',
  'CreditCode',
  'IdCard',
  'Phone',
  'BankAccount',
  'DateRange',
]);

export function ErrorLine({
  id,
  issue,
  info,
  locale,
}: {
  readonly id: string;
  readonly issue: FormIssue;
  readonly info: FieldInfo;
  readonly locale: 'zh-CN' | 'en-US';
}) {
  return (
    <p id={id} className="dxf-error" role="alert">
      <ExclamationCircleFilled aria-hidden="true" />
      <span>{issueText(issue, locale, info)}</span>
    </p>
  );
}

/** Label above, help between label and control, then capitals, source and what is wrong below. Nothing where hidden. */
export function FieldFrame({
  info,
  path,
  children,
}: {
  readonly info: FieldInfo;
  readonly path: string;
  readonly children?: ReactNode;
}) {
  const { isReading } = useSurroundings();
  const bound = useControl(info, path);
  if (bound === undefined || !bound.props.state.visible) return null;
  const { props } = bound;
  const isHalf = info.node['x-component-props']?.half ?? short.has(info.component);
  return (
    <div
      className="dxf-field"
      data-component={info.component}
      data-half={isHalf || undefined}
      data-invalid={props.isInvalid || undefined}
      data-path={path}
    >
      <FieldLabel bound={bound} isReading={isReading} />
      <FieldHelp bound={bound} isReading={isReading} />
      <FieldBody bound={bound} isReading={isReading}>
        {children}
      </FieldBody>
      <Below bound={bound} />
    </div>
  );
}

/** Rows say themselves how many there must be; the parts of an optional block are as optional as it is. */
function isOptional({ info, state }: ControlProps): boolean {
  if (state.required || info.kind === 'rows' || info.component === 'FileSet' || info.component === 'Formula')
    return false;
  return info.tableId === undefined || info.node.required !== true;
}

function FieldLabel({ bound, isReading }: { readonly bound: Bound; readonly isReading: boolean }) {
  const { props } = bound;
  const { info, id, labelId, state, layout, locale, t } = props;
  const { title } = wordsOf(info, locale);
  const mark =
    isReading || state.mode !== 'edit'
      ? undefined
      : layout === 'dense'
        ? state.required && t('required')
        : isOptional(bound.props) && t('optional');
  const content = (
    <>
      {title}
      {mark ? <small>{mark}</small> : null}
    </>
  );
  if (grouped.has(info.component) || info.kind !== 'value' || isReading) {
    return (
      <div id={labelId} className="dxf-label">
        {content}
      </div>
    );
  }
  return (
    <label id={labelId} htmlFor={id} className="dxf-label">
      {content}
    </label>
  );
}

function FieldHelp({ bound: { props, helpId }, isReading }: { readonly bound: Bound; readonly isReading: boolean }) {
  const { description } = wordsOf(props.info, props.locale);
  const rule = props.info.kind === 'files' && props.state.mode === 'edit' && !isReading ? fileRule(props) : undefined;
  if (isReading || (!description && rule === undefined)) return null;
  return (
    <p id={helpId} className="dxf-help">
      {description}
      {description && rule !== undefined ? <br /> : null}
      {rule}
    </p>
  );
}

function FieldBody({
  bound: { props },
  isReading,
  children,
}: {
  readonly bound: Bound;
  readonly isReading: boolean;
  readonly children: ReactNode;
}) {
  const { openFile } = useSurroundings();
  const { info, state, locale, t } = props;
  if (holdsRows(info)) return children;
  if (isReading) return <AnswerText info={info} value={state.value} locale={locale} t={t} openFile={openFile} />;
  if (state.mode === 'edit') return children;
  return (
    <LockedValue
      info={info}
      value={state.value}
      locale={locale}
      t={t}
      openFile={openFile}
      id={props.id}
      labelId={props.labelId}
      lock={state.lock}
      describedBy={props.describedBy}
    />
  );
}

function Below({ bound: { props, issue, errorId } }: { readonly bound: Bound }) {
  const { info, state, id, locale, t } = props;
  const { fact, value, lock } = state;
  const hasCapitals = info.component === 'Money' && locale === 'zh-CN' && typeof value === 'number';
  return (
    <>
      {hasCapitals ? (
        <p className="dxf-below">
          <Capitals info={info} value={value} locale={locale} />
        </p>
      ) : null}
      {fact === undefined ? null : (
        <p id={`${id}-fact`} className="dxf-below">
          {t('from', { source: fact.source, date: factDate(fact.asOf, locale) })}
        </p>
      )}
      {lock === 'computed' ? <p className="dxf-below">{t('computed')}</p> : null}
      {issue === undefined ? null : <ErrorLine id={errorId} issue={issue} info={info} locale={locale} />}
    </>
  );
}
