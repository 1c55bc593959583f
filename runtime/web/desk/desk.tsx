import '../case/case.css';
import './desk.css';
import './screening/screening.css';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import type { Me } from '#core/contract';
import { adminMessages, approvalMessages, deskMessages, operationMessages } from '#core/messages';
import { LoadingPage, may, type NavItem, OfficeShell, StaffGate, useLiveUpdates, useMessages } from '#ui';
import { CalendarAlarm } from './approval/calendar-alarm.js';
import { CaseListPage } from './case-list-page.js';
import { CasePage } from './case-page.js';
import { TasksPage } from './tasks-page.js';
import { useTaskCounts } from './use-task-counts.js';

const AccountsPage = lazy(() => import('./admin/accounts-page.js').then((page) => ({ default: page.AccountsPage })));
const UnitsPage = lazy(() => import('./admin/units-page.js').then((page) => ({ default: page.UnitsPage })));
const CalendarPage = lazy(() => import('./admin/calendar-page.js').then((page) => ({ default: page.CalendarPage })));
const AuditPage = lazy(() => import('./admin/audit-page.js').then((page) => ({ default: page.AuditPage })));
const IncidentsPage = lazy(() =>
  import('./operations/incidents-page.js').then((page) => ({ default: page.IncidentsPage })),
);
const MigrationPage = lazy(() =>
  import('./operations/migration-page.js').then((page) => ({ default: page.MigrationPage })),
);
const SnapshotPage = lazy(() =>
  import('./screening/snapshot-page.js').then((page) => ({ default: page.SnapshotPage })),
);
const ImportPage = lazy(() => import('./screening/import-page.js').then((page) => ({ default: page.ImportPage })));
const ScreeningsPage = lazy(() =>
  import('./screening/screenings-page.js').then((page) => ({ default: page.ScreeningsPage })),
);
const ScreeningPage = lazy(() =>
  import('./screening/screening-page.js').then((page) => ({ default: page.ScreeningPage })),
);
const StandInsPage = lazy(() =>
  import('./approval/stand-ins-page.js').then((page) => ({ default: page.StandInsPage })),
);
const TenantsPage = lazy(() => import('./admin/tenants-page.js').then((page) => ({ default: page.TenantsPage })));

/** The desk of reviewers, finance, supervisors and administrators: each sees the parts they have a right to. */
export function Desk() {
  return (
    <BrowserRouter basename="/desk">
      <StaffGate
        needs={[
          'task.decide',
          'case.supervise',
          'case.repair',
          'account.manage',
          'unit.manage',
          'calendar.manage',
          'audit.read',
          'tenant.manage',
          'enterprise.import',
          'screening.run',
        ]}
      >
        {(me) => <DeskFor me={me} />}
      </StaffGate>
    </BrowserRouter>
  );
}

/** What everybody who works for the city has: what was copied to them, and who stands in for whom. */
function ownNav(me: Me, words: { readonly copied: string; readonly standIns: string }): readonly NavItem[] {
  if (me.appointments.length === 0 || may(me, 'tenant.manage')) return [];
  const standIns = { to: '/stand-ins', label: words.standIns };
  return may(me, 'task.decide') ? [standIns] : [{ to: '/copied', label: words.copied }, standIns];
}

function DeskFor({ me }: { readonly me: Me }) {
  const t = useMessages(deskMessages);
  const admin = useMessages(adminMessages);
  const operations = useMessages(operationMessages);
  const decides = may(me, 'task.decide');
  useLiveUpdates();
  const words = useMessages(approvalMessages);
  const counts = useTaskCounts(true);
  const nav: NavItem[] = [
    ...(decides
      ? [
          { to: '/open', label: t('nav.open'), ...(counts === undefined ? {} : { count: counts.open }) },
          { to: '/claimed', label: t('nav.claimed'), ...(counts === undefined ? {} : { count: counts.claimed }) },
          { to: '/done', label: t('nav.done') },
          { to: '/copied', label: words('nav.copied') },
          { to: '/started', label: words('nav.started') },
        ]
      : (counts?.open ?? 0) + (counts?.claimed ?? 0) > 0
        ? [{ to: '/open', label: t('nav.open'), ...(counts === undefined ? {} : { count: counts.open }) }]
        : []),
    ...(may(me, 'case.supervise') ? [{ to: '/cases', label: t('nav.cases') }] : []),
    ...(may(me, 'case.repair')
      ? [
          { to: '/incidents', label: operations('nav.incidents') },
          { to: '/migrations', label: operations('nav.migrations') },
        ]
      : []),
    ...(may(me, 'account.manage') ? [{ to: '/admin/accounts', label: admin('nav.accounts') }] : []),
    ...(may(me, 'unit.manage') ? [{ to: '/admin/units', label: admin('nav.units') }] : []),
    ...(may(me, 'calendar.manage') ? [{ to: '/admin/calendar', label: admin('nav.calendar') }] : []),
    ...(may(me, 'audit.read') ? [{ to: '/admin/audit', label: admin('nav.audit') }] : []),
    ...(may(me, 'tenant.manage') ? [{ to: '/admin/tenants', label: admin('nav.tenants') }] : []),
    ...(may(me, 'screening.run') ? [{ to: '/screenings', label: t('nav.screenings') }] : []),
    ...(may(me, 'enterprise.import') ? [{ to: '/enterprises', label: t('nav.snapshot') }] : []),
    ...ownNav(me, { copied: words('nav.copied'), standIns: words('nav.standIns') }),
  ];
  const first = decides ? '/open' : (nav.find(({ to }) => to !== '/open')?.to ?? '/open');
  const firstAdmin = nav.find(({ to }) => to.startsWith('/admin'))?.to ?? first;
  return (
    <OfficeShell me={me} place={me.appointments[0]?.unitName ?? me.tenant.name} nav={nav}>
      {may(me, 'calendar.manage') || decides ? <CalendarAlarm mayMend={may(me, 'calendar.manage')} /> : null}
      <Suspense fallback={<LoadingPage />}>
        <Routes>
          <Route index element={<Navigate to={first} replace />} />
          <Route path="open/:taskId?" element={<TasksPage list="open" />} />
          <Route path="claimed/:taskId?" element={<TasksPage list="claimed" />} />
          <Route path="done/:taskId?" element={<TasksPage list="done" />} />
          <Route path="cases" element={<CaseListPage />} />
          <Route path="copied" element={<CaseListPage key="copied" view="copied" />} />
          <Route path="started" element={<CaseListPage key="started" view="started-by-me" />} />
          <Route path="stand-ins" element={<StandInsPage me={me} />} />
          <Route path="cases/:caseId" element={<CasePage />} />
          <Route path="incidents" element={<IncidentsPage />} />
          <Route path="migrations" element={<MigrationPage />} />
          <Route path="screenings" element={<ScreeningsPage />} />
          <Route path="screenings/:screeningId" element={<ScreeningPage />} />
          <Route path="enterprises" element={<SnapshotPage />} />
          <Route path="enterprises/import/:importId?" element={<ImportPage />} />
          <Route path="admin" element={<Navigate to={firstAdmin} replace />} />
          <Route path="admin/accounts" element={<AccountsPage />} />
          <Route path="admin/units" element={<UnitsPage />} />
          <Route path="admin/calendar" element={<CalendarPage />} />
          <Route path="admin/audit" element={<AuditPage />} />
          <Route path="admin/tenants" element={<TenantsPage />} />
          <Route path="*" element={<Navigate to={first} replace />} />
        </Routes>
      </Suspense>
    </OfficeShell>
  );
}
