import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { routes } from '#core/contract';

const file = new URL('../../docs/approvals.md', import.meta.url).pathname;
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => /^\| [^-|]/.test(line) && !line.startsWith('| Meaning '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

it('every meaning of an approval names tests that exist', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const [meaning, , , , , tests = ''] of rows) {
    const linked = [...tests.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect({ meaning, tests: linked.length > 0 }).toEqual({ meaning, tests: true });
    for (const path of linked)
      expect({ meaning, path, exists: existsSync(join(dirname(file), path)) }).toEqual({ meaning, path, exists: true });
  }
});

it('every route it names is one', () => {
  for (const [meaning, , , named = ''] of rows)
    for (const [, id = ''] of named.matchAll(/`(\w+)/g))
      expect({ meaning, id, isRoute: id in routes }).toEqual({ meaning, id, isRoute: true });
});
