import { auditActions } from './audit-actions.js';
import { roles } from './permissions.js';
import { defineRoute } from './route.js';
import { day, empty, id, instant, page, pageOf, text } from './shared.js';
import { z } from './zod.js';

const tag = 'administration';

const unitKind = z.enum(['city', 'district', 'town', 'village', 'department', 'centre', 'window', 'section']);
const unit = z.strictObject({
  id,
  /** Short code, unique in the tenant, used by flows to name a unit, e.g. `jxj`. */
  code: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string(),
  kind: unitKind,
  parentId: id.nullable(),
  /** Materialised path, e.g. `/city/jxj/`. */
  path: z.string(),
  regionCode: z.string().nullable(),
  phone: z.string().nullable(),
  closed: z.boolean(),
});
export type Unit = z.output<typeof unit>;

const appointment = z.strictObject({
  id,
  accountId: id,
  unitId: id,
  role: z.enum(roles).exclude(['applicant', 'platform-admin']),
  subtree: z.boolean(),
  from: day,
  until: day.nullable(),
  /** 岗位, as flows name it: `post:…`. */
  post: z.string().trim().max(40).nullable().default(null),
  /** Heads the unit: flows find them by `head@…`. */
  isHead: z.boolean().default(false),
});

const account = z.strictObject({
  id,
  login: z.string(),
  name: z.string(),
  mobile: z.string().nullable(),
  kind: z.enum(['staff', 'applicant']),
  disabled: z.boolean(),
  lockedUntil: instant.nullable(),
  lastSignInAt: instant.nullable(),
  appointments: z.array(appointment),
});
export type Account = z.output<typeof account>;

const oneTimePassword = z.strictObject({ oneTimePassword: z.string() });
const tenant = z.strictObject({ id, slug: z.string(), name: z.string() });

const year = z.coerce.number().int().min(2000).max(2100);
const calendarYear = z.strictObject({
  year: z.int(),
  known: z.boolean(),
  /** Weekdays that are holidays, and weekend days that are worked (调休). */
  holidays: z.array(z.strictObject({ day, name: z.string().max(40) })).max(120),
  workdays: z.array(z.strictObject({ day, name: z.string().max(40) })).max(60),
  hours: z
    .array(z.strictObject({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) }))
    .min(1)
    .max(4),
  revision: z.int(),
});

const auditEntry = z.strictObject({
  id,
  at: instant,
  actorName: z.string(),
  action: z.enum(auditActions),
  target: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export const administrationRoutes = {
  listTenants: defineRoute({
    id: 'listTenants',
    method: 'get',
    path: '/api/tenants',
    tag,
    summary: 'Cities that use this platform, for the choice at sign-in',
    access: 'public',
    answer: z.strictObject({ items: z.array(tenant) }),
  }),
  createTenant: defineRoute({
    id: 'createTenant',
    method: 'post',
    path: '/api/tenants',
    tag,
    summary: 'Create a city with its root unit and first administrator',
    access: ['tenant.manage'],
    body: z.strictObject({
      slug: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
      name: text(60),
      adminLogin: text(64),
      adminName: text(60),
    }),
    answer: z.strictObject({ tenant, oneTimePassword: z.string() }),
    status: 201,
    errors: ['UNIT_CODE_TAKEN'],
  }),
  listUnits: defineRoute({
    id: 'listUnits',
    method: 'get',
    path: '/api/units',
    tag,
    summary: 'The unit tree of the tenant, in path order',
    access: 'signed-in',
    answer: z.strictObject({ items: z.array(unit) }),
  }),
  createUnit: defineRoute({
    id: 'createUnit',
    method: 'post',
    path: '/api/units',
    tag,
    summary: 'Add a unit below another',
    access: ['unit.manage'],
    body: z.strictObject({
      parentId: id,
      code: unit.shape.code,
      name: text(60),
      kind: unitKind,
      regionCode: z
        .string()
        .regex(/^\d{6,12}$/)
        .nullable()
        .default(null),
      phone: z.string().max(40).nullable().default(null),
    }),
    answer: unit,
    status: 201,
    errors: ['UNIT_CODE_TAKEN'],
  }),
  updateUnit: defineRoute({
    id: 'updateUnit',
    method: 'patch',
    path: '/api/units/:unitId',
    tag,
    summary: 'Rename a unit, change its phone, close or reopen it',
    access: ['unit.manage'],
    params: z.strictObject({ unitId: id }),
    body: z.strictObject({
      name: text(60).optional(),
      phone: z.string().max(40).nullable().optional(),
      closed: z.boolean().optional(),
    }),
    answer: unit,
    errors: ['UNIT_HAS_MEMBERS'],
  }),
  listAccounts: defineRoute({
    id: 'listAccounts',
    method: 'get',
    path: '/api/accounts',
    tag,
    summary: 'Accounts, searched by login or name',
    access: ['account.manage'],
    query: z.strictObject({
      query: z.string().max(60).optional(),
      kind: z.enum(['staff', 'applicant']).default('staff'),
      ...page,
    }),
    answer: pageOf(account),
  }),
  createAccount: defineRoute({
    id: 'createAccount',
    method: 'post',
    path: '/api/accounts',
    tag,
    summary: 'Create a staff account; the answer holds its one-time password, which must be changed at first sign-in',
    access: ['account.manage'],
    body: z.strictObject({
      login: z.string().regex(/^[a-zA-Z0-9._-]{2,64}$/),
      name: text(60),
      mobile: z.string().max(20).nullable().default(null),
    }),
    answer: z.strictObject({ account, oneTimePassword: z.string() }),
    status: 201,
    errors: ['LOGIN_TAKEN'],
  }),
  updateAccount: defineRoute({
    id: 'updateAccount',
    method: 'patch',
    path: '/api/accounts/:accountId',
    tag,
    summary: 'Change name or mobile, disable or enable, unlock',
    access: ['account.manage'],
    params: z.strictObject({ accountId: id }),
    body: z.strictObject({
      name: text(60).optional(),
      mobile: z.string().max(20).nullable().optional(),
      disabled: z.boolean().optional(),
      unlock: z.literal(true).optional(),
    }),
    answer: account,
    errors: ['LAST_ADMINISTRATOR'],
  }),
  resetPassword: defineRoute({
    id: 'resetPassword',
    method: 'post',
    path: '/api/accounts/:accountId/reset-password',
    tag,
    summary: 'Give the account a new one-time password and end its sessions',
    access: ['account.manage'],
    params: z.strictObject({ accountId: id }),
    answer: oneTimePassword,
  }),
  createAppointment: defineRoute({
    id: 'createAppointment',
    method: 'post',
    path: '/api/appointments',
    tag,
    summary: 'Appoint an account to a role in a unit',
    access: ['account.manage'],
    body: appointment.omit({ id: true }),
    answer: appointment,
    status: 201,
  }),
  endAppointment: defineRoute({
    id: 'endAppointment',
    method: 'delete',
    path: '/api/appointments/:appointmentId',
    tag,
    summary: 'End an appointment today; it stays in the record',
    access: ['account.manage'],
    params: z.strictObject({ appointmentId: id }),
    answer: empty,
    errors: ['LAST_ADMINISTRATOR'],
  }),
  getCalendar: defineRoute({
    id: 'getCalendar',
    method: 'get',
    path: '/api/calendar/:year',
    tag,
    summary: 'Working days and hours of a year; `known: false` where no notice has been entered for it',
    access: 'signed-in',
    params: z.strictObject({ year }),
    answer: calendarYear,
  }),
  putCalendar: defineRoute({
    id: 'putCalendar',
    method: 'put',
    path: '/api/calendar/:year',
    tag,
    summary: 'Set holidays, worked weekends and hours of a year',
    access: ['calendar.manage'],
    params: z.strictObject({ year }),
    body: calendarYear.omit({ year: true, known: true }),
    answer: calendarYear,
    errors: ['REVISION_CONFLICT', 'CALENDAR_INVALID'],
  }),
  listAudit: defineRoute({
    id: 'listAudit',
    method: 'get',
    path: '/api/audit',
    tag,
    summary: 'Sign-ins, changes of rights, publishing, full views of identities; newest first',
    access: ['audit.read'],
    query: z.strictObject({ action: z.enum(auditActions).optional(), ...page }),
    answer: pageOf(auditEntry),
  }),
};
