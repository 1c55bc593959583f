import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { call } from '#client';
import { routes, type ScreeningExplanation, type ScreeningView } from '#core/contract';
import { screeningMessages } from '#core/messages';
import { Amount } from './amount.js';
import { Conditions } from './conditions.js';
import { OutcomeTag } from './outcome-tag.js';
import { useMessages } from './preferences.js';
import { Loaded } from './states.js';

/** Why a firm is where it is: each condition with its trace (N4); in a dry run beside the version in force. */
export function FirmTrace({
  screening,
  asked,
  onClose,
}: {
  readonly screening: Pick<ScreeningView, 'id' | 'comparedVersion'>;
  /** A row, or a firm by its whole name or code; null: closed. */
  readonly asked: { readonly rowId?: string; readonly firm?: string } | null;
  readonly onClose: () => void;
}) {
  const t = useMessages(screeningMessages);
  const explanation = useQuery({
    queryKey: ['screening', screening.id, 'explanation', asked],
    queryFn: () => call(routes.explainScreeningRow, { params: { screeningId: screening.id }, query: asked ?? {} }),
    enabled: asked !== null,
    retry: false,
  });
  return (
    <Drawer
      open={asked !== null}
      onClose={onClose}
      size={560}
      title={explanation.data?.name ?? t('trace.title')}
      closable={{ 'aria-label': t('trace.close') }}
    >
      {asked === null ? null : (
        <Loaded query={explanation} rows={2}>
          {(data) => <Explained data={data} comparedVersion={screening.comparedVersion} />}
        </Loaded>
      )}
    </Drawer>
  );
}

function Explained({
  data,
  comparedVersion,
}: {
  readonly data: ScreeningExplanation;
  readonly comparedVersion: number | null;
}) {
  const t = useMessages(screeningMessages);
  const { before } = data;
  return (
    <div className="dx-trace">
      <p className="dx-note">{data.codeMasked}</p>
      {before === null ? null : <h2>{t('trace.after')}</h2>}
      <Judged {...data} />
      {before === null ? null : (
        <>
          <h2>{t('trace.before', { version: comparedVersion ?? 0 })}</h2>
          <Judged {...before} />
        </>
      )}
    </div>
  );
}

const Judged = ({
  outcome,
  amountFen,
  assessment,
}: Pick<ScreeningExplanation, 'outcome' | 'amountFen' | 'assessment'>) => (
  <>
    <p className="dx-tags">
      <OutcomeTag outcome={outcome} />
      {amountFen === null ? null : <Amount fen={amountFen} size="large" />}
    </p>
    <Conditions assessment={assessment} />
  </>
);
