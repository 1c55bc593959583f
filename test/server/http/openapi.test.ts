import { describe, expect, it } from 'vitest';
import { type Route, routes } from '#core/contract';
import { openApiDocument, openApiPath } from '#server/http/openapi';

const all = Object.values(routes) as unknown as Route[];

describe('the OpenAPI document', () => {
  const document = openApiDocument(all, '1.2.3');

  it('has every route of the contract once, and no other', () => {
    const inDocument = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map((method) => `${method} ${path}`),
    );
    const inContract = all.map((route) => `${route.method} ${openApiPath(route.path)}`);

    expect(inDocument.sort()).toEqual(inContract.sort());
    expect(new Set(inContract).size).toBe(inContract.length);
  });

  it('says for each route which errors it may answer, grouped by status', () => {
    const signIn = document.paths?.['/api/auth/sign-in']?.post;

    expect(signIn?.responses?.['401']).toMatchObject({ description: 'SIGN_IN_FAILED' });
    expect(signIn?.responses?.['423']).toMatchObject({ description: 'ACCOUNT_LOCKED' });
    expect(signIn?.security).toEqual([]);
  });

  it('asks for a token on protected routes and for the key on idempotent ones', () => {
    const createDraft = document.paths?.['/api/drafts']?.post;

    expect(createDraft?.security).toEqual([{ accessToken: [] }]);
    expect(createDraft?.parameters).toContainEqual(
      expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: true }),
    );
  });

  it('declares bodies as strict: no unknown fields', () => {
    const schema = document.paths?.['/api/auth/sign-in']?.post?.requestBody;

    expect(JSON.stringify(schema)).toContain('"additionalProperties":false');
  });
});
