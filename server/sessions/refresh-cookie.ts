import type { Request, Response } from 'express';
import { readCookie } from '../http/cookies.js';
import type { SessionKeys } from './session-keeper.js';

const name = 'dx_refresh';

/** httpOnly and SameSite=Strict, sent to /api/auth alone (D15); Secure wherever people come by https. */
export function setRefreshCookie(response: Response, keys: SessionKeys, publicUrl: string): void {
  response.cookie(name, keys.refreshToken, { ...attributes(publicUrl), expires: keys.refreshExpiresAt });
}

export function clearRefreshCookie(response: Response, publicUrl: string): void {
  response.clearCookie(name, attributes(publicUrl));
}

export const readRefreshCookie = (request: Request): string | null => readCookie(request, name);

function attributes(publicUrl: string) {
  return {
    httpOnly: true,
    sameSite: 'strict',
    secure: publicUrl.startsWith('https:'),
    path: '/api/auth',
  } as const;
}
