import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { call } from '#client';
import { routes, type TaskRow } from '#core/contract';
import { approvalMessages, deskMessages, formatDateTime, stepKindWords, uiMessages } from '#core/messages';
import {
  Amount,
  EmptyState,
  ErrorState,
  Loaded,
  LoadingRows,
  netMs,
  PageName,
  Tag,
  TimeLeft,
  useLocale,
  useMessages,
} from '#ui';
import { CaseDocument } from '../case/case-document.js';
import { BatchBar } from './approval/batch-bar.js';
import { CaseActs } from './approval/case-acts.js';
import { DecisionPane } from './decision-pane.js';
import { KeysHelp } from './keys-help.js';
import { useKeys } from './use-keys.js';

type List = 'open' | 'claimed' | 'done';
const kinds = ['acceptance', 'review', 'payout'] as const;

/** List by time left – case as a document – decision. Search and filter stand in the address. */
export function TasksPage({ list }: { readonly list: List }) {
  const t = useMessages(deskMessages);
  const ui = useMessages(uiMessages);
  const kindWords = useMessages(stepKindWords);
  const { taskId } = useParams();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const [showsKeys, setShowsKeys] = useState(false);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const search = useRef<HTMLElement>(null);
  const query = address.get('q') ?? '';
  const stepKind = kinds.find((kind) => kind === address.get('kind'));
  const tasks = useInfiniteQuery({
    queryKey: ['tasks', list, query, stepKind],
    queryFn: ({ pageParam }) =>
      call(routes.listTasks, { query: { list, query: query || undefined, stepKind, cursor: pageParam, limit: 30 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: netMs,
  });
  const rows = tasks.data?.pages.flatMap(({ items }) => items) ?? [];
  const chosen = rows.find(({ id }) => id === taskId);
  const suffix = address.size === 0 ? '' : `?${address}`;
  const go = (step: 1 | -1) => {
    const index = rows.findIndex(({ id }) => id === taskId);
    const next = rows[index === -1 ? 0 : index + step];
    if (next !== undefined) navigate(`/${list}/${next.id}${suffix}`);
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    '/': () => search.current?.querySelector('input')?.focus(),
    '?': () => setShowsKeys(true),
  });
  const change = (name: 'q' | 'kind', value: string) =>
    setAddress(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return (
    <div className="dx-desk" data-chosen={taskId !== undefined}>
      <section className="dx-pane dx-pane-side dx-desk-list" aria-label={t('list.label')}>
        {taskId === undefined ? <PageName name={t(`nav.${list}`)} /> : null}
        <search className="dx-desk-tools" ref={search}>
          <SearchField value={query} onChange={(value) => change('q', value)} />
          <Select
            aria-label={t('list.kind')}
            value={stepKind ?? ''}
            options={[
              { value: '', label: t('list.all') },
              ...kinds.map((kind) => ({ value: kind, label: kindWords(kind) })),
            ]}
            onChange={(value) => change('kind', value)}
          />
        </search>
        {tasks.isPending ? <LoadingRows /> : null}
        {tasks.error === null ? null : <ErrorState error={tasks.error} onRetry={tasks.refetch} />}
        {tasks.data !== undefined && rows.length === 0 ? (
          <NoTasks list={list} isFiltered={query !== '' || stepKind !== undefined} />
        ) : null}
        <ul>
          {rows.map((row) => (
            <TaskItem
              key={row.id}
              row={row}
              to={`/${list}/${row.id}${suffix}`}
              isChosen={row.id === taskId}
              isSelected={selected.includes(row.id)}
              onSelect={
                list === 'done' || row.stepKind === 'payout' || row.status === 'suspended'
                  ? undefined
                  : (isOn) => setSelected(isOn ? [...selected, row.id] : selected.filter((id) => id !== row.id))
              }
            />
          ))}
        </ul>
        <BatchBar rows={rows.filter(({ id }) => selected.includes(id))} onDone={() => setSelected([])} />
        {tasks.hasNextPage ? (
          <Button block type="text" onClick={() => void tasks.fetchNextPage()} loading={tasks.isFetchingNextPage}>
            {ui('more')}
          </Button>
        ) : null}
      </section>
      {taskId === undefined ? (
        <div className="dx-pane dx-desk-none">
          <EmptyState title={t('list.choose')} help={t('list.chooseHelp')} />
        </div>
      ) : (
        <ChosenTask
          key={taskId}
          taskId={taskId}
          caseId={chosen?.caseId ?? caseOf(taskId)}
          back={`/${list}${suffix}`}
          onDone={() => go(1)}
        />
      )}
      <KeysHelp isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
    </div>
  );
}

/** A task's id begins with its case's (architecture.md, outbox), so that its address alone is enough. */
const caseOf = (taskId: string) => taskId.slice(0, taskId.indexOf(':'));

function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useMessages(deskMessages);
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(typed.trim()), 300);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Input
      type="search"
      allowClear
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      prefix={<SearchOutlined aria-hidden />}
      maxLength={60}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

const empty = {
  open: ['list.emptyOpen', 'list.emptyOpenHelp'],
  claimed: ['list.emptyClaimed', 'list.emptyClaimedHelp'],
  done: ['list.emptyDone', 'list.emptyDoneHelp'],
} as const;

function NoTasks({ list, isFiltered }: { readonly list: List; readonly isFiltered: boolean }) {
  const t = useMessages(deskMessages);
  if (isFiltered) return <EmptyState title={t('list.emptySearch')} help={t('list.emptySearchHelp')} />;
  const [title, help] = empty[list];
  return <EmptyState title={t(title)} help={t(help)} />;
}

interface TaskItemProps {
  readonly row: TaskRow;
  readonly to: string;
  readonly isChosen: boolean;
  readonly isSelected: boolean;
  /** Absent where it cannot be decided together with others. */
  readonly onSelect: ((isOn: boolean) => void) | undefined;
}

function TaskItem({ row, to, isChosen, isSelected, onSelect }: TaskItemProps) {
  const words = useMessages(approvalMessages);
  const t = useMessages(deskMessages);
  const locale = useLocale();
  return (
    <li className="dx-task-row">
      {onSelect === undefined ? null : (
        <Checkbox
          aria-label={words('list.select', { name: `${row.applicantName} ${row.caseNumber}` })}
          checked={isSelected}
          onChange={({ target }) => onSelect(target.checked)}
        />
      )}
      <Link className="dx-task" to={to} aria-current={isChosen ? 'true' : undefined}>
        <span className="dx-task-line">
          <strong>{row.applicantName}</strong>
          {row.finishedAt === null ? <TimeLeft light={row.light} workingMinutesLeft={row.workingMinutesLeft} /> : null}
        </span>
        <span className="dx-note">
          {row.policyTitle} · {row.stepName}
        </span>
        {row.urgedTimes > 0 || row.escalated ? (
          <span>
            {row.urgedTimes > 0 ? <Tag tone="warning">{words('list.urged', { times: row.urgedTimes })}</Tag> : null}{' '}
            {row.escalated ? <Tag tone="error">{words('list.escalated')}</Tag> : null}
          </span>
        ) : null}
        <span className="dx-task-line dx-note">
          <span>
            {row.caseNumber} · <Amount fen={row.grantedAmountFen ?? row.requestedAmountFen} />
          </span>
          {row.finishedAt !== null ? (
            <span>{formatDateTime(row.finishedAt, locale)}</span>
          ) : row.claimedByName === null ? null : (
            <span>{t('list.by', { name: row.claimedByName })}</span>
          )}
        </span>
      </Link>
    </li>
  );
}

interface ChosenTaskProps {
  readonly taskId: string;
  readonly caseId: string;
  readonly back: string;
  readonly onDone: () => void;
}

function ChosenTask({ taskId, caseId, back, onDone }: ChosenTaskProps) {
  const t = useMessages(deskMessages);
  const detail = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => call(routes.getCase, { params: { caseId } }),
    refetchInterval: netMs,
  });
  return (
    <>
      <section className="dx-pane dx-desk-case" aria-label={t('case.answers')}>
        <Link className="dx-desk-back" to={back}>
          ← {t('back')}
        </Link>
        <Loaded query={detail} rows={3}>
          {(data) => (
            <>
              <CaseActs detail={data} />
              <CaseDocument detail={data} />
            </>
          )}
        </Loaded>
      </section>
      {detail.data === undefined ? null : (
        <DecisionPane key={`${taskId}-${detail.data.task?.id ?? ''}`} detail={detail.data} onDone={onDone} />
      )}
    </>
  );
}
