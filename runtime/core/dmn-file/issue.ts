import { dmnFileMessages, type Locale, message } from '#core/messages';

/** What of a DMN file cannot be taken (`error`: nothing is), or was left out (`warning`), with the element it stands on. */
export interface DmnIssue {
  readonly severity: 'error' | 'warning';
  readonly code: DmnIssueCode;
  /** Name or id in the file; '' for the file as a whole. */
  readonly element: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type DmnIssueCode =
  | 'XML_TOO_LARGE'
  | 'XML_UNSAFE'
  | 'XML_TOO_DEEP'
  | 'XML_MALFORMED'
  | 'NOT_DMN'
  | 'DMN_VERSION'
  | 'NO_DECISION'
  | 'TOO_MANY'
  | 'NOT_TAKEN'
  | 'LOGIC_MISSING'
  | 'LANGUAGE_NOT_FEEL'
  | 'TABLE_INSIDE'
  | 'HIT_POLICY_UNKNOWN'
  | 'TYPE_UNKNOWN';

export class DmnIssues {
  readonly all: DmnIssue[] = [];

  warn(code: DmnIssueCode, element: string, params: DmnIssue['params'] = {}): void {
    this.all.push({ severity: 'warning', code, element, params });
  }
}

export const dmnError = (code: DmnIssueCode, params: DmnIssue['params'] = {}): DmnIssue => ({
  severity: 'error',
  code,
  element: '',
  params,
});

/** The issue in words, with the element in front. */
export function dmnIssueText({ code, element, params }: DmnIssue, locale: Locale): string {
  const said = message(dmnFileMessages, locale, code, params);
  if (element === '') return said;
  return locale === 'zh-CN' ? `“${element}”：${said}` : `“${element}”: ${said}`;
}
