import { createElement, Fragment, type ReactNode } from 'react';

/**
 * A small part of Markdown: `#` to `###` headings, `- ` and `1. ` lists, `**bold**`, `[words](https://…)`. It becomes
 * elements, never HTML: an author's `<script>` is shown as the text it is (D19).
 */
export function RichText({ text }: { readonly text: string }): ReactNode {
  return createElement(Fragment, null, ...blocksOf(text).map(element));
}

function element({ kind, lines }: Block): ReactNode {
  switch (kind) {
    case 'heading':
      return <h4>{inline(lines[0] ?? '')}</h4>;
    case 'text':
      return <p>{inline(lines.join(' '))}</p>;
    default:
      return createElement(kind === 'bullets' ? 'ul' : 'ol', null, ...lines.map(listItem));
  }
}

const listItem = (line: string): ReactNode => <li>{inline(line)}</li>;

interface Block {
  readonly kind: 'heading' | 'bullets' | 'numbers' | 'text';
  readonly lines: string[];
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const [kind, content] = readLine(line.trim());
    const last = blocks.at(-1);
    if (content === '') isOpen = false;
    else if (isOpen && last?.kind === kind && kind !== 'heading') last.lines.push(content);
    else {
      blocks.push({ kind, lines: [content] });
      isOpen = true;
    }
  }
  return blocks;
}

function readLine(line: string): readonly [Block['kind'], string] {
  const heading = /^#{1,3} (.*)$/.exec(line);
  if (heading !== null) return ['heading', heading[1] ?? ''];
  if (line.startsWith('- ')) return ['bullets', line.slice(2)];
  const number = /^\d{1,3}\. (.*)$/.exec(line);
  return number === null ? ['text', line] : ['numbers', number[1] ?? ''];
}

function inline(text: string): ReactNode {
  const parts = text.split(/(\*\*[^*]{1,500}\*\*|\[[^\]]{1,200}\]\([^)\s]{1,500}\))/);
  return createElement(Fragment, null, ...parts.map(inlinePart));
}

function inlinePart(part: string): ReactNode {
  if (part.startsWith('**') && part.endsWith('**') && part.length > 4) return <strong>{part.slice(2, -2)}</strong>;
  const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part);
  if (link === null) return part;
  const [, words = '', address = ''] = link;
  // Only addresses of the web: nothing that could run.
  if (!/^(?:https?:\/\/|\/(?!\/))/.test(address)) return words;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {words}
    </a>
  );
}
