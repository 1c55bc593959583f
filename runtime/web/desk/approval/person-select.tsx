import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { routes } from '#core/contract';
import { approvalMessages } from '#core/messages';
import { useMessages } from '#ui';

interface PersonSelectProps {
  readonly id?: string;
  readonly value?: string | string[];
  readonly onChange?: (value: string | string[]) => void;
  readonly multiple?: boolean;
}

/** Finds colleagues by name or account. */
export function PersonSelect({ multiple = false, ...field }: PersonSelectProps) {
  const t = useMessages(approvalMessages);
  const [query, setQuery] = useState('');
  const found = useQuery({
    queryKey: ['colleagues', query],
    queryFn: () => call(routes.listColleagues, { query: { query: query || undefined } }),
    staleTime: 60_000,
  });
  return (
    <Select<string | string[]>
      {...field}
      {...(multiple ? { mode: 'multiple' as const } : {})}
      showSearch={{ filterOption: false, onSearch: setQuery }}
      placeholder={t('personHint')}
      loading={found.isFetching}
      options={(found.data?.items ?? []).map(({ id, name, unitName }) => ({
        value: id,
        label: [name, unitName].filter(Boolean).join(' · '),
      }))}
    />
  );
}
