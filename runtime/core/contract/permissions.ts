/** The roles of a person in a unit; `applicant` is held by whoever has a membership in an applicant. */
export const roles = [
  'platform-admin',
  'tenant-admin',
  'department-admin',
  'reviewer',
  'finance',
  'window',
  'supervisor',
  'auditor',
  'applicant',
] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'tenant.manage',
  'account.manage',
  'unit.manage',
  'calendar.manage',
  'audit.read',
  'policy.design',
  'policy.publish',
  'case.file',
  'case.file-on-behalf',
  'case.supervise',
  /** Incidents, migration, messages from outside. */
  'case.repair',
  'task.decide',
  'applicant.find',
  'identity.read-full',
  'enterprise.import',
  'screening.run',
] as const;
export type Permission = (typeof permissions)[number];

/** The one table of who may do what. A permission holds in the unit of the appointment, and below it if it says so (D1). */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  'platform-admin': ['tenant.manage'],
  'tenant-admin': ['account.manage', 'unit.manage', 'calendar.manage', 'audit.read', 'enterprise.import'],
  'department-admin': [
    'policy.design',
    'policy.publish',
    'case.supervise',
    'case.repair',
    'enterprise.import',
    'screening.run',
  ],
  reviewer: ['task.decide', 'identity.read-full'],
  finance: ['task.decide', 'identity.read-full'],
  window: ['case.file-on-behalf', 'task.decide', 'applicant.find', 'identity.read-full'],
  supervisor: ['case.supervise'],
  auditor: ['case.supervise', 'audit.read'],
  applicant: ['case.file'],
};
