/**
 * Gives the page's nonce to every `<style>` element that a library makes, so that the Content-Security-Policy can do
 * without `style-src 'unsafe-inline'` (D19). antd, its scroll lock and its icons all make some. Import it first.
 */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

const createElement = document.createElement.bind(document);
document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = createElement(name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
}) as typeof document.createElement;
