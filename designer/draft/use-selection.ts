import { useSearchParams } from 'react-router';

/** What is selected on a tab stands in the address, so that a problem's link leads to its place and Back works. */
export function useSelection(): readonly [string | null, (id: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const select = (id: string | null) => {
    setParams(id === null ? {} : { at: id }, { replace: true });
  };
  return [params.get('at'), select];
}

/** A random id that begins with a letter, so that it is never taken for an array index. */
export function randomId(prefix: string): string {
  return `${prefix}${crypto.randomUUID().replaceAll('-', '').slice(0, 10)}`;
}
