import { password, type TestAccount } from '../harness.js';

/** The answer did not come: the server may have done what was asked, or not. */
export class LostAnswer extends Error {}

// biome-ignore lint/suspicious/noExplicitAny: bodies are JSON; each caller looks at what it expects
export type Answer = { readonly status: number; readonly body: any };

export interface Client {
  readonly account: TestAccount;
  /** Where the server listens now; it changes with each restart. */
  address: string;
  get(path: string): Promise<Answer>;
  /** Throws `LostAnswer` where the connection broke. */
  send(method: 'POST' | 'PUT', path: string, body: object | Buffer, key?: string): Promise<Answer>;
}

const tokenMs = 240_000;

/** Somebody at a browser: signs in, keeps the token, sends over plain HTTP. */
export function createClient(account: TestAccount): Client {
  let token: { readonly text: string; readonly since: number } | null = null;
  const request = async (method: string, path: string, headers: Record<string, string>, body?: string | Buffer) => {
    try {
      const response = await fetch(`${client.address}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: body as BodyInit }),
        signal: AbortSignal.timeout(30_000),
      });
      return { status: response.status, body: await response.json() };
    } catch (error) {
      throw new LostAnswer(`${method} ${path}`, { cause: error });
    }
  };
  const json = { 'Content-Type': 'application/json' };
  const authorization = async (): Promise<Record<string, string>> => {
    if (token === null || Date.now() - token.since > tokenMs) {
      const credentials = { tenant: account.slug, login: account.login, password };
      const signedIn = await request('POST', '/api/auth/sign-in', json, JSON.stringify(credentials));
      if (signedIn.status !== 200) throw new Error(`Expected ${account.login} to sign in, but got ${signedIn.status}`);
      token = { text: signedIn.body.accessToken, since: Date.now() };
    }
    return { Authorization: `Bearer ${token.text}` };
  };
  const client: Client = {
    account,
    address: '',
    get: async (path) => request('GET', path, await authorization()),
    async send(method, path, body, key) {
      const keyed: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': key };
      const type = Buffer.isBuffer(body) ? { 'Content-Type': 'application/octet-stream' } : json;
      const content = Buffer.isBuffer(body) ? body : JSON.stringify(body);
      return request(method, path, { ...(await authorization()), ...type, ...keyed }, content);
    },
  };
  return client;
}
