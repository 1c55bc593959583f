import { uiMessages } from '#core/messages';
import { usePageTitle } from './page-title.js';
import { useMessages } from './preferences.js';

/** The heading of a page whose name stands in the navigation already: read out, and in the browser's tab, but not seen. */
export function PageName({ name }: { readonly name: string }) {
  const t = useMessages(uiMessages);
  usePageTitle(name, t('product'));
  return <h1 className="dx-visually-hidden">{name}</h1>;
}
