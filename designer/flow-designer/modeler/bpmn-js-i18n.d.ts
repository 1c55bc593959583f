declare module 'bpmn-js-i18n/translations/zn.js' {
  const translations: Readonly<Record<string, string>>;
  // biome-ignore lint/style/noDefaultExport: this is how the package exports
  export default translations;
}
