import { uiMessages } from '#core/messages';
import { useMessages } from './preferences.js';
import seal from './seal.svg';

/** The vermilion seal with the name of the place one is in. */
export function Brand({ name, href }: { readonly name: string; readonly href: string }) {
  return (
    <a className="dx-brand" href={href}>
      <Seal />
      <span>{name}</span>
    </a>
  );
}

/** The seal alone, where the name stands elsewhere. */
export function Seal() {
  const t = useMessages(uiMessages);
  return <img className="dx-seal" src={seal} alt={t('brand.seal')} />;
}
