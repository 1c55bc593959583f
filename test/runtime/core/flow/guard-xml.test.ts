import { describe, expect, it } from 'vitest';
import { parseBpmn } from '#core/flow';
import { maxXmlBytes } from '#core/xml';
import { bpmn, flows, tasks } from './driver.js';

const rules = async (xml: string): Promise<readonly string[]> => {
  const result = await parseBpmn(xml);
  return (result.ok ? [] : result.error).map(({ rule }) => rule);
};
const line = `<bpmn:startEvent id="s"/>${tasks('a')}<bpmn:endEvent id="e"/>${flows('s>a', 'a>e')}`;
const file = bpmn(line);

describe('XML that could harm', () => {
  it.each([
    ['a document type', `<!DOCTYPE bpmn>${file}`],
    [
      'a document type behind the declaration',
      file.replace('?>', '?><!DOCTYPE bpmn SYSTEM "http://example.org/x.dtd">'),
    ],
    [
      'an entity that grows (“billion laughs”)',
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${file}`,
    ],
    ['an entity from a file', `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${file}`],
    ['a parameter entity', `<!DOCTYPE x [<!ENTITY % a SYSTEM "http://example.org/e"> %a;]>${file}`],
    ['an entity declaration without a document type', file.replace(line, `<!ENTITY a "b">${line}`)],
    ['a style sheet', file.replace('?>', '?><?xml-stylesheet href="http://example.org/x.xsl"?>')],
    ['a second declaration', file.replace(line, `<?xml version="1.0"?>${line}`)],
    ['a document type in small letters', `<!doctype html>${file}`],
  ])('is refused: %s', async (_what, xml) => {
    expect(await rules(xml)).toEqual(['xml-unsafe']);
  });

  it.each([
    ['a comment', file.replace(line, `<!-- <!DOCTYPE x> <?php ?> -->${line}`)],
    [
      'a CDATA section',
      bpmn(`${line}<bpmn:textAnnotation id="n"><bpmn:text><![CDATA[<!DOCTYPE x>]]></bpmn:text></bpmn:textAnnotation>`),
    ],
    ['an attribute', file.replace('id="a"', 'id="a" name="&lt;!DOCTYPE> > <?x?>"').replace('<?x?>', '')],
    ['a byte order mark in front of the declaration', `\uFEFF${file}`],
  ])('is not seen in %s', async (_what, xml) => {
    expect(await rules(xml)).toEqual([]);
  });

  it('does not resolve an entity that is not one of XML’s own', async () => {
    const result = await parseBpmn(file.replace('id="a"', 'id="a" name="&secret;&amp;"'));
    if (result.ok) expect(result.value.elements.a?.name).toBe('&secret;&');
    else expect(result.error.map(({ rule }) => rule)).toEqual(['xml-malformed']);
  });

  it('is refused where it refers to other files', async () => {
    const external =
      '<bpmn:import importType="http://www.w3.org/2001/XMLSchema" location="file:///x.xsd" namespace="y"/>';
    expect(await rules(bpmn(line, external))).toContain('external-reference');
  });
});

describe('the size of a file', () => {
  const filled = (bytes: number) => {
    const empty = bpmn(`${line}<!---->`);
    return empty.replace('<!---->', `<!--${'x'.repeat(bytes - new TextEncoder().encode(empty).length)}-->`);
  };
  it('may be exactly the bound, and not a byte more', async () => {
    expect(await rules(filled(maxXmlBytes))).toEqual([]);
    expect(await rules(filled(maxXmlBytes + 1))).toEqual(['xml-too-large']);
  });

  it('counts bytes, not characters', async () => {
    const text = '政'.repeat(Math.ceil(maxXmlBytes / 3));
    expect(text.length).toBeLessThan(maxXmlBytes);
    expect(await rules(bpmn(`${line}<!--${text}-->`))).toEqual(['xml-too-large']);
  });
});

describe('the depth of a file', () => {
  /** `definitions`, `process`, and so many sub-processes with a start event in the innermost. */
  const deep = (levels: number) => {
    const subs = Array.from({ length: levels - 3 }, (_, index) => `u${index}`);
    return bpmn(
      `${subs.map((id) => `<bpmn:subProcess id="${id}">`).join('')}<bpmn:startEvent id="deep"></bpmn:startEvent>${subs.map(() => '</bpmn:subProcess>').join('')}`,
    );
  };
  it('may be exactly 64, and not one more', async () => {
    expect(await rules(deep(64))).toEqual([]);
    expect(await rules(deep(65))).toEqual(['xml-too-deep']);
  });

  it('is not counted for elements that close themselves, side by side', async () => {
    expect(await rules(bpmn(line + '<bpmn:dataObject id="d"/>'.replace('"d"', '"d1"')))).toEqual([]);
    const many = Array.from({ length: 500 }, (_, index) => `<bpmn:dataObject id="d${index}"/>`).join('');
    expect(await rules(bpmn(line + many))).toEqual([]);
  });
});

describe('a file that ends too early', () => {
  it.each(['<', '<bpmn:', '<bpmn:x a="', '<!--', '<![CDATA[', '<?xml ', '</'])(
    'at “%s” is told, not thrown',
    async (end) => {
      expect((await rules(`${file.slice(0, -20)}${end}`)).length).toBeGreaterThan(0);
      expect((await rules(end)).length).toBeGreaterThan(0);
    },
  );
});
