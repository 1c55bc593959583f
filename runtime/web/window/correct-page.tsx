import { useNavigate, useParams } from 'react-router';
import { windowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { CorrectCase } from '../case/correct-case.js';

/** Mending a returned case for the applicant, at the counter. */
export function CorrectPage() {
  const t = useMessages(windowMessages);
  const { caseId = '' } = useParams();
  const navigate = useNavigate();
  return (
    <div className="dx-pane dx-office-page">
      <div className="dx-window-correct">
        <CorrectCase
          caseId={caseId}
          layout="dense"
          revealReason={t('correctReason')}
          onDone={() => navigate(`/cases/${caseId}`, { replace: true })}
          onBack={() => navigate(-1)}
        />
      </div>
    </div>
  );
}
