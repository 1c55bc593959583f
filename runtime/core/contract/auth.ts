import { permissions, roles } from './permissions.js';
import { defineRoute } from './route.js';
import { applicantKind, day, empty, id, instant, text } from './shared.js';
import { z } from './zod.js';

const tag = 'auth';
const password = z.string().min(1).max(200);
const slug = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);

export const me = z.strictObject({
  accountId: id,
  tenant: z.strictObject({ id, slug, name: z.string() }),
  login: z.string(),
  name: z.string(),
  mustChangePassword: z.boolean(),
  appointments: z.array(
    z.strictObject({
      id,
      role: z.enum(roles),
      unitId: id,
      unitName: z.string(),
      subtree: z.boolean(),
      until: day.nullable(),
    }),
  ),
  permissions: z.array(z.enum(permissions)),
  /** Firms and persons this account may act for. */
  applicants: z.array(z.strictObject({ id, name: z.string(), kind: applicantKind })),
});
export type Me = z.output<typeof me>;

const signedIn = z.strictObject({ accessToken: z.string(), expiresAt: instant, me });

export const authRoutes = {
  signIn: defineRoute({
    id: 'signIn',
    method: 'post',
    path: '/api/auth/sign-in',
    tag,
    summary: 'Sign in; sets the refresh cookie',
    access: 'public',
    body: z.strictObject({ tenant: slug, login: text(64), password }),
    answer: signedIn,
    errors: ['SIGN_IN_FAILED', 'ACCOUNT_LOCKED', 'ACCOUNT_DISABLED'],
  }),
  refresh: defineRoute({
    id: 'refresh',
    method: 'post',
    path: '/api/auth/refresh',
    tag,
    summary: 'A new access token for the refresh cookie, which rotates; an old cookie used again ends the session',
    access: 'public',
    answer: signedIn,
    errors: ['NOT_SIGNED_IN', 'SESSION_ENDED', 'ACCOUNT_DISABLED'],
  }),
  signOut: defineRoute({
    id: 'signOut',
    method: 'post',
    path: '/api/auth/sign-out',
    tag,
    summary: 'End this session',
    access: 'public',
    answer: empty,
  }),
  signOutEverywhere: defineRoute({
    id: 'signOutEverywhere',
    method: 'post',
    path: '/api/auth/sign-out-everywhere',
    tag,
    summary: 'End all sessions of this account',
    access: 'signed-in',
    answer: empty,
  }),
  changePassword: defineRoute({
    id: 'changePassword',
    method: 'post',
    path: '/api/auth/change-password',
    tag,
    summary: 'Change the own password; ends all other sessions. Works also while a first-login change is required',
    access: 'signed-in',
    body: z.strictObject({ current: password, next: password }),
    answer: empty,
    errors: ['PASSWORD_TOO_WEAK', 'PASSWORD_WRONG', 'ACCOUNT_LOCKED'],
  }),
  register: defineRoute({
    id: 'register',
    method: 'post',
    path: '/api/auth/register',
    tag,
    summary: 'Register as an applicant: an enterprise by its credit code or a person by identity card number',
    access: 'public',
    body: z.strictObject({
      tenant: slug,
      kind: applicantKind,
      /** Name of the firm, or of the person. */
      name: text(120),
      identityNumber: text(32),
      contactName: text(60),
      mobile: text(20),
      login: z.string().regex(/^[a-zA-Z0-9._@-]{2,64}$/),
      password,
    }),
    answer: signedIn,
    status: 201,
    errors: ['NOT_FOUND', 'IDENTITY_INVALID', 'IDENTITY_TAKEN', 'LOGIN_TAKEN', 'PASSWORD_TOO_WEAK'],
  }),
  me: defineRoute({
    id: 'me',
    method: 'get',
    path: '/api/me',
    tag,
    summary: 'Who is signed in, with roles, permissions and applicants',
    access: 'signed-in',
    answer: me,
  }),
};
