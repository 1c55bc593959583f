import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { call } from '#client';
import { routes } from '#core/contract';
import { portalMessages } from '#core/messages';
import { useMe, useMessages } from '#ui';

/** The slug of the city in the address. */
export function useSlug(): string {
  return useParams<{ slug: string }>().slug ?? '';
}

/** The city in the address; `undefined` while it is looked up, `null` where there is none of that name. */
export function useCity(): { readonly slug: string; readonly name: string } | null | undefined {
  const slug = useSlug();
  const tenants = useQuery({ queryKey: ['tenants'], queryFn: () => call(routes.listTenants), staleTime: 600_000 });
  if (tenants.data === undefined) return undefined;
  return tenants.data.items.find((tenant) => tenant.slug === slug) ?? null;
}

/** What the portal of this city is called; empty while the city is looked up. */
export function useBrand(): string {
  const t = useMessages(portalMessages);
  const city = useCity();
  return city ? t('brand', { city: city.name }) : '';
}

export type ActingFor = ReturnType<typeof useActingFor>;

const key = 'duixian.acting-for';

/** The firm or person this account acts for now, in this city; null for visitors and staff. */
export function useActingFor() {
  const me = useMe();
  const slug = useSlug();
  const [chosen, setChosen] = useState(() => localStorage.getItem(key));
  useEffect(() => {
    const listen = () => setChosen(localStorage.getItem(key));
    window.addEventListener('duixian:acting-for', listen);
    return () => window.removeEventListener('duixian:acting-for', listen);
  }, []);
  if (me === null || me.tenant.slug !== slug) return null;
  return me.applicants.find(({ id }) => id === chosen) ?? me.applicants[0] ?? null;
}

export function actFor(applicantId: string): void {
  localStorage.setItem(key, applicantId);
  window.dispatchEvent(new Event('duixian:acting-for'));
}
