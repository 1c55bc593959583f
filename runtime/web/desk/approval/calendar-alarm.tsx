import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { call } from '#client';
import { routes } from '#core/contract';
import { approvalMessages } from '#core/messages';
import { useMessages } from '#ui';

/** Limits that reach a year whose holidays nobody has entered would be wrong: it is said until they are (D14). */
export function CalendarAlarm({ mayMend }: { readonly mayMend: boolean }) {
  const t = useMessages(approvalMessages);
  const alarm = useQuery({
    queryKey: ['calendar', 'alarm'],
    queryFn: () => call(routes.getCalendarAlarm),
    staleTime: 600_000,
  });
  const { years = [], openLimits = 0 } = alarm.data ?? {};
  if (years.length === 0 || openLimits === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      banner
      title={t('alarm.years', { count: openLimits, years: years.join('、') })}
      action={mayMend ? <Link to={`/admin/calendar?year=${years[0]}`}>{t('alarm.link')}</Link> : undefined}
    />
  );
}
