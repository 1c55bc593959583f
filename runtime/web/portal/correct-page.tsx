import { useNavigate, useParams } from 'react-router';
import { portalMessages } from '#core/messages';
import { useMessages, usePageTitle } from '#ui';
import { CorrectCase } from '../case/correct-case.js';
import { useBrand, useSlug } from './use-city.js';

/** Mending one's own case after it was returned. */
export function CorrectPage() {
  const { caseId = '' } = useParams();
  const t = useMessages(portalMessages);
  const slug = useSlug();
  usePageTitle(t('case.correctTitle'), useBrand());
  const navigate = useNavigate();
  return (
    <div className="dx-page dx-narrow">
      <CorrectCase
        caseId={caseId}
        layout="one-column"
        onDone={() => navigate(`/t/${slug}/cases/${caseId}`, { replace: true })}
        onBack={() => navigate(-1)}
      />
    </div>
  );
}
