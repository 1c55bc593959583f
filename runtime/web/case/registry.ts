import { useQuery } from '@tanstack/react-query';
import { call } from '#client';
import { type ApplicantView, routes } from '#core/contract';
import type { RegistryFact } from '#core/form';

/** What government knows of the applicant, by variable. */
export const factsOf = (applicant: Pick<ApplicantView, 'registry'>): Readonly<Record<string, RegistryFact>> =>
  Object.fromEntries(applicant.registry.map(({ name, value, source, asOf }) => [name, { value, source, asOf }]));

export const useRegistryVariables = () =>
  useQuery({
    queryKey: ['registry-variables'],
    queryFn: () => call(routes.listRegistryVariables),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Code tables that form fields name; forms are compiled with them. */
export const useCodeTables = () =>
  useQuery({
    queryKey: ['code-tables'],
    queryFn: () => call(routes.listCodeTables),
    staleTime: Number.POSITIVE_INFINITY,
  });
