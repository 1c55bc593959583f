import '../case/case.css';
import './window.css';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import type { Me } from '#core/contract';
import { windowMessages } from '#core/messages';
import { LoadingPage, OfficeShell, StaffGate, useLiveUpdates, useMessages } from '#ui';
import { CaseListPage } from './case-list-page.js';
import { IntakePage } from './intake-page.js';

const CasePage = lazy(() => import('./case-page.js').then((page) => ({ default: page.CasePage })));
const AwardPage = lazy(() => import('./award-page.js').then((page) => ({ default: page.AwardPage })));
const CorrectPage = lazy(() => import('./correct-page.js').then((page) => ({ default: page.CorrectPage })));
const ReceiptPage = lazy(() => import('../case/receipt-page.js').then((page) => ({ default: page.ReceiptPage })));

/** The counter: intake, and the lists of what was taken in here. */
export function Window() {
  return (
    <BrowserRouter basename="/window">
      <StaffGate needs={['case.file-on-behalf']}>{(me) => <WindowFor me={me} />}</StaffGate>
    </BrowserRouter>
  );
}

function WindowFor({ me }: { readonly me: Me }) {
  const t = useMessages(windowMessages);
  useLiveUpdates();
  const unit = me.appointments.find(({ role }) => role === 'window')?.unitName ?? me.tenant.name;
  return (
    <OfficeShell
      me={me}
      place={unit}
      nav={[
        { to: '/', label: t('nav.intake'), end: true },
        { to: '/corrections', label: t('nav.corrections') },
        { to: '/handout', label: t('nav.handout') },
        { to: '/awards', label: t('nav.awards') },
        { to: '/today', label: t('nav.today') },
      ]}
    >
      <Suspense fallback={<LoadingPage />}>
        <Routes>
          <Route index element={<IntakePage />} />
          <Route path="corrections" element={<CaseListPage view="window-corrections" />} />
          <Route path="handout" element={<CaseListPage view="window-handout" />} />
          <Route path="awards" element={<CaseListPage view="window-awards" />} />
          <Route path="cases/:caseId/confirm" element={<AwardPage />} />
          <Route path="today" element={<CaseListPage view="window-today" />} />
          <Route path="cases/:caseId" element={<CasePage />} />
          <Route path="cases/:caseId/correct" element={<CorrectPage />} />
          <Route path="cases/:caseId/receipt" element={<ReceiptPage />} />
          <Route path="*" element={<Navigate to="/" replace />} />
        </Routes>
      </Suspense>
    </OfficeShell>
  );
}
