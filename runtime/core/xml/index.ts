/** What must hold of any XML from outside (BPMN, DMN) before a parser sees it. Pure. Imports nothing. */
export { guardXml, maxXmlBytes } from './guard-xml.js';
