import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { OutboundConfig } from '../../config/config.js';
import { isPrivateAddress } from './private-address.js';

/*
 * The only way out of the server to addresses that an author wrote. The operator lists the hosts; a name is resolved once and
 * the connection goes to the very address that was judged, so that a name cannot point elsewhere a moment later. Redirects
 * are answers like others and not followed.
 */

/** Why a call is not made at all. */
export const outboundFaults = ['url-invalid', 'host-not-allowed', 'private-address', 'not-configured'] as const;
export type OutboundFault = (typeof outboundFaults)[number];

export class OutboundRefused extends Error {
  constructor(readonly fault: OutboundFault) {
    super(`Expected an address that the operator allows, but: ${fault}`);
  }
}

export interface OutboundAnswer {
  readonly status: number;
  readonly body: string;
}

export interface Outbound {
  /** Posts JSON, signed, under a key; throws `OutboundRefused`, or an error of the network that may pass. */
  post(url: string, key: string, content: unknown, now: Date): Promise<OutboundAnswer>;
}

const timeoutMs = 10_000;
const mostAnswerBytes = 64 * 1024;
const mostBodyBytes = 256 * 1024;

type Resolve = (host: string) => Promise<readonly string[]>;
const byDns: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

export function createOutbound(config: OutboundConfig, resolve: Resolve = byDns): Outbound {
  return {
    async post(text, key, content, now) {
      const url = allowedUrl(config, text);
      const address = await judgedAddress(config, url, resolve);
      const body = JSON.stringify(content);
      if (Buffer.byteLength(body) > mostBodyBytes) throw new OutboundRefused('url-invalid');
      return send(url, address, body, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': String(Buffer.byteLength(body)),
        'Idempotency-Key': key,
        'User-Agent': 'Duixian',
        ...signed(config.signingSecret, body, now),
      });
    },
  };
}

function allowedUrl(config: OutboundConfig, text: string): URL {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') throw new OutboundRefused('url-invalid');
  if (!config.hosts.includes(url.host.toLowerCase())) throw new OutboundRefused('host-not-allowed');
  const isPlainAllowed = url.protocol === 'http:' && config.privateHosts.includes(url.host.toLowerCase());
  if (url.protocol !== 'https:' && !isPlainAllowed) throw new OutboundRefused('url-invalid');
  return url;
}

async function judgedAddress(config: OutboundConfig, url: URL, resolve: Resolve): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  const first = addresses[0];
  if (first === undefined) throw new Error(`Expected ${host} to have an address, but it has none`);
  const mayBePrivate = config.privateHosts.includes(url.host.toLowerCase());
  if (!mayBePrivate && addresses.some(isPrivateAddress)) throw new OutboundRefused('private-address');
  return first;
}

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 over `<seconds>.<body>`, so that an old call cannot be played again much later. */
export function signatureOf(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

function signed(secret: string | null, body: string, now: Date): Record<string, string> {
  if (secret === null) throw new OutboundRefused('not-configured');
  return { 'Duixian-Signature': signatureOf(secret, body, Math.floor(now.getTime() / 1000)) };
}

function send(url: URL, address: string, body: string, headers: Record<string, string>): Promise<OutboundAnswer> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: address,
        port: url.port === '' ? undefined : Number(url.port),
        servername: isIP(url.hostname) === 0 ? url.hostname : undefined,
        path: `${url.pathname}${url.search}`,
        method: 'POST',
        headers: { ...headers, Host: url.host },
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= mostAnswerBytes) chunks.push(chunk);
          else call.destroy(new Error(`Expected an answer of at most ${mostAnswerBytes} bytes, but it is longer`));
        });
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}
