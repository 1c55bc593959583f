import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

/** `BUNDLE_DIR` names another build than the one that is served. */
const folder = process.env.BUNDLE_DIR ?? new URL('../../dist/web', import.meta.url).pathname;
const manifestFile = `${folder}/.vite/manifest.json`;
const isBuilt = existsSync(manifestFile);
const chunks: Readonly<Record<string, Chunk>> = isBuilt ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {};

/** A city's people wait for this on a telephone before they see anything. */
const mostBytes = 250_000;
/** And for this until the first field of a form takes typing. */
const mostBytesToType = 350_000;

/** The chunks that a page cannot do without, or with `lazily` all that it may ever load. */
function chunksOf(page: string | readonly string[], how: { readonly lazily: boolean }): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    const { imports = [], dynamicImports = [] } = chunks[name] ?? {};
    for (const next of how.lazily ? [...imports, ...dynamicImports] : imports) visit(next);
  };
  for (const name of [page].flat()) visit(name);
  return [...found];
}

const codeOf = (name: string) => readFileSync(`${folder}/${chunks[name]?.file}`, 'utf8');
const holds = (names: readonly string[], mark: string) => names.some((name) => codeOf(name).includes(mark));

/** Class names that diagram-js gives its canvas, and the palette with which one draws. */
const canvas = 'djs-container';
const palette = 'djs-palette';
/** What the FEEL editor gives its lines. */
const editorLine = 'cm-lineWrapping';

describe.skipIf(!isBuilt)(`what pages load${isBuilt ? '' : ' (skipped: dist/web is not built)'}`, () => {
  it(`the portal shows its first page after at most ${mostBytes / 1000} KB of script`, () => {
    const sizes = chunksOf('portal.html', { lazily: false }).map(
      (name) => [chunks[name]?.file, gzipSync(codeOf(name)).length] as const,
    );
    const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
    const largest = [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 5);
    expect(sizes.length).toBeGreaterThan(1);
    expect(total, `the largest are ${JSON.stringify(largest)}`).toBeLessThan(mostBytes);
  });

  it(`the first field of a form takes typing after at most ${mostBytesToType / 1000} KB of script`, () => {
    const names = chunksOf(['portal.html', 'portal/apply-page.tsx'], { lazily: false });
    expect(names.length).toBeGreaterThan(chunksOf('portal.html', { lazily: false }).length);
    const sizes = names.map((name) => [name, gzipSync(codeOf(name)).length] as const);
    const largest = [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 5);
    const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
    expect(total, `the largest are ${JSON.stringify(largest)}`).toBeLessThan(mostBytesToType);
  });

  it('applicants never load the designer, and a diagram only when they open one', () => {
    expect(holds(chunksOf('portal.html', { lazily: false }), canvas)).toBe(false);
    const ever = chunksOf('portal.html', { lazily: true });
    expect(ever.filter((name) => name.includes('designer'))).toEqual([]);
    expect(holds(ever, palette)).toBe(false);
    expect(holds(ever, editorLine)).toBe(false);
  });

  it('the designer loads the FEEL editor only when a rule is written', () => {
    expect(holds(chunksOf('designer.html', { lazily: false }), editorLine)).toBe(false);
  });

  it('would be noticed: the designer does hold what is looked for', () => {
    const designer = chunksOf('designer.html', { lazily: true });
    expect([canvas, palette, editorLine].map((mark) => holds(designer, mark))).toEqual([true, true, true]);
    expect(designer.some((name) => name.includes('designer'))).toBe(true);
  });

  it('the counter does not load the designer either', () => {
    expect(holds(chunksOf('window.html', { lazily: true }), palette)).toBe(false);
  });
});
