import { Button, Modal } from 'antd';
import { designerDecisionMessages } from '#core/messages';
import { useMessages } from '#ui';
import type { ImportResult } from './dmn-files.js';

/** What came of a file: what was taken, what has another name now, and what could not be taken. */
export function ImportReport({
  result,
  onClose,
}: {
  readonly result: ImportResult | null;
  readonly onClose: () => void;
}) {
  const t = useMessages(designerDecisionMessages);
  return (
    <Modal
      open={result !== null}
      title={result === null ? '' : t('dmn.report', { file: result.fileName })}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('dmn.close')}
        </Button>
      }
    >
      {result === null ? null : (
        <div className="ds-findings">
          <p>
            {result.decisions.length === 0
              ? t('dmn.nothing')
              : t('dmn.added', {
                  count: result.decisions.length,
                  names: result.decisions.map((one) => one.name).join(t('comma')),
                })}
          </p>
          <ul>
            {result.renamed.map(({ from, to }) => (
              <li key={from}>{t('dmn.renamed', { from, to })}</li>
            ))}
          </ul>
          {result.issues.length > 0 ? (
            <>
              <h3>{t('dmn.leftOut')}</h3>
              <ul>
                {[...new Set(result.issues)].map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </>
          ) : result.decisions.length > 0 ? (
            <p className="ds-ok-line">{t('dmn.whole')}</p>
          ) : null}
        </div>
      )}
    </Modal>
  );
}
