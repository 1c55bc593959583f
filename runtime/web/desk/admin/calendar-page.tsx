import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, DatePicker, Form, Input, InputNumber } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useSearchParams } from 'react-router';
import { call } from '#client';
import { type AnswerOf, routes } from '#core/contract';
import { adminMessages } from '#core/messages';
import { errorText, Loaded, PageName, useLocale, useMessages } from '#ui';
import { useNeeded } from './form-dialog.js';

type CalendarYear = AnswerOf<typeof routes.getCalendar>;

interface Values {
  readonly holidays: { readonly day: Dayjs; readonly name: string }[];
  readonly workdays: { readonly day: Dayjs; readonly name: string }[];
  readonly hours: { readonly from: string; readonly to: string }[];
}

/** Working days and hours of a year, by the State Council's notice (D14). */
export function CalendarPage() {
  const t = useMessages(adminMessages);
  const [address, setAddress] = useSearchParams();
  const year = Number(address.get('year')) || new Date().getFullYear();
  const calendar = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => call(routes.getCalendar, { params: { year } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('nav.calendar')} />
      <div className="dx-desk-filter">
        <label htmlFor="calendar-year">
          {t('calendar.year')}{' '}
          <InputNumber
            id="calendar-year"
            min={2000}
            max={2100}
            value={year}
            onChange={(value) => (value === null ? undefined : setAddress({ year: String(value) }, { replace: true }))}
          />
        </label>
      </div>
      <Loaded query={calendar}>{(data) => <Year key={`${year}-${data.revision}`} calendar={data} />}</Loaded>
    </div>
  );
}

const withDates = (list: CalendarYear['holidays']) => list.map(({ day, name }) => ({ day: dayjs(day), name }));
const withTexts = (list: Values['holidays']) =>
  list.map(({ day, name }) => ({ day: day.format('YYYY-MM-DD'), name: name ?? '' }));

function Year({ calendar }: { readonly calendar: CalendarYear }) {
  const t = useMessages(adminMessages);
  const locale = useLocale();
  const needed = useNeeded();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { year, revision } = calendar;
  const save = useMutation({
    mutationFn: ({ holidays, workdays, hours }: Values) =>
      call(routes.putCalendar, {
        params: { year },
        body: { holidays: withTexts(holidays), workdays: withTexts(workdays), hours: [...hours], revision },
      }),
    onSuccess: (data) => {
      queries.setQueryData(['calendar', year], data);
      message.success(t('saved'));
    },
  });
  const days = (name: 'holidays' | 'workdays') => (
    <section className="dx-panel">
      <h2>{t(`calendar.${name}`)}</h2>
      <Form.List name={name}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name: row }) => (
              <div className="dx-calendar-row" key={key}>
                <Form.Item name={[row, 'day']} rules={[needed]}>
                  <DatePicker
                    aria-label={t('calendar.day')}
                    allowClear={false}
                    minDate={dayjs(`${year}-01-01`)}
                    maxDate={dayjs(`${year}-12-31`)}
                  />
                </Form.Item>
                <Form.Item name={[row, 'name']}>
                  <Input aria-label={t('calendar.name')} placeholder={t('calendar.name')} maxLength={40} />
                </Form.Item>
                <Button icon={<DeleteOutlined />} aria-label={t('calendar.remove')} onClick={() => remove(row)} />
              </div>
            ))}
            <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => add({ name: '' })}>
              {t('calendar.add')}
            </Button>
          </>
        )}
      </Form.List>
    </section>
  );
  const clock = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: 'hh:mm' };
  return (
    <Form<Values>
      className="dx-rows"
      initialValues={{
        holidays: withDates(calendar.holidays),
        workdays: withDates(calendar.workdays),
        hours: calendar.hours,
      }}
      onFinish={(values) => save.mutate(values)}
    >
      {calendar.known ? null : <Alert type="warning" showIcon title={t('calendar.unknown', { year })} />}
      {save.error === null ? null : <Alert type="error" showIcon role="alert" title={errorText(save.error, locale)} />}
      <div className="dx-calendar">
        {days('holidays')}
        {days('workdays')}
        <section className="dx-panel">
          <h2>{t('calendar.hours')}</h2>
          <Form.List name="hours">
            {(rows, { add, remove }) => (
              <>
                {rows.map(({ key, name }) => (
                  <div className="dx-calendar-row" key={key}>
                    <Form.Item name={[name, 'from']} rules={[needed, clock]}>
                      <Input aria-label={t('calendar.from')} placeholder="08:30" />
                    </Form.Item>
                    <Form.Item name={[name, 'to']} rules={[needed, clock]}>
                      <Input aria-label={t('calendar.to')} placeholder="12:00" />
                    </Form.Item>
                    <Button icon={<DeleteOutlined />} aria-label={t('calendar.remove')} onClick={() => remove(name)} />
                  </div>
                ))}
                {rows.length >= 4 ? null : (
                  <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
                    {t('calendar.addHours')}
                  </Button>
                )}
              </>
            )}
          </Form.List>
        </section>
      </div>
      <p className="dx-calendar-save">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </p>
    </Form>
  );
}
