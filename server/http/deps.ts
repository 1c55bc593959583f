import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { AccountDirectory } from '../accounts/account-directory.js';
import type { ApplicantActivity } from '../applicants/applicant-activity.js';
import type { ApplicantRegister } from '../applicants/applicant-register.js';
import type { AppointmentBook } from '../appointments/appointment-book.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { CalendarBook } from '../calendar/calendar-book.js';
import type { ServerConfig } from '../config/config.js';
import type { SnapshotBook } from '../enterprises/snapshot-book.js';
import type { Secrets } from '../secrets/secrets.js';
import type { SessionKeeper } from '../sessions/session-keeper.js';
import type { SignInGuard } from '../sessions/sign-in-guard.js';
import type { StandInBook } from '../stand-ins/stand-in-book.js';
import type { TenantDirectory } from '../tenants/tenant-directory.js';
import type { UnitDirectory } from '../units/unit-directory.js';
import type { Api } from './api.js';

/** The only source of time: injected, so that tests and the demo seed control it. */
export interface Clock {
  now(): Date;
}

/** The only source of ids: random and url-safe. */
export interface Ids {
  newId(): string;
}

/** What the foundation itself stands on; made by the caller of `createServer`. */
export interface Foundation {
  readonly config: ServerConfig;
  readonly database: Connection;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
}

/** Questions that one feature answers for another; set by the answering feature when it registers. */
export interface Ports {
  applicantActivity: ApplicantActivity;
  /** Tests let the process “die” here, between a case's write and its projections. */
  beforeRelay?: () => Promise<void>;
}

/** Everything a feature may use. Features talk to each other through these, never through another's models. */
export interface Deps extends Foundation {
  readonly secrets: Secrets;
  readonly audit: AuditLog;
  readonly tenants: TenantDirectory;
  readonly units: UnitDirectory;
  readonly appointments: AppointmentBook;
  readonly accounts: AccountDirectory;
  readonly sessions: SessionKeeper;
  readonly signInGuard: SignInGuard;
  readonly applicants: ApplicantRegister;
  readonly standIns: StandInBook;
  readonly calendar: CalendarBook;
  readonly snapshots: SnapshotBook;
  readonly ports: Ports;
}

/** What a feature keeps running beside its routes (relays, sweepers); started after the indexes exist. */
export interface Background {
  start?(): void | Promise<void>;
  /** Ends answers that would not end by themselves; called before stopping waits for the requests in flight. */
  drain?(): void;
  stop?(): void | Promise<void>;
}

/** A feature registers its handlers, and its models with `deps.database`, when the server is made. */
export type Feature = (api: Api, deps: Deps) => Background | undefined;
