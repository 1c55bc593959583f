/**
 * DMN files (1.2 to 1.5): reading those of other modellers into decisions, and writing decisions for them. Pure. Imports
 * dmn-moddle, dmn, feel, messages, xml. Kept apart from `#core/dmn`, so that only the designer loads the XML reader.
 */
export { type DmnFile, exportDmn } from './export-dmn.js';
export { type ImportedDmn, importDmn } from './import-dmn.js';
export { type DmnIssue, type DmnIssueCode, dmnIssueText } from './issue.js';
