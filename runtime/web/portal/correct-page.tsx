import { useNavigate, useParams } from 'react-router';
import { CorrectCase } from '../case/correct-case.js';
import { useSlug } from './use-city.js';

/** Mending one's own case after it was returned. */
export function CorrectPage() {
  const { caseId = '' } = useParams();
  const slug = useSlug();
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
