/** Why XML is refused before it is read, with the values that words need. */
export interface XmlFault {
  readonly rule: 'xml-too-large' | 'xml-unsafe' | 'xml-too-deep';
  readonly params: Readonly<Record<string, string | number>>;
}

export const maxXmlBytes = 1_000_000;
const maxXmlDepth = 64;

/**
 * Refuses XML that must not even reach the parser: too large, too deep, or with a document type, entity declarations or
 * processing instructions, through which a file could reach outside itself or grow without bound.
 */
export function guardXml(xml: string): XmlFault | null {
  const bytes = new TextEncoder().encode(xml).length;
  if (bytes > maxXmlBytes) return { rule: 'xml-too-large', params: { bytes, maximum: maxXmlBytes } };
  let depth = 0;
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) return null;
    const skipped = skipPassive(xml, open);
    if (skipped === 'unsafe') return { rule: 'xml-unsafe', params: { text: xml.slice(open, open + 20) } };
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    const close = endOfTag(xml, open);
    if (xml[open + 1] === '/') depth -= 1;
    else if (xml[close - 1] !== '/') depth += 1;
    if (depth > maxXmlDepth) return { rule: 'xml-too-deep', params: { maximum: maxXmlDepth } };
    at = close + 1;
  }
  return null;
}

/** Where a comment, CDATA section or the XML declaration ends; `null` at a tag. An unclosed one runs to the end. */
function skipPassive(xml: string, open: number): number | 'unsafe' | null {
  const after = (mark: string) => {
    const end = xml.indexOf(mark, open);
    return end < 0 ? xml.length : end + mark.length;
  };
  if (xml.startsWith('<!--', open)) return after('-->');
  if (xml.startsWith('<![CDATA[', open)) return after(']]>');
  if (xml.startsWith('<?xml ', open) && xml.slice(0, open).trim().replace('\uFEFF', '') === '') return after('?>');
  if (xml[open + 1] === '!' || xml[open + 1] === '?') return 'unsafe';
  return null;
}

/** The `>` of a tag; one inside a quoted attribute value does not count. */
function endOfTag(xml: string, open: number): number {
  let quote = '';
  for (let at = open + 1; at < xml.length; at += 1) {
    const character = xml[at] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return xml.length;
}
