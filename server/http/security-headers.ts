import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** The nonce of this answer's style elements; unguessable and new for every request. */
export const styleNonceOf = (response: Response): string => response.locals.styleNonce as string;

/**
 * The policy under which the pages ran without a violation (D19). No `unsafe-eval` and no `wasm-unsafe-eval`: what
 * authors write is never run as code, and this proves it.
 */
function policy(nonce: string, https: boolean): Record<string, string[] | null> {
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'script-src-attr': ["'none'"],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    // bpmn-js, charts and self-sizing text areas write style attributes.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'frame-src': ['blob:'],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    ...(https ? { 'upgrade-insecure-requests': [] } : {}),
  };
}

/** Content-Security-Policy, COOP, CORP, Referrer-Policy, Permissions-Policy and the rest, on every answer. */
export function securityHeaders(publicUrl: string): RequestHandler {
  const https = publicUrl.startsWith('https:');
  const others = helmet({
    contentSecurityPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https,
  });
  return (request, response, next) => {
    const nonce = randomBytes(16).toString('base64');
    response.locals.styleNonce = nonce;
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    helmet.contentSecurityPolicy({ useDefaults: false, directives: policy(nonce, https) })(
      request,
      response,
      (error) => (error === undefined ? others(request, response, next) : next(error)),
    );
  };
}
