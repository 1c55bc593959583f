import '../case/case.css';
import './portal.css';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { LoadingPage } from '#ui';
import { HomePage } from './home-page.js';
import { NotFoundPage } from './not-found-page.js';
import { PortalShell } from './portal-shell.js';
import { RootPage } from './root-page.js';
import { SignedInApplicant } from './signed-in-applicant.js';

const GuidePage = lazy(() => import('./guide-page.js').then((page) => ({ default: page.GuidePage })));
const PagesWithMessages = lazy(() =>
  import('./pages-with-messages.js').then((page) => ({ default: page.PagesWithMessages })),
);
const ApplyPage = lazy(() => import('./apply-page.js').then((page) => ({ default: page.ApplyPage })));
const CasesPage = lazy(() => import('./cases-page.js').then((page) => ({ default: page.CasesPage })));
const CasePage = lazy(() => import('./case-page.js').then((page) => ({ default: page.CasePage })));
const CorrectPage = lazy(() => import('./correct-page.js').then((page) => ({ default: page.CorrectPage })));
const ReceiptPage = lazy(() => import('../case/receipt-page.js').then((page) => ({ default: page.ReceiptPage })));
const NoticesPage = lazy(() => import('./notices-page.js').then((page) => ({ default: page.NoticesPage })));
const ProfilePage = lazy(() => import('./profile-page.js').then((page) => ({ default: page.ProfilePage })));
const SignInPage = lazy(() => import('./sign-in-page.js').then((page) => ({ default: page.SignInPage })));
const RegisterPage = lazy(() => import('./register-page.js').then((page) => ({ default: page.RegisterPage })));
const ProgressPage = lazy(() => import('./progress-page.js').then((page) => ({ default: page.ProgressPage })));

/** The applicants' portal. Every page has its own address below the city's slug. */
export function Portal() {
  return (
    <BrowserRouter>
      <Suspense fallback={<LoadingPage />}>
        <Routes>
          <Route path="/" element={<RootPage />} />
          <Route path="/t/:slug" element={<PortalShell />}>
            <Route index element={<HomePage />} />
            <Route element={<PagesWithMessages />}>
              <Route path="policies/:policyId" element={<GuidePage />} />
              <Route path="sign-in" element={<SignInPage />} />
              <Route path="register" element={<RegisterPage />} />
              <Route path="progress/:code" element={<ProgressPage />} />
              <Route element={<SignedInApplicant />}>
                <Route path="cases" element={<CasesPage />} />
                <Route path="cases/:caseId" element={<CasePage />} />
                <Route path="cases/:caseId/correct" element={<CorrectPage />} />
                <Route path="cases/:caseId/receipt" element={<ReceiptPage />} />
                <Route path="notices" element={<NoticesPage />} />
                <Route path="me" element={<ProfilePage />} />
              </Route>
            </Route>
            <Route element={<SignedInApplicant />}>
              <Route path="apply/:draftId" element={<ApplyPage />} />
            </Route>
            <Route path="*" element={<NotFoundPage />} />
          </Route>
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Suspense>
    </BrowserRouter>
  );
}
