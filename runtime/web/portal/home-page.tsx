import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { call } from '#client';
import { type AnswerOf, routes } from '#core/contract';
import { formatDate, policyClassWords, portalMessages, uiMessages } from '#core/messages';
import { formatYuan } from '#core/money';
import type { PolicyClass } from '#core/policy';
import { EmptyState, ErrorState, LoadingRows, useLocale, useMessages, usePageTitle } from '#ui';
import { PolicyRow } from './policy-row.js';
import { type ActingFor, useActingFor, useBrand, useCity, useSlug } from './use-city.js';

interface Filter {
  readonly query: string;
  readonly policyClass: PolicyClass | undefined;
}

/** The policies online, each with its verdict for who is acting. */
function useCatalogue({ query, policyClass }: Filter) {
  const slug = useSlug();
  const applicantId = useActingFor()?.id;
  return useInfiniteQuery({
    queryKey: ['catalogue', slug, query, policyClass, applicantId],
    queryFn: ({ pageParam }) =>
      call(routes.browsePolicies, {
        params: { slug },
        query: { query: query || undefined, class: policyClass, applicantId, cursor: pageParam, limit: 100 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** What one can get now, one search field, classes, rows. Search and class stand in the address. */
export function HomePage() {
  const t = useMessages(portalMessages);
  usePageTitle(useBrand());
  const ui = useMessages(uiMessages);
  const slug = useSlug();
  const actingFor = useActingFor();
  const [address, setAddress] = useSearchParams();
  const query = address.get('q') ?? '';
  const policyClass = (address.get('class') ?? undefined) as PolicyClass | undefined;
  const policies = useCatalogue({ query, policyClass });
  // What one can get does not depend on what one looks for.
  const all = useCatalogue({ query: '', policyClass: undefined });
  const first = policies.data?.pages[0];
  const rows = policies.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (name: 'q' | 'class', value: string) =>
    setAddress(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return (
    <>
      <section className="dx-hero">
        <div className="dx-wide">
          <Hero
            first={all.isPlaceholderData ? undefined : all.data?.pages[0]}
            hasFailed={all.error !== null}
            actingFor={actingFor}
          />
          <Search value={query} onChange={(value) => change('q', value)} />
        </div>
      </section>
      <div className="dx-wide dx-page">
        <ClassChips answer={first} chosen={policyClass} onChoose={(value) => change('class', value)} />
        {policies.isPending ? <LoadingRows /> : null}
        {policies.error === null ? null : <ErrorState error={policies.error} onRetry={policies.refetch} />}
        {first !== undefined && rows.length === 0 ? (
          query === '' && policyClass === undefined ? (
            <EmptyState title={t('home.emptyAll')} help={t('home.emptyAllHelp')} />
          ) : (
            <EmptyState
              title={t('home.emptyTitle')}
              help={t('home.emptyHelp')}
              action={<Button onClick={() => setAddress({}, { replace: true })}>{t('home.clear')}</Button>}
            />
          )
        ) : null}
        {rows.length === 0 ? null : (
          <ul className="dx-policies">
            {rows.map((row) => (
              <PolicyRow key={row.id} row={row} href={`/t/${slug}/policies/${row.id}`} />
            ))}
          </ul>
        )}
        {policies.hasNextPage ? (
          <Button block onClick={() => void policies.fetchNextPage()} loading={policies.isFetchingNextPage}>
            {ui('more')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

type Catalogue = AnswerOf<typeof routes.browsePolicies>;

/** One sentence that says what this applicant can get now. */
function Hero({
  first,
  hasFailed,
  actingFor,
}: {
  readonly first: Catalogue | undefined;
  readonly hasFailed: boolean;
  readonly actingFor: ActingFor;
}) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const city = useCity();
  if (actingFor === null) {
    return (
      <>
        <h1>{t('home.visitor', { city: city?.name ?? '' })}</h1>
        <p>{t('home.visitorHelp')}</p>
      </>
    );
  }
  const { name } = actingFor;
  if (first === undefined) {
    return (
      <>
        <h1>{name}</h1>
        <p>{t(hasFailed ? 'home.notChecked' : 'home.checking')}</p>
      </>
    );
  }
  const fitting = first.items.filter((row) => row.assessment?.verdict === 'eligible' && row.availability === 'open');
  const sum = fitting.reduce((total, row) => total + (row.amountFen ?? 0), 0);
  const date = first.factsAsOf ? formatDate(first.factsAsOf, locale) : null;
  const facts =
    date === null
      ? t('home.noFacts')
      : sum === 0
        ? t('home.facts', { date })
        : t('home.factsWithSum', { amount: formatYuan(sum, locale), date });
  return (
    <>
      <h1>{fitting.length === 0 ? t('home.none', { name }) : t('home.some', { name, count: fitting.length })}</h1>
      <p>{facts}</p>
    </>
  );
}

/** Searches while one types, once a pause shows that the word is whole. */
function Search({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useMessages(portalMessages);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(typed.trim()), 300);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <label className="dx-search">
      <SearchOutlined aria-hidden />
      <input
        type="search"
        aria-label={t('home.searchLabel')}
        placeholder={t('home.search')}
        maxLength={60}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}

interface ClassChipsProps {
  readonly answer: Catalogue | undefined;
  readonly chosen: PolicyClass | undefined;
  readonly onChoose: (value: string) => void;
}

function ClassChips({ answer, chosen, onChoose }: ClassChipsProps) {
  const t = useMessages(portalMessages);
  const words = useMessages(policyClassWords);
  if (answer === undefined) return null;
  return (
    <div className="dx-chips-line">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and a legend */}
      <div className="dx-chips" role="group" aria-label={t('home.filter')}>
        <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose('')}>
          {t('home.all', { count: answer.classes.reduce((sum, { count }) => sum + count, 0) })}
        </button>
        {answer.classes.map(({ name, count }) => (
          <button key={name} type="button" aria-pressed={chosen === name} onClick={() => onChoose(name)}>
            {words(name)} {count}
          </button>
        ))}
      </div>
      <span className="dx-note">{t('home.sort')}</span>
    </div>
  );
}
