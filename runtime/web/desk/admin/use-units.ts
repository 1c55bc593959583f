import { useQuery } from '@tanstack/react-query';
import { call } from '#client';
import { routes } from '#core/contract';

/** The unit tree in path order. */
export const useUnits = () => useQuery({ queryKey: ['units'], queryFn: () => call(routes.listUnits) });
